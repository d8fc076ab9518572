/**
 * The queries of a worklist, made so that they cost the same however many tasks are open: the access rules are taken
 * apart into legs, one for each unit and role, which are read in the order of an index and no further than the page (or
 * the count) reaches; their union is the page. Words are looked up in an index of their own.
 */
import { worklistCountMax } from '#engine/cases/worklist.ts';
import type { Condition, Scope } from '#engine/runtime/access.ts';
import type { WorklistView } from '#engine/runtime/application/tasks.ts';
import type { TaskQuery } from '#engine/runtime/ports/engine.ts';
import { type Fragment, inSql, type Sql, scopeSql } from '../sql.ts';
import { bytesOf, never } from './rows.ts';
import { dueToday, lateTask, openTask, taskOfCase } from './standing.ts';
import { taskScope } from './task-scope.ts';

export type Question = Omit<TaskQuery, 'view' | 'after' | 'limit'>;

const views = ['mine', 'unit', 'unclaimed', 'late', 'dueToday'] as const satisfies readonly WorklistView[];
/** More units and roles than this are read as one. */
const legsMax = 40;

/** @returns a query for the whole rows of one page; undefined where nothing can be found */
export async function pageSql(sql: Sql, query: TaskQuery): Promise<Fragment | undefined> {
  const found = await foundWith(sql, query);
  if (found === undefined) return undefined;
  const rest = every([found, ...narrowed(query), inView(query.view, query), afterCursor(query)]);
  const legs = legsOf(query.scope).map((leg) => ({
    sql: `select task.id, task.due_at from task where ${openTask} and ${leg.sql} and ${rest.sql} order by task.due_at, task.id limit ?`,
    params: [...leg.params, ...rest.params, query.limit],
  }));
  const union = unionOf(legs);
  return {
    sql: `select task.* from (${union.sql} order by due_at, id limit ?) as page join task on task.id = page.id
      order by page.due_at, page.id`,
    params: [...union.params, query.limit],
  };
}

/** How many tasks each view holds, up to one more than {@link worklistCountMax}. */
export async function countViews(sql: Sql, query: Question): Promise<Readonly<Record<WorklistView, number>>> {
  const found = await foundWith(sql, query);
  if (found === undefined) return { mine: 0, unit: 0, unclaimed: 0, late: 0, dueToday: 0 };
  const legs = legsOf(query.scope);
  const sums = views.map((view) => countSql(legs, every([found, ...narrowed(query), inView(view, query)])));
  const row = await sql.first(
    `select ${sums.map((sum, index) => `${sum.sql} as ${views[index]}`).join(', ')}`,
    sums.flatMap((sum) => sum.params),
  );
  const counted = views.map((view) => [view, Math.min(Number(row?.[view]), worklistCountMax + 1)]);
  return Object.fromEntries(counted) as Record<WorklistView, number>;
}

function countSql(legs: readonly Fragment[], rest: Fragment): Fragment {
  const counts = legs.map((leg) => ({
    sql: `(select count(*) from (select 1 from task where ${openTask} and ${leg.sql} and ${rest.sql} limit ?) as counted)`,
    params: [...leg.params, ...rest.params, worklistCountMax + 1],
  }));
  return { sql: counts.map((count) => count.sql).join(' + '), params: counts.flatMap((count) => count.params) };
}

function unionOf(legs: readonly Fragment[]): Fragment {
  return {
    sql: legs.map((leg, index) => `select id, due_at from (${leg.sql}) as leg${index}`).join(' union all '),
    params: legs.flatMap((leg) => leg.params),
  };
}

/** The scope as conditions of which a row meets one at most. */
function legsOf(scope: Scope): readonly Fragment[] {
  const whole = [scopeSql(scope, taskScope)];
  const atoms = scope.map(atomsOf);
  if (atoms.length === 0 || atoms.some((found) => found === undefined)) return whole;
  const byPlace = Map.groupBy(
    atoms.flatMap((found) => found ?? []),
    ({ unit, role }) => JSON.stringify([unit, role]),
  );
  if (byPlace.size > legsMax) return whole;
  return [...byPlace.values()].flatMap((same) => legOf(same));
}

interface Atom {
  readonly unit: string;
  readonly role: string;
  /** What else must hold. */
  readonly rest: Condition;
}

/** @returns undefined for a condition that does not name both unit and role */
function atomsOf({ unit, role, ...rest }: Condition): readonly Atom[] | undefined {
  const [units, roles] = [textsOf(unit), textsOf(role)];
  if (units === undefined || roles === undefined) return undefined;
  return units.flatMap((one) => roles.map((other) => ({ unit: one, role: other, rest })));
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  // What is no text is refused where the condition is written, see `scopeSql`.
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? [...new Set(value)] : undefined;
}

function legOf(same: readonly Atom[]): readonly Fragment[] {
  const [first] = same;
  if (first === undefined) return [];
  const place = { sql: 'task.unit = ? and task.role = ?', params: [first.unit, first.role] };
  const unbound = same.some(({ rest }) => Object.keys(rest).length === 0);
  if (unbound) return [place];
  const rests = scopeSql(
    same.map(({ rest }) => rest),
    taskScope,
  );
  return [every([place, rests])];
}

/** What each view of the worklist holds: the one place that says so, for the page and for its count. */
function inView(view: WorklistView, query: Question): Fragment {
  switch (view) {
    case 'mine':
      // '' stands for nobody: who has no name sees no task as theirs.
      return query.assignee === '' ? nothing : { sql: 'task.assignee = ?', params: [query.assignee] };
    case 'unit':
      return anything;
    case 'unclaimed':
      return { sql: `task.assignee = ''`, params: [] };
    case 'late':
      return lateTask(query.now);
    case 'dueToday':
      return dueToday(query.now, query.endOfDay);
  }
}

/** Down to tasks of cases, and to one line of the load page: a unit, a role and who has it. */
function narrowed({ ofCases, held }: Question): readonly Fragment[] {
  const cases = ofCases === true ? [{ sql: taskOfCase, params: [] }] : [];
  if (held === undefined) return cases;
  const { unit, role, assignee } = held;
  return [...cases, { sql: 'task.assignee = ? and task.unit = ? and task.role = ?', params: [assignee, unit, role] }];
}

/** The first part is what an index begins at; the second leaves out what the page before has shown. */
function afterCursor({ after }: TaskQuery): Fragment {
  if (after === undefined) return anything;
  const dueAt = after.dueAt ?? never;
  return { sql: 'task.due_at >= ? and (task.due_at > ? or task.id > ?)', params: [dueAt, dueAt, bytesOf(after.id)] };
}

/** Words that fewer cases have than this are looked up first, and their cases' tasks are looked at one by one. */
const rareMax = 200;

/** By words, or because the case is among those that were found by who reported it. */
async function foundWith(sql: Sql, { search = [], cases = [] }: Question): Promise<Fragment | undefined> {
  const byWords = await foundBy(sql, search);
  if (cases.length === 0) return byWords;
  const among = inSql('task.case_id', cases.map(bytesOf));
  if (byWords === undefined) return among;
  return { sql: `(${byWords.sql} or ${among.sql})`, params: [...byWords.params, ...among.params] };
}

/**
 * The tasks of the cases that have all the words. Where one of them is rare, its cases are the list. Where all are
 * common, the list is read in its own order until the page is full, each line asked for the words: it fills soon.
 * @returns undefined where no case has them all
 */
async function foundBy(sql: Sql, words: readonly string[]): Promise<Fragment | undefined> {
  if (words.length === 0) return anything;
  const beginnings = words.map((word) => ({ sql: 'w.word >= ? and w.word < ?', params: [word, `${word}${last}`] }));
  const counts = beginnings.map((begins, index) => ({
    sql: `(select count(*) from (select 1 from case_word w where ${begins.sql} limit ?) as counted) as c${index}`,
    params: [...begins.params, rareMax],
  }));
  const row = await sql.first(
    `select ${counts.map((count) => count.sql).join(', ')}`,
    counts.flatMap((count) => count.params),
  );
  const order = beginnings
    .map((begins, index) => ({ begins, total: Number(row?.[`c${index}`]) }))
    .toSorted((a, b) => a.total - b.total);
  const [rarest, ...others] = order;
  if (rarest === undefined || rarest.total === 0) return undefined;
  if (rarest.total >= rareMax) return every(order.map(({ begins }) => hasWord('task.case_id', begins)));
  const sought = every([rarest.begins, ...others.map(({ begins }) => hasWord('w.case_id', begins))]);
  const rows = await sql.all(`select distinct w.case_id from case_word w where ${sought.sql}`, sought.params);
  const cases = rows.map((found) => found['case_id'] as Uint8Array);
  return cases.length === 0 ? undefined : inSql('task.case_id', cases);
}

/** Not as EXISTS: MariaDB would turn it into a join and begin at the words, which may be of every case. */
function hasWord(caseId: string, begins: Fragment): Fragment {
  const one = begins.sql.replaceAll('w.', 'has.');
  return {
    sql: `(select 1 from case_word has where has.case_id = ${caseId} and ${one} limit 1) = 1`,
    params: begins.params,
  };
}

/** Comes after every character of a word. */
const last = '\u{10FFFF}';
const anything: Fragment = { sql: '1 = 1', params: [] };
const nothing: Fragment = { sql: '1 = 0', params: [] };

function every(parts: readonly Fragment[]): Fragment {
  return { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) };
}
