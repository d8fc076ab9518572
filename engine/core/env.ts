import type { Instant } from './values.ts';

/** Everything the core may know of the world, handed in with each command; the core reads no clock and no zone of its own. */
export interface Env {
  readonly now: Instant;
  /** IANA name, for dates in FEEL and for calendar arithmetic, e.g. `Asia/Ho_Chi_Minh`. */
  readonly timeZone: string;
  readonly workingTime: WorkingTime;
  /** Elements that are asynchronous wait for a job to go on; left out (trials, scenarios, checks): they go on at once. */
  readonly continuations?: true;
}

/** Business durations: implemented by `engine/cases`, pure, from the calendars in force. */
export interface WorkingTime {
  /**
   * The instant that lies `duration` of working time after `start`.
   * @param calendar code of a working calendar, e.g. `hanh-chinh`
   * @param duration ISO 8601; hours and minutes count as working time, days as working days
   * @param dayCount how days are counted (design: vietnam.md 4.4)
   * @throws RangeError where the calendar is unknown or has no working time ahead
   */
  due(start: Instant, duration: string, calendar: string, dayCount: DayCount): Instant;
}

export type DayCount = 'elapsed' | 'exclude_first_day';
