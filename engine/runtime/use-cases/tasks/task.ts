import { suggestCategories } from '#engine/cases/categories/category-suggestions.ts';
import type { City } from '#engine/cases/city/city.ts';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { fillTexts } from '#forms/fill-texts.ts';
import { answersOf } from '../../administration/categories/answers.ts';
import type { Actor } from '../../application/common.ts';
import type { ReporterView, TaskDetail, Tasks } from '../../application/tasks.ts';
import type { CaseRow, TimelineRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { caseClockView } from '../clock-view.ts';
import { caseOf, formOf } from '../complete.ts';
import type { Context } from '../context.ts';
import { mayOnDossier } from '../dossiers/rights.ts';
import { fillSources } from '../form-context.ts';
import { photoTimes, photoTimesEntry, photoViews } from '../photos.ts';
import { reopeningComment } from '../ratings/reopened.ts';
import { refusal } from '../refuse.ts';
import { mayReadReporter } from '../reveals/may-read.ts';
import { openReveal } from '../reveals/view.ts';
import { stageViews } from '../stage-views.ts';
import { actionsOf } from './actions.ts';
import { nameOf, visibleTask } from './find-task.ts';
import { itemsOf } from './item.ts';
import { partDetail } from './part-detail.ts';
import { startingValues } from './starting-values.ts';
import { timelineEntries } from './timeline.ts';
import { variablesOf } from './variables-of.ts';

export function task(context: Context): Tasks['task'] {
  return async (actor, taskId) =>
    await context.store.transaction(async (tx) =>
      detailOf(context, tx, actor, await visibleTask(context, tx, actor, taskId)),
    );
}

/** All that is needed to do a task, as far as this reader may know it. */
export async function detailOf(context: Context, tx: Tx, actor: Actor, row: TaskRow): Promise<TaskDetail> {
  const record = await caseOf(tx, row);
  if (row.part !== '') return await partDetail(context, tx, actor, { row, record });
  const place = await context.cities.current(tx);
  const service = await context.library.version(tx, row.serviceVersionId);
  const timeline = await tx.cases.timeline.ofCase(record.id);
  const notes = timeline.flatMap((line) => line.noteEntry ?? []);
  const [returned] = await tx.engine.returns.ofTasks([row]);
  const texts = await context.vault.read(tx, record.id, [...Object.values(record.vault), ...notes]);
  const handed = timeline.findLast(({ kind, element }) => kind === 'given' && element === row.element);
  const text = (name: string): string | null => texts.get(record.vault[name] ?? '') ?? null;
  const { form, choices } = await formOf(context, tx, row);
  const [item] = await itemsOf(context, tx, actor, [{ task: row, record }]);
  if (!item) throw refusal('NOT_FOUND');
  const files = await tx.cases.files.ofCase(record.id);
  const variables = await variablesOf(tx, row.instanceId);
  return {
    ...item,
    returned: item.returned && { ...item.returned, reason: texts.get(returned?.reasonEntry ?? '') ?? null },
    transferred: item.transferred && { ...item.transferred, reason: texts.get(handed?.noteEntry ?? '') ?? null },
    reopened: item.reopened && { ...item.reopened, comment: await reopeningComment(context, tx, record.id) },
    given: await givenView(tx, row, handed, texts),
    dossier: await mayOnDossier(context, tx, actor, { action: 'read', caseId: record.id }),
    text: text('text') ?? '',
    answers: await answersOf(context.vault, tx, {
      city: place.city,
      caseId: record.id,
      category: record.category,
      variables,
    }),
    suggested: suggestedFor(place.city, form, text('text')),
    address: text('address'),
    point: record.lon !== null && record.lat !== null ? { lon: record.lon, lat: record.lat } : null,
    photos: photoViews(files),
    photoTimes: photoTimes(text(photoTimesEntry)),
    reporter: await reporterOf(context, tx, actor, { record, text }),
    receivedAt: record.receivedAt,
    caseClock: caseClockView(await tx.cases.clocks.ofCase(record.id), context.clock(), place),
    stages: stageViews(service.pack, place.city, timeline, texts),
    timeline: await timelineEntries(context, tx, { record, timeline, service, city: place.city, notes: texts }),
    ownPart: null,
    form: row.form === '' ? null : fillTexts(fillSources(form, choices), variables),
    formData: await startingValues(context, tx, {
      form,
      record,
      // What was put in before it came back stands in the form again.
      variables: { ...variables, ...returned?.entered },
      text,
    }),
    actions: await actionsOf(context, tx, actor, row),
  };
}

/** Who gave it to whoever has it now, where somebody did. */
async function givenView(
  tx: Tx,
  { assignee }: TaskRow,
  handed: TimelineRow | undefined,
  texts: ReadonlyMap<string, string>,
): Promise<TaskDetail['given']> {
  if (handed === undefined || assignee === '' || handed.actor === assignee) return null;
  if (!['colleague', 'assigned'].some((how) => handed.code === `${how}:${assignee}`)) return null;
  return { by: await nameOf(tx, handed.actor), at: handed.at, reason: texts.get(handed.noteEntry ?? '') ?? null };
}

function suggestedFor(city: City, form: FormDefinition, text: string | null): TaskDetail['suggested'] {
  const asks = [...walkForm(form)].some(({ component }) => component.properties?.['source'] === 'categories');
  return asks && text !== null ? suggestCategories(city, text).map(({ code, name }) => ({ code, name })) : [];
}

/** Who reported: as the access rules say, else by leave for a short time; who looked is written down. */
async function reporterOf(
  context: Context,
  tx: Tx,
  actor: Actor,
  { record, text }: { readonly record: CaseRow; readonly text: (name: string) => string | null },
): Promise<ReporterView> {
  const [name, phone, email] = [text('name'), text('phone'), text('email')];
  const anonymous = name === null && phone === null && email === null;
  const allowed = await mayReadReporter(context, tx, actor, record);
  const leave = anonymous || allowed ? undefined : await openReveal(context, tx, actor, record);
  if (anonymous || !(allowed || leave !== undefined))
    return { anonymous, hidden: !anonymous, name: null, phone: null, email: null, until: null };
  const now = context.clock();
  const event = { actor: actor.username, action: 'reporter.read', subject: `case:${record.id}` };
  await audit(context, tx, leave === undefined ? event : { ...event, data: { reveal: leave.id } }, now);
  if (leave !== undefined) await tx.cases.reveals.look(leave.id, now);
  return { anonymous: false, hidden: false, name, phone, email, until: leave?.openUntil ?? null };
}
