import type { Pause } from '#engine/cases/clocks/clock.ts';
import type { ClockEventRow, ClockRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';

/** The pauses of clocks that are over, oldest first, by clock. */
export async function pausesOf(
  tx: Tx,
  clocks: readonly Pick<ClockRow, 'id' | 'caseId'>[],
): Promise<ReadonlyMap<string, readonly Pause[]>> {
  const events = await tx.cases.clocks.eventsOf([...new Set(clocks.map((clock) => clock.caseId))]);
  return new Map(clocks.map(({ id }) => [id, pausesIn(events.filter((event) => event.clockId === id))]));
}

/** @param events of one clock, in order of time */
export function pausesIn(events: readonly ClockEventRow[]): readonly (Pause & { readonly begun: ClockEventRow })[] {
  return events.flatMap((event, index) => {
    if (event.kind !== 'resumed') return [];
    const begun = events.slice(0, index).findLast(({ kind }) => kind === 'paused');
    return begun === undefined ? [] : [{ from: begun.at, to: event.at, begun }];
  });
}
