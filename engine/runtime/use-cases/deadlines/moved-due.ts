import type { CityWorkingTime } from '#engine/cases/calendars/working-time.ts';
import { dueAnew, type Pause, startOf } from '#engine/cases/clocks/clock.ts';
import type { Instant } from '#engine/core/values.ts';
import type { ClockRow } from '../../ports/case-rows.ts';

/**
 * When a clock is due by other calendars. A date that was granted with an apology stays; so does one that has passed. A clock
 * that is paused has its time ahead of it from when it was paused: its date is what it would be without that pause, and
 * moves once more when the pause is over.
 * @returns undefined where it stays as it is
 */
export function movedDue(
  clock: ClockRow,
  pauses: readonly Pause[],
  time: CityWorkingTime,
  now: Instant,
): Pick<ClockRow, 'dueAt' | 'allowedMs'> | undefined {
  const { dueAt, duration, calendar, extensions, state, endedAt } = clock;
  const stands = state === 'paused' ? (clock.pausedAt ?? now) : now;
  if (dueAt === null || dueAt <= stands || endedAt !== null) return undefined;
  if (duration === '' || calendar === '' || extensions > 0) return undefined;
  const moved = dueAnew(clock, pauses, time);
  return moved === dueAt || moved <= stands ? undefined : { dueAt: moved, allowedMs: startOf(clock, time).allowedMs };
}
