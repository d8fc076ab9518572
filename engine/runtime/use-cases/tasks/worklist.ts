import type { Scope } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { Tasks, Worklist, WorklistQuery } from '../../application/tasks.ts';
import type { TaskCursor } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { givenOut } from '../assignment/given-out.ts';
import type { Context } from '../context.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { mayOnDossier } from '../dossiers/rights.ts';
import { isUuid } from '../ids.ts';
import { scopeOf } from '../scope.ts';
import { personWord, searchTerms } from '../search-words.ts';
import { endOfDay } from './end-of-day.ts';
import { itemsOf } from './item.ts';

const pageSize = 50;
/** Of one person; who has reported more is found by the number of a report. */
const reportedMax = 50;

export function worklist(context: Context): Tasks['worklist'] {
  return async (actor, { view, q, after, held }) =>
    await context.store.transaction(async (tx): Promise<Worklist> => {
      const place = await context.cities.current(tx);
      const now = context.clock();
      const scope = await shownTo(context, tx, actor, held);
      const search = searchTerms(context.secrets, q ?? '');
      const cases = await reportedBy(context, tx, actor, q ?? '');
      const common = {
        scope,
        cases,
        ofCases: true as const,
        assignee: actor.username,
        now,
        endOfDay: endOfDay(now, place.city.province.timeZone),
        ...(search.length > 0 && { search }),
        ...(held && { held: { unit: held.unit, role: held.role, assignee: held.holder } }),
      };
      const cursor = cursorOf(after);
      const rows = await tx.engine.tasks.list({
        ...common,
        view,
        limit: pageSize + 1,
        ...(cursor && { after: cursor }),
      });
      const shown = rows.slice(0, pageSize);
      const records = new Map(
        (await tx.cases.records.byIds(shown.flatMap((task) => task.caseId ?? []))).map((record) => [record.id, record]),
      );
      const tasks = shown.flatMap((task) => {
        const record = records.get(task.caseId ?? '');
        return record ? [{ task, record }] : [];
      });
      const items = await itemsOf(context, tx, actor, tasks);
      const last = rows.length > pageSize ? shown.at(-1) : undefined;
      return {
        items,
        next: last ? toCursor([last.dueAt, last.id]) : null,
        counts: await tx.engine.tasks.counts(common),
      };
    });
}

/** One's own worklist; where it is the list of a line of the load page, the very rows that are counted there. */
async function shownTo(context: Context, tx: Tx, actor: Actor, held: WorklistQuery['held']): Promise<Scope> {
  if (held !== undefined) return await givenOut(context, tx, actor);
  return await scopeOf(context, tx, actor, { action: 'read', subject: 'Task' });
}

/** Cases of who has this telephone or identity number, as far as the actor may read who reported them. */
async function reportedBy(context: Context, tx: Tx, actor: Actor, typed: string): Promise<readonly string[]> {
  const word = personWord(context.secrets, typed);
  if (word === undefined) return [];
  const ids = await tx.cases.records.withWord(word, reportedMax);
  const rule = { action: 'readReporter', subject: 'Case' } as const;
  const normal = (await tx.cases.records.byIds(ids)).filter(({ confidentiality }) => confidentiality === 'normal');
  const allowed = await tx.cases.records.allowedOf(
    await scopeOf(context, tx, actor, rule),
    normal.map(({ id }) => id),
  );
  const others = ids.filter((id) => !allowed.includes(id));
  const dossiers: string[] = [];
  for (const caseId of others)
    if (await mayOnDossier(context, tx, actor, { action: 'readReporter', caseId })) dossiers.push(caseId);
  return [...allowed, ...dossiers];
}

function cursorOf(after: string | undefined): TaskCursor | undefined {
  const [dueAt, id] = fromCursor(after) ?? [];
  if (typeof id !== 'string' || !isUuid(id)) return undefined;
  return typeof dueAt === 'number' || dueAt === null ? { dueAt, id } : undefined;
}
