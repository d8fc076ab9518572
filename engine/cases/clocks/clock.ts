/** How an SLA clock stands: computed from its row when somebody looks, never counted down anywhere. */
import type { DayCount } from '#engine/core/env.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityWorkingTime } from '../calendars/working-time.ts';
import type { Warning } from '../city/city.ts';
import type { SlaClockState } from '../lifecycles/sla-clock.ts';
import { slaClockLife } from '../lifecycles/sla-clock.ts';
import { isLate } from './late.ts';

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
  const late = facts.state === 'breached' || (isLate(dueAt, moment) && facts.state !== 'met');
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
  const inTime = facts.state === 'paused' || !isLate(facts.dueAt, endedAt);
  return slaClockLife.next(facts.state, inTime ? 'meet' : 'breach') ?? facts.state;
}

/** What a clock is counted by: its rule, and where it stands. */
export interface ClockRule extends ClockFacts {
  readonly duration: string;
  readonly dayCount: DayCount;
  readonly allowedMs: number;
  readonly warned: number;
}

/** The due date by the rule alone, and the working time that it allows. */
export function startOf(
  rule: Pick<ClockRule, 'startedAt' | 'duration' | 'calendar' | 'dayCount'>,
  time: CityWorkingTime,
): { readonly dueAt: Instant; readonly allowedMs: number } {
  const dueAt = time.due(rule.startedAt, rule.duration, rule.calendar, rule.dayCount);
  return { dueAt, allowedMs: workingMs(rule.startedAt, dueAt, rule.calendar, time) };
}

/** The due date after a pause: as much working time later as the pause took. */
export function dueAfterPause(facts: ClockFacts, resumedAt: Instant, time: CityWorkingTime): Instant | null {
  if (facts.dueAt === null || facts.pausedAt === null || facts.pausedAt === undefined) return facts.dueAt;
  const paused = workingMs(facts.pausedAt, resumedAt, facts.calendar, time);
  return paused <= 0 ? facts.dueAt : time.advance(facts.dueAt, paused, facts.calendar);
}

/** A pause that is over. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The due date by the rule and the pauses so far, e.g. under other calendars or for a shorter promise. A pause that began
 * when the time was already used up puts nothing off.
 */
export function dueAnew(
  rule: Pick<ClockRule, 'startedAt' | 'duration' | 'calendar' | 'dayCount'>,
  pauses: readonly Pause[],
  time: CityWorkingTime,
): Instant {
  return pauses.reduce(
    (due, { from, to }) => {
      const paused = from < due ? workingMs(from, to, rule.calendar, time) : 0;
      return paused <= 0 ? due : time.advance(due, paused, rule.calendar);
    },
    time.due(rule.startedAt, rule.duration, rule.calendar, rule.dayCount),
  );
}

/** Whole milliseconds of working time from `a` to `b`. */
export function workingMs(a: Instant, b: Instant, calendar: string, time: CityWorkingTime): number {
  return Math.round(time.workingMinutesBetween(a, b, calendar) * 60_000);
}

/** Which warnings have come up by now, and when the next one will. */
export interface WarningsDue {
  /** The highest that has come up and was not given yet; those below it are past and told by it. */
  readonly now: Warning | undefined;
  readonly nextAt: Instant | null;
}

/**
 * Warnings are given at a share of the working time that is allowed; a pause stops their time too. At 100 percent it is
 * late: a moment after the due date.
 */
export function warningsDue(
  clock: ClockRule,
  warnings: readonly Warning[],
  now: Instant,
  time: CityWorkingTime,
): WarningsDue {
  const { dueAt, state, endedAt } = clock;
  if (dueAt === null || endedAt !== null || state === 'paused') return { now: undefined, nextAt: null };
  let reached: Warning | undefined;
  for (const warning of warnings) {
    if (warning.at <= clock.warned) continue;
    const at = warningAt(clock, dueAt, warning.at, now, time);
    if (at > now) return { now: reached, nextAt: at };
    reached = warning;
  }
  return { now: reached, nextAt: null };
}

function warningAt(clock: ClockRule, dueAt: Instant, percent: number, now: Instant, time: CityWorkingTime): Instant {
  if (percent === 100) return dueAt + 1;
  const { calendar, allowedMs } = clock;
  if (percent > 100) return time.advance(dueAt, Math.round((allowedMs * (percent - 100)) / 100), calendar) + 1;
  const used = allowedMs - workingMs(now, dueAt, calendar, time);
  const left = Math.round((allowedMs * percent) / 100) - used;
  return left <= 0 ? now : time.advance(now, left, calendar);
}
