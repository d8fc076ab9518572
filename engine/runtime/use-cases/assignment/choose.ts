/** Who gets a task that looks for its official: decided in the step's own transaction, and never twice for one turn. */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { aboutIn, aboutVariable } from '#engine/cases/organisation/conflict.ts';
import type { Json } from '#engine/core/values.ts';
import type { CityBook } from '../../administration/city-book.ts';
import type { Assigner, AssignmentInput } from '../../kernel.ts';
import type { HolderRow, ResponsibilityRow } from '../../ports/assignment.ts';
import type { Tx } from '../../ports.ts';
import { outOfIt } from '../confidentiality/out-of-it.ts';
import type { NewId } from '../ids.ts';
import type { Library } from '../library.ts';
import { keptApart } from '../tasks/kept-apart.ts';

/** Why nobody was found, behind the colon of {@link import('../../ports/engine.ts').TaskRow.assignment}. */
export const whyNobody = ['nobody', 'away', 'noPost', 'noArea', 'unknown', 'apart'] as const;
export type WhyNobody = (typeof whyNobody)[number];

export type Found = string | WhyNobodyFound;
interface WhyNobodyFound {
  readonly why: WhyNobody;
}

export interface AssignerDeps {
  readonly cities: CityBook;
  readonly newId: NewId;
  readonly library: Library;
}

export function assigner({ cities, newId, library }: AssignerDeps): Assigner {
  return async (tx, input, now) => {
    const { assignment, element } = input.task;
    if (assignment === undefined) throw new Error('Only tasks with a strategy look for somebody.');
    const { strategy } = assignment;
    // It waits until a head or coordinator gives it to somebody.
    if (strategy === 'manual') return { to: null, how: strategy };
    const { city } = await cities.current(tx);
    const out = await outOfIt(tx, city, aboutIn(input.variables[aboutVariable]), now);
    const apart = new Set([...(await keptApart({ library }, tx, { ...input, element })), ...out.people]);
    const found = await findOfficial(tx, input, { day: localDate(city.province.timeZone, now), apart });
    const to = typeof found === 'string' ? found : null;
    const how = typeof found === 'string' ? strategy : `${strategy}:${found.why}`;
    if (input.caseId !== null) {
      const unit = input.task.unit ?? '';
      const line = { kind: 'assigned', code: how, element, actor: to ?? '', unit, noteEntry: null } as const;
      await tx.cases.timeline.append([{ ...line, id: newId(now), caseId: input.caseId, at: now }]);
    }
    return { to, how };
  };
}

export interface Looking {
  /** ISO 8601 date of the city. */
  readonly day: string;
  /** Who has done what is kept apart from the task, or belongs to a unit that the case complains of. */
  readonly apart: ReadonlySet<string>;
}

/** @returns a user name, or why there is nobody */
export async function findOfficial(tx: Tx, input: AssignmentInput, { day, apart }: Looking): Promise<Found> {
  const { unit = '', role = '', assignment } = input.task;
  const strategy = assignment?.strategy;
  const wanted = strategy === 'post' ? (assignment?.post ?? '') : role;
  const all = await tx.cases.assignments.holders(unit, wanted, day);
  const here = all.filter((holder) => holder.present);
  if (here.length === 0) return { why: nobodyOf(strategy === 'post', all) };
  const present = here.filter(({ username }) => !apart.has(username));
  if (present.length === 0) return { why: 'apart' };
  switch (strategy) {
    case 'post':
      return present[0]?.username ?? { why: 'noPost' };
    case 'roundRobin':
      return await inTurn(tx, `${unit}/${role}`, present);
    case 'leastLoaded':
      return await leastLoaded(tx, `${unit}/${role}`, present);
    case 'area':
      return await byArea(tx, input, present);
    default:
      return present.find(({ username }) => username === assignment?.user)?.username ?? { why: 'unknown' };
  }
}

function nobodyOf(isPost: boolean, all: readonly HolderRow[]): WhyNobody {
  if (all.length > 0) return 'away';
  return isPost ? 'noPost' : 'nobody';
}

/** By name in a circle, after whoever had the turn before; who is away loses none, being passed over. */
async function inTurn(tx: Tx, turn: string, present: readonly HolderRow[]): Promise<Found> {
  const last = await tx.cases.assignments.holdTurn(turn);
  const names = present.map(({ username }) => username).toSorted();
  const next = names.find((name) => name > last) ?? names[0] ?? '';
  await tx.cases.assignments.takeTurn(turn, next);
  return next;
}

/** Among those with equally little to do, in turn. */
async function leastLoaded(tx: Tx, turn: string, present: readonly HolderRow[]): Promise<Found> {
  // Held before it is counted: who comes at the same moment counts this task too.
  const last = await tx.cases.assignments.holdTurn(turn);
  const names = present.map(({ username }) => username).toSorted();
  const loads = await tx.cases.assignments.loads(names);
  const least = Math.min(...names.map((name) => loads.get(name) ?? 0));
  const free = names.filter((name) => (loads.get(name) ?? 0) === least);
  const next = free.find((name) => name > last) ?? free[0] ?? '';
  await tx.cases.assignments.takeTurn(turn, next);
  return next;
}

/** What names ward and category counts before the category alone, and that before the ward alone. */
async function byArea(tx: Tx, { task, variables, caseId }: AssignmentInput, present: readonly HolderRow[]) {
  const rows = await tx.cases.assignments.responsibilities(present.map(({ postId }) => postId));
  const record = caseId === null ? undefined : await tx.cases.records.byId(caseId);
  const [ward, category] = [record?.ward ?? words(variables['ward']), record?.category ?? words(variables['category'])];
  const fitting = rows.filter(
    (row) => (row.ward === '' || row.ward === ward) && (row.category === '' || row.category === category),
  );
  const best = Math.max(0, ...fitting.map(weightOf));
  const posts = new Set(fitting.filter((row) => weightOf(row) === best).map(({ postId }) => postId));
  const candidates = present.filter(({ postId }) => posts.has(postId));
  if (candidates.length === 0) return { why: 'noArea' } as const;
  return await leastLoaded(tx, `${task.unit ?? ''}/${task.role ?? ''}/area`, candidates);
}

function weightOf({ ward, category }: ResponsibilityRow): number {
  return (category === '' ? 0 : 2) + (ward === '' ? 0 : 1);
}

function words(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
