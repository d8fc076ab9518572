/** How an SLA clock stands: computed from its row when somebody looks, never counted down anywhere. */
import type { Instant } from '#engine/core/values.ts';
import type { SlaClockState } from './lifecycles/sla-clock.ts';
import { slaClockLife } from './lifecycles/sla-clock.ts';
import type { CityWorkingTime } from './working-time.ts';

export interface ClockFacts {
  readonly state: SlaClockState;
  readonly calendar: string;
  readonly startedAt: Instant;
  readonly dueAt: Instant | null;
  /** When it was paused; only while it is. */
  readonly pausedAt?: Instant | null;
  /** When the work was done; null while it runs. */
  readonly endedAt: Instant | null;
}

/** As {@link import('#engine/runtime/application/common.ts').ClockView}. */
export interface ClockStanding {
  readonly state: SlaClockState | 'none';
  readonly dueAt: Instant | null;
  readonly workingMinutesLeft: number | null;
  readonly danger: 'late' | 'soon' | 'ok' | 'none';
}

/** Working minutes left below which a deadline is near, whatever its span. */
const nearMinutes = 240;

export const noClock: ClockStanding = { state: 'none', dueAt: null, workingMinutesLeft: null, danger: 'none' };

/**
 * @param time working time of the city; the clock's own calendar counts
 * @returns state and danger now; once the work is done, as they were then
 */
export function clockStanding(facts: ClockFacts, now: Instant, time: CityWorkingTime): ClockStanding {
  const { dueAt } = facts;
  if (dueAt === null) return noClock;
  const moment = facts.endedAt ?? (facts.state === 'paused' ? (facts.pausedAt ?? now) : now);
  const left = Math.floor(time.workingMinutesBetween(moment, dueAt, facts.calendar)) + 0;
  const late = facts.state === 'breached' || (moment > dueAt && facts.state !== 'met');
  const state = late && facts.state === 'running' ? 'breached' : facts.state;
  if (late) return { state, dueAt, workingMinutesLeft: left, danger: 'late' };
  if (facts.endedAt !== null || facts.state === 'met')
    return { state: 'met', dueAt, workingMinutesLeft: left, danger: 'none' };
  const span = time.workingMinutesBetween(facts.startedAt, dueAt, facts.calendar);
  const near = left < span / 4 || left < nearMinutes;
  return { state, dueAt, workingMinutesLeft: left, danger: near ? 'soon' : 'ok' };
}

/** The state of a clock whose work is done at `endedAt`: in time or not. */
export function endClock(facts: ClockFacts, endedAt: Instant): SlaClockState {
  const inTime = facts.state === 'paused' || facts.dueAt === null || endedAt <= facts.dueAt;
  return slaClockLife.next(facts.state, inTime ? 'meet' : 'breach') ?? facts.state;
}

/** The due date after a pause: as much working time later as the pause took. */
export function dueAfterPause(facts: ClockFacts, resumedAt: Instant, time: CityWorkingTime): Instant | null {
  if (facts.dueAt === null || facts.pausedAt === null || facts.pausedAt === undefined) return facts.dueAt;
  const paused = Math.round(time.workingMinutesBetween(facts.pausedAt, resumedAt, facts.calendar) * 60);
  return paused <= 0 ? facts.dueAt : time.due(facts.dueAt, `PT${paused}S`, facts.calendar, 'elapsed');
}
