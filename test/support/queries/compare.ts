/**
 * Every named query of an official: the number, the list it opens, the export and what the oracle says. Differences are told,
 * each with the query's name and who asked.
 */
import { isDeepStrictEqual } from 'node:util';
import type { QueryName } from '#engine/cases/queries/catalogue.ts';
import type { Actor } from '#engine/runtime/application/common.ts';
import type { Application } from '#engine/runtime/application/index.ts';
import type { WorklistQuery, WorklistView } from '#engine/runtime/application/tasks.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { byTime, inOrder, isIn, loadOf, type Moment, recentOf, worklistOf } from './oracle.ts';
import { may, mayAny } from './rules.ts';
import type { World } from './world.ts';

export interface Asked {
  readonly application: Application;
  readonly world: World;
  readonly actor: Actor;
  readonly at: Moment;
  /** Says that something is compared, and whether it differs. */
  readonly same: (query: QueryName, found: unknown, expected: unknown) => void;
}

const views = ['mine', 'unclaimed', 'unit', 'late', 'dueToday'] as const satisfies readonly WorklistView[];

export async function compareWork(asked: Asked): Promise<void> {
  const { application, world, actor, at, same } = asked;
  for (const view of views) {
    const expected = worklistOf(world, actor, view, at).map(({ id }) => id);
    const { ids, counts } = await wholeList(asked, { view });
    same(`worklist.${view}`, ids, expected);
    same(
      `worklist.${view}`,
      counts,
      Object.fromEntries(views.map((each) => [each, upTo(worklistOf(world, actor, each, at))])),
    );
  }
  await compareSearch(asked);
  same(
    'work.recent',
    (await application.tasks.recent(actor)).map(({ taskId }) => taskId),
    recentOf(world, actor).map(({ id }) => id),
  );
}

/** What is looked for narrows number and list alike. */
async function compareSearch(asked: Asked): Promise<void> {
  const { world, actor, at, same } = asked;
  const numbers = new Map(world.cases.map(({ id, registerNumber }) => [id, registerNumber]));
  const [some] = worklistOf(world, actor, 'unit', at);
  const q = numbers.get(some?.caseId ?? '') ?? 'PA-NONE-0000';
  const expected = (view: WorklistView) =>
    worklistOf(world, actor, view, at).filter(({ caseId }) => numbers.get(caseId ?? '') === q);
  const { ids, counts } = await wholeList(asked, { view: 'unit', q });
  same(
    'worklist.unit',
    ids,
    expected('unit').map(({ id }) => id),
  );
  same('worklist.unit', counts, Object.fromEntries(views.map((view) => [view, upTo(expected(view))])));
}

export async function compareLoad(asked: Asked): Promise<void> {
  const { application, world, actor, at, same } = asked;
  const lines = await unlessForbidden(() => application.assignments.load(actor));
  same('load.open', lines !== undefined, mayAny(actor, 'assign', 'Task', ['assignee']));
  const expected = loadOf(world, actor);
  const found = (lines ?? []).filter(({ open }) => open > 0);
  same('load.open', found.length, expected.size);
  for (const { unit, role, person, open, late, dueToday } of found) {
    const held = { unit: unit.code, role: role.code, holder: person?.username ?? '' };
    const tasks = expected.get(`${held.unit}/${held.role}/${held.holder}`) ?? [];
    for (const [query, view, number] of [
      ['load.open', 'unit', open],
      ['load.late', 'late', late],
      ['load.dueToday', 'dueToday', dueToday],
    ] as const) {
      const rows = inOrder(tasks.filter((task) => isIn(task, view, actor, at)));
      same(query, number, rows.length);
      const list = await wholeList(asked, { view, held });
      same(
        query,
        list.ids,
        rows.map(({ id }) => id),
      );
      same(query, list.counts[view], Math.min(number, 100));
    }
  }
}

export async function compareDeadlines({ application, world, actor, same }: Asked): Promise<void> {
  const { asked, escalated } = await application.deadlines.mine(actor);
  const [ofCase, ofDossier] = [may(actor, 'decideExtension', 'Case'), may(actor, 'decideExtension', 'Dossier')];
  const records = new Map(world.cases.map((record) => [record.id, record]));
  const dossiers = new Map(world.dossiers.map((row) => [row.caseId, { ...row, procedure: row.procedureCode }]));
  const mine = world.extensions.filter(({ state, askedBy, caseId }) => {
    const dossier = dossiers.get(caseId);
    return (
      state === 'asked' &&
      askedBy !== actor.username &&
      (dossier ? ofDossier(dossier) : ofCase(records.get(caseId) ?? {}))
    );
  });
  const expected = byTime(mine, ({ askedAt }) => askedAt).slice(0, 100);
  same(
    'deadlines.asked',
    asked.map(({ caseId, at }) => [caseId, at]),
    expected.map(({ caseId, askedAt }) => [caseId, askedAt]),
  );
  const running = new Set(world.clocks.filter(({ endedAt }) => endedAt === null).map(({ id }) => id));
  const warned = world.escalations.filter(({ owner, clockId }) => owner === actor.username && running.has(clockId));
  const latest = [...Map.groupBy(warned, ({ clockId }) => clockId).values()].flatMap(
    (of) => byTime(of, ({ at }) => at, true)[0] ?? [],
  );
  const newest = byTime(latest, ({ at }) => at, true).slice(0, 100);
  same(
    'deadlines.answeredFor',
    escalated.map(({ caseId, percent }) => [caseId, percent]),
    newest.map(({ caseId, percent }) => [caseId, percent]),
  );
}

/** All pages of a worklist, and the numbers beside the first. */
async function wholeList({ application, actor, same }: Asked, query: WorklistQuery) {
  const ids: string[] = [];
  let after: string | undefined;
  let counts: Readonly<Record<WorklistView, number>> | undefined;
  do {
    const page = await application.tasks.worklist(actor, { ...query, ...(after !== undefined && { after }) });
    ids.push(...page.items.map(({ taskId }) => taskId));
    if (counts !== undefined) same(`worklist.${query.view}`, page.counts, counts);
    counts = page.counts;
    after = page.next ?? undefined;
  } while (after !== undefined);
  return { ids, counts };
}

function upTo(rows: readonly unknown[]): number {
  return Math.min(rows.length, 100);
}

export async function unlessForbidden<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && [403, 404].includes(error.status)) return undefined;
    throw error;
  }
}

/** Collects what differs, with the smallest of what would say it all. */
export function differences() {
  const found: string[] = [];
  let compared = 0;
  const queries = new Set<string>();
  const same = (who: string) => (query: QueryName, one: unknown, other: unknown) => {
    compared += 1;
    queries.add(query);
    if (!isDeepStrictEqual(one, other))
      found.push(`${query} of ${who}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`.slice(0, 600));
  };
  return { same, found, queries, compared: () => compared };
}
