/** When the warnings of a clock come up, told beforehand or afterwards: the same reckoning as the sweep's, without a sweep. */
import type { Instant } from '#engine/core/values.ts';
import type { CityWorkingTime } from '../calendars/working-time.ts';
import type { City, Warning } from '../city/city.ts';
import { workingMs } from './clock.ts';
import type { Span } from './ledger.ts';

/** The warnings that a clock's class gives; a class that is gone gives one, when it is late. */
export function warningsOf(
  clock: { readonly name: 'case' | 'firstAnswer' | 'step'; readonly sla: string },
  { slaClasses }: Pick<City, 'slaClasses'>,
): readonly Warning[] {
  const found = slaClasses.get(clock.sla);
  const own = (clock.name === 'step' ? found?.stepWarnings : found?.warnings) ?? [];
  // That a clock is late is never passed over in silence, whatever the class says.
  return own.some(({ at }) => at >= 100) ? own : [...own, { at: 100, to: 'head' }];
}

export interface WarningTime extends Warning {
  /** The percent is `at`; this is when. */
  readonly comesAt: Instant;
}

/**
 * @param clock its due date by the rule alone, without the pauses
 * @param pauses ascending; of one that lasts the end is when it is asked
 */
export function warningTimes(
  clock: { readonly startedAt: Instant; readonly dueAt: Instant; readonly calendar: string },
  warnings: readonly Warning[],
  pauses: readonly Span[],
  time: CityWorkingTime,
): readonly WarningTime[] {
  const { startedAt, dueAt, calendar } = clock;
  const allowedMs = Math.max(0, workingMs(startedAt, dueAt, calendar, time));
  const putOff = (from: Instant): Instant =>
    pauses.reduce((at, pause) => {
      // A pause that begins after the warning has come up moves it no more.
      const paused = pause.from < at ? workingMs(pause.from, pause.to, calendar, time) : 0;
      return paused <= 0 ? at : time.advance(at, paused, calendar);
    }, from);
  return warnings.map((warning) => {
    if (warning.at === 100) return { ...warning, comesAt: putOff(dueAt) + 1 };
    const share = (percent: number) => Math.round((allowedMs * percent) / 100);
    if (warning.at > 100)
      return { ...warning, comesAt: time.advance(putOff(dueAt), share(warning.at - 100), calendar) + 1 };
    return { ...warning, comesAt: putOff(time.advance(startedAt, share(warning.at), calendar)) };
  });
}
