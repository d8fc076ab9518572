import { warningsDue } from '#engine/cases/clocks/clock.ts';
import { warningsOf } from '#engine/cases/clocks/warning-times.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { ClockRow } from '../../ports/case-rows.ts';

/** How often a late clock is looked at: whoever answers for it may have left. */
export const lookAgainMs = 86_400_000;
/** A stage may let a clock rest so long before the head hears that it does. */
export const restMaxMs = 90 * lookAgainMs;

/**
 * When the sweep must look at a clock: at its next warning, at once where one has come up already; where it is paused, when
 * the pause is over, or has lasted too long. Null only for a clock that has ended or has no date: nothing else may fall
 * out of the sweep.
 */
export function warnedNext(clock: ClockRow, { city, workingTime }: CityInForce, now: Instant): Instant | null {
  if (clock.dueAt === null || clock.endedAt !== null) return null;
  if (clock.pausedBy === 'official') return clock.nextAt ?? now;
  if (clock.state === 'paused') return (clock.pausedAt ?? now) + restMaxMs;
  const due = warningsDue(clock, warningsOf(clock, city), now, workingTime);
  return due.now === undefined ? (due.nextAt ?? now + lookAgainMs) : now;
}
