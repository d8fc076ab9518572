import type { City } from '#engine/cases/city/city.ts';
import type { PromiseView } from '../../application/reports.ts';
import type { ClockEventRow, ClockRow } from '../../ports/case-rows.ts';
import { caseClockName } from '../clock-view.ts';

/** What was promised to the reporter and what has moved it: the reasons by their names, nobody's words. */
export function promiseView(
  clocks: readonly ClockRow[],
  events: readonly ClockEventRow[],
  { pauseReasons, extensionReasons }: Pick<City, 'pauseReasons' | 'extensionReasons'>,
): PromiseView {
  const main = clocks.findLast(({ name }) => name === caseClockName);
  if (main === undefined) return { firstDueAt: null, moves: [] };
  return {
    firstDueAt: main.firstDueAt,
    moves: events
      .filter(({ clockId }) => clockId === main.id)
      .map(({ kind, at, reason, dueAfter }) => {
        const name = (pauseReasons.get(reason) ?? extensionReasons.get(reason))?.name ?? null;
        return { kind, at, reason: name, dueAt: dueAfter };
      }),
  };
}
