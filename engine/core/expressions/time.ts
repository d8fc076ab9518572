// Instants and durations as the model writes them: ISO 8601, in wall-clock or working time.
import { Temporal } from 'temporal-polyfill';
import type { DeadlineRule } from '../effects.ts';
import type { DayCount, Env } from '../env.ts';
import type { Deadline, Expression, Timer } from '../model/program.ts';
import type { TimerCycle } from '../state.ts';
import { Stuck } from '../stuck.ts';
import type { Instant } from '../values.ts';
import { optionalTextOf, type Sight, sourceOf, textOf } from './expression.ts';
import { parseCycle } from './iso.ts';

export interface DueTimer {
  readonly dueAt: Instant;
  readonly cycle?: TimerCycle;
}

/** Working time that a timer or deadline counts in. */
export interface Counting {
  readonly calendar: Expression | null;
  readonly dayCount: Expression | null;
}

/** When a timer first fires. @throws Stuck where its text is no ISO 8601 */
export function timerDue(timer: Timer, sight: Sight): DueTimer {
  const text = textOf(timer.value, sight, 'time');
  if (timer.kind === 'date') return { dueAt: instantOf(text, sight.env) };
  if (timer.kind === 'duration') return { dueAt: after(startOf(timer.from, sight), text, timer, sight) };
  return cycleDue(text, timer, sight);
}

/** The next firing of a cycle, counted from the one before. */
export function nextDue(cycle: TimerCycle, previous: Instant, timer: Timer, sight: Sight): DueTimer | null {
  if (cycle.left === 0) return null;
  const left = cycle.left === null ? null : cycle.left - 1;
  return { dueAt: after(previous, cycle.period, timer, sight), cycle: { left, period: cycle.period } };
}

/** When a task is due, and by what rule. @throws Stuck where a text of the deadline is no ISO 8601 */
export function deadlineDue(
  deadline: Deadline,
  sight: Sight,
): { readonly dueAt: Instant; readonly rule: DeadlineRule } {
  const from = startOf(deadline.from, sight);
  const duration = textOf(deadline.duration, sight, 'duration');
  const calendar = optionalTextOf(deadline.calendar, sight, 'calendar') ?? '';
  const dayCount = optionalTextOf(deadline.dayCount, sight, 'way of counting days') ?? 'elapsed';
  const rule = { from, duration, calendar, dayCount: dayCount as DayCount };
  return { dueAt: after(from, duration, deadline, sight), rule };
}

/** @param text ISO 8601 date, or date and time; without an offset in the zone of the installation */
export function instantOf(text: string, env: Env): Instant {
  return parsed(text, () => {
    if (/(Z|[+-]\d\d(:?\d\d)?)$/i.test(text) && text.includes('T')) return Temporal.Instant.from(text);
    return Temporal.PlainDateTime.from(text).toZonedDateTime(env.timeZone).toInstant();
  }).epochMilliseconds;
}

/** Where nothing is said, time counts from now; where the instant that is named has no value, from nowhere. */
function startOf(from: Expression | null, sight: Sight): Instant {
  if (from === null) return sight.env.now;
  const text = optionalTextOf(from, sight, 'instant');
  if (text === undefined) throw new Stuck('VALUE_MISSING', { source: sourceOf(from), needed: 'instant' });
  return instantOf(text, sight.env);
}

function after(start: Instant, duration: string, counting: Counting, sight: Sight): Instant {
  const calendar = optionalTextOf(counting.calendar, sight, 'calendar');
  if (calendar === undefined) return wallClockAfter(start, duration, sight.env);
  const dayCount = optionalTextOf(counting.dayCount, sight, 'way of counting days') ?? 'elapsed';
  return parsed(duration, () => sight.env.workingTime.due(start, duration, calendar, dayCount as DayCount));
}

function wallClockAfter(start: Instant, duration: string, env: Env): Instant {
  return parsed(duration, () => {
    const zoned = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(env.timeZone);
    return zoned.add(Temporal.Duration.from(duration)).epochMilliseconds;
  });
}

function cycleDue(text: string, timer: Timer, sight: Sight): DueTimer {
  const cycle = parseCycle(text);
  if (cycle === null) throw new Stuck('TIMER_NOT_VALID', { reason: text });
  const { count, start, period } = cycle;
  const dueAt = start === null ? after(sight.env.now, period, timer, sight) : instantOf(start, sight.env);
  return { dueAt, cycle: { left: count === null ? null : count - 1, period } };
}

function parsed<T>(text: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Stuck) throw error;
    throw new Stuck('TIMER_NOT_VALID', {
      reason: `${text}: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}
