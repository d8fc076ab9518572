import { noClock } from '#engine/cases/clocks/clock.ts';
import type { Actor } from '../../application/common.ts';
import type { TaskDetail } from '../../application/tasks.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { formOf } from '../complete.ts';
import type { Context } from '../context.ts';
import { fillSources } from '../form-context.ts';
import { isUuid } from '../ids.ts';
import { partViews } from '../parts/view.ts';
import { photoTimes, photoTimesEntry, photoViews } from '../photos.ts';
import { refusal } from '../refuse.ts';
import { actionsOf } from './actions.ts';
import { itemsOf } from './item.ts';

/**
 * A co-unit's part: what it is asked, and of the case what the work needs. While the part is open that is the report, its
 * place and photos, unless the case is confidential: then the lead says what is needed in what it asks. Nothing of who
 * reported, of the lead's work, of other units' parts; once it is over, nothing but the part itself.
 */
export async function partDetail(
  context: Context,
  tx: Tx,
  actor: Actor,
  { row, record }: { readonly row: TaskRow; readonly record: CaseRow },
): Promise<TaskDetail> {
  const [item] = await itemsOf(context, tx, actor, [{ task: row, record }]);
  if (!item) throw refusal('NOT_FOUND');
  const part = isUuid(row.part) ? await tx.cases.parts.byId(row.part) : undefined;
  const [ownPart = null] = part === undefined ? [] : await partViews(context, tx, record, [part]);
  const shown = row.open && record.confidentiality === 'normal';
  const texts = shown
    ? await context.vault.read(tx, record.id, Object.values(record.vault))
    : new Map<string, string>();
  const text = (name: string): string | null => texts.get(record.vault[name] ?? '') ?? null;
  const { form, choices } = await formOf(context, tx, row);
  return {
    ...item,
    ownPart,
    given: null,
    dossier: false,
    text: text('text') ?? '',
    address: text('address'),
    point: shown && record.lon !== null && record.lat !== null ? { lon: record.lon, lat: record.lat } : null,
    photos: shown ? photoViews(await tx.cases.files.ofCase(record.id)) : [],
    photoTimes: photoTimes(text(photoTimesEntry)),
    reporter: { anonymous: false, hidden: true, name: null, phone: null, email: null, until: null },
    receivedAt: record.receivedAt,
    caseClock: noClock,
    ...{ answers: [], suggested: [], stages: [], timeline: [] },
    form: row.form === '' || !row.open ? null : fillSources(form, choices),
    formData: {},
    actions: await actionsOf(context, tx, actor, row),
  };
}
