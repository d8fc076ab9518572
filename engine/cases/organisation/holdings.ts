/**
 * The ledger of who has held a case and how long. A line says who holds it from an instant on; the next line ends it, so
 * that the times of all lines add up to the age of the case, whatever happened.
 */
import type { Instant } from '#engine/core/values.ts';

export const hows = [
  'received',
  'routed',
  'taken',
  'assigned',
  'released',
  'transferred',
  'returned',
  'sentBack',
  'reorganised',
  'reporter',
  'closed',
] as const;
/** How a case came to who holds it. `returned`: nobody holds it until it is routed again; `reporter`: the answer is theirs. */
export type How = (typeof hows)[number];

export interface Holding {
  readonly at: Instant;
  readonly how: How;
  /** '' for none: it is being routed, or is with the reporter. */
  readonly unit: string;
  /** Account name, `citizen`, or '' for the pool of the unit. */
  readonly person: string;
  /** The unit that it came from; of what was returned or handed on, the one that did so. */
  readonly fromUnit: string;
  /** What the case was about then: other facts may make it a unit's that has returned it. */
  readonly category: string;
  readonly ward: string;
}

export interface Held<Row extends Holding> {
  readonly row: Row;
  /** Null: still. */
  readonly to: Instant | null;
  readonly ms: number;
}

/** @param rows in order of time @param now where the last line ends, unless the case is closed */
export function heldBy<Row extends Holding>(rows: readonly Row[], now: Instant): readonly Held<Row>[] {
  return rows.flatMap((row, index): Held<Row>[] => {
    if (row.how === 'closed') return [];
    const to = rows[index + 1]?.at ?? null;
    return [{ row, to, ms: (to ?? now) - row.at }];
  });
}

/** How often units have said "not ours", or have handed the case to another unit by themselves. */
export function timesReturned(rows: readonly Holding[]): number {
  return rows.filter(givenAway).length;
}

function givenAway({ how }: Holding): boolean {
  return how === 'returned' || how === 'transferred';
}

/**
 * Why a unit may not get a case: it has returned it or handed it on, and nothing is new since.
 * @param facts what the case is about now @returns the line of that; undefined where it may have the case
 */
export function returnInTheWay<Row extends Holding>(
  rows: readonly Row[],
  unit: string,
  facts: { readonly category: string; readonly ward: string },
): Row | undefined {
  const at = rows.findLastIndex((row) => givenAway(row) && row.fromUnit === unit);
  const last = rows[at];
  // It has had the case again since: that was for something new.
  if (last === undefined || rows.slice(at + 1).some((row) => row.unit === unit)) return undefined;
  return last.category === facts.category && last.ward === facts.ward ? last : undefined;
}
