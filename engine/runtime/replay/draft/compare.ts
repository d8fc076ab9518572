/** What sets two runs of the same case apart. */
import type { Instant } from '#engine/core/values.ts';
import { elementOf } from './labels.ts';
import { isAlive, type Run, stuckAt, waitsFor } from './run.ts';

export interface Comparison {
  readonly way: 'same' | 'another';
  /** The first element, in the order of the draft, from which it goes on elsewhere; absent on the same way. */
  readonly parts?: Parting;
  /** Elements at which the draft waits for an answer that the case never gave. */
  readonly needs: readonly string[];
  /** Elements at which the draft is stuck in an incident, and the case was not. */
  readonly stuck: readonly string[];
  /** Due dates that are others, of tasks and timers that both runs have. */
  readonly deadlines: readonly DeadlineShift[];
  readonly ended: { readonly was: boolean; readonly now: boolean };
}

export interface Parting {
  /** Null: before its first element. */
  readonly after: string | null;
  /** Where it went on to, in order; empty: nowhere. */
  readonly was: readonly string[];
  readonly now: readonly string[];
}

export interface DeadlineShift {
  readonly element: string;
  /** Null: it had none, or has none. */
  readonly was: Instant | null;
  readonly now: Instant | null;
  /** The task was done then: before or after the new date. Null for a timer, or where it is not done. */
  readonly doneAt: Instant | null;
}

export function compared(was: Run, now: Run): Comparison {
  const parts = partingOf(was, now);
  const open = new Set(waitsFor(was));
  const stuckThen = new Set(stuckAt(was));
  const fresh = (labels: readonly string[], known: ReadonlySet<string>) => [
    ...new Set(labels.filter((label) => !known.has(label)).map(elementOf)),
  ];
  return {
    way: parts === undefined ? 'same' : 'another',
    ...(parts === undefined ? {} : { parts }),
    needs: fresh(waitsFor(now), open),
    stuck: fresh(stuckAt(now), stuckThen),
    deadlines: shiftsOf(was, now),
    ended: { was: !isAlive(was), now: !isAlive(now) },
  };
}

function partingOf(was: Run, now: Run): Parting | undefined {
  const [before, after] = [was.seen.activated, now.seen.activated];
  for (const element of new Set([...after, ...before])) {
    // Where only one of the two has been at all, the place where they parted lies before it.
    if (!before.includes(element) || !after.includes(element)) continue;
    const [then, there] = [wentOn(was, element), wentOn(now, element)];
    if (!sameList(then, there)) return { after: element, was: besides(then, there), now: besides(there, then) };
  }
  if (sameList(before.toSorted(), after.toSorted())) return undefined;
  const index = after.findIndex((element, at) => before[at] !== element);
  const at = index < 0 ? after.length : index;
  return { after: after[at - 1] ?? null, was: before.slice(at, at + 1), now: after.slice(at, at + 1) };
}

/** Where it went on to, events at its boundary included; only a choice has an order that means something. */
function wentOn({ seen, program }: Run, element: string): readonly string[] {
  const isAtIt = (other: string) => {
    const node = program.nodes[other];
    return node?.type === 'boundaryEvent' && node.attachedTo === element;
  };
  const targets = [...(seen.targets.get(element) ?? []), ...seen.activated.filter(isAtIt)];
  return program.nodes[element]?.type === 'exclusiveGateway' ? targets : targets.toSorted();
}

/** What stands in the one list more often than in the other; all of it where only the order is another. */
function besides(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  const more = list.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [...new Set(more.length + left.length === 0 ? list : more)];
}

function shiftsOf(was: Run, now: Run): readonly DeadlineShift[] {
  const shifts: DeadlineShift[] = [];
  for (const label of new Set([...was.seen.due.keys(), ...now.seen.due.keys()])) {
    // Of what only one run has opened, the way tells.
    if (was.labels.keyOf(label) === undefined || now.labels.keyOf(label) === undefined) continue;
    const [before, after] = [was.seen.due.get(label) ?? null, now.seen.due.get(label) ?? null];
    if (before === after) continue;
    shifts.push({ element: elementOf(label), was: before, now: after, doneAt: was.seen.ended.get(label) ?? null });
  }
  return shifts;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
