/**
 * A background duty: work that nobody asks for and that one process at a time does for all (sealing the audit, moving
 * closed cases away, sweeping files). The list of all stands in `duties-of.ts`; `run-duties.ts` does them.
 */
import { zoneOf } from '#engine/cases/calendars/zone.ts';
import type { Instant } from '#engine/core/values.ts';

export interface Duty {
  /** In kebab case; never changes, because its row in the database and its metrics go by it. */
  readonly name: string;
  /** When it is due again after it was done at `now`: {@link every} or {@link nightly}. */
  readonly next: (now: Instant) => Instant;
  /**
   * Does one slice of the work, a second or so, in transactions of its own. A process may be killed in the middle, or be
   * stopped so long that another one begins beside it: each transaction must be right by itself.
   */
  run(now: Instant): Promise<DutyRun>;
}

export interface DutyRun {
  /** How many things it did. */
  readonly done: number;
  /** True: there is more to do, so it is called again at once (others that are due come in between). */
  readonly more?: boolean;
}

/** @returns a {@link Duty.next}: so long after the last time */
export function every(ms: number): Duty['next'] {
  return (now) => now + ms;
}

/**
 * @param hour of the clock on the wall, 0–23
 * @param timeZone asked each time: the city may change it
 * @returns a {@link Duty.next}: once each night
 */
export function nightly(hour: number, timeZone: () => string): Duty['next'] {
  return (now) => {
    const zone = zoneOf(timeZone());
    const { day } = zone.localOf(now);
    const today = zone.instantAt(day, hour * 60);
    return today > now ? today : zone.instantAt(day + 1, hour * 60);
  };
}
