/**
 * Whose turn it is where more is due than can be done at once. A *lane* is a priority, a service version and a unit;
 * a higher priority goes first, and within one priority services take turns, and units within a service, so that a
 * flood of one holds up nobody else. What has waited longest always has a part, whatever its priority.
 */
import type { Variables } from '#engine/core/values.ts';
import type { DueLane, JobRow } from '../ports/jobs.ts';

export const priorityDefault = 50;
/** A lane is a key of at most 190 characters. */
const unitCharactersMax = 100;
/** Of a batch, what goes to those who have waited longest: so nobody waits for ever. */
const shareOfOldest = 0.2;

/** @param priority 0 to 100 @returns a text that sorts by priority, the highest first, then by service, then by unit */
export function laneOf(serviceVersionId: string, unit: string, priority = priorityDefault): string {
  return `${String(100 - priority).padStart(3, '0')}/${serviceVersionId}/${unit.slice(0, unitCharactersMax)}`;
}

/** The unit a case is with, by the variable of that name; '' where it is with none. */
export function unitOf({ unit }: Variables): string {
  return typeof unit === 'string' ? unit : '';
}

/** Which lanes the next batch is taken from. @param lanes those in which something is due */
export function lanesInTurn(lanes: readonly DueLane[], max: number): readonly string[] {
  const oldest = lanes.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, Math.ceil(max * shareOfOldest));
  const turns = inTurns(lanes.map(({ lane }) => lane));
  return [...new Set([...oldest.map(({ lane }) => lane), ...turns])].slice(0, max);
}

/** The batch itself, in the order in which it is to be done. @param rows of each lane its oldest, in their order */
export function batchInTurn(rows: readonly JobRow[], max: number): readonly JobRow[] {
  if (rows.length <= max) return inTurns(rows, ({ lane }) => lane);
  const oldest = rows.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, Math.ceil(max * shareOfOldest));
  const chosen = new Set([...inTurns(rows, ({ lane }) => lane).slice(0, max - oldest.length), ...oldest]);
  for (const row of inTurns(rows, ({ lane }) => lane)) if (chosen.size < max) chosen.add(row);
  return inTurns([...chosen], ({ lane }) => lane);
}

/** Priority by priority; in each, one of each service in turn, and within a service one of each unit. */
function inTurns<T>(items: readonly T[], laneIn: (item: T) => string = String): readonly T[] {
  const part = (item: T, index: number) => laneIn(item).split('/')[index] ?? '';
  const classes = Map.groupBy(items, (item) => part(item, 0));
  return [...classes.keys()].toSorted().flatMap((priority) => {
    const services = Map.groupBy(classes.get(priority) ?? [], (item) => part(item, 1));
    return alternating(
      [...services.values()].map((own) => alternating([...Map.groupBy(own, (item) => laneIn(item)).values()])),
    );
  });
}

function alternating<T>(queues: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue.slice(turn, turn + 1))).flat();
}
