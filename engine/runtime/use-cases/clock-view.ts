import { clockStanding, noClock } from '#engine/cases/clocks/clock.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../administration/city-book.ts';
import type { ClockView } from '../application/common.ts';
import type { CaseRow, ClockRow } from '../ports/case-rows.ts';

/** The one clock that every case has: from its receipt to its answer. */
export const caseClockName = 'case';

export function caseClockView(clocks: readonly ClockRow[], now: Instant, place: CityInForce): ClockView {
  const clock = clocks.findLast((candidate) => candidate.name === caseClockName);
  return clock ? clockView(clock, now, place) : noClock;
}

export function clockView(clock: ClockRow, now: Instant, { workingTime }: CityInForce): ClockView {
  return clockStanding(clock, now, workingTime);
}

/** A task's own due date, in the calendar of the case's promise, or that of the task's unit. */
export function taskClockView(
  task: {
    readonly openedAt: Instant;
    readonly closedAt: Instant | null;
    readonly dueAt: Instant | null;
    readonly unit: string;
  },
  record: CaseRow,
  now: Instant,
  { city, workingTime }: CityInForce,
): ClockView {
  const name = city.slaClasses.get(record.sla)?.calendar ?? [...city.calendars.keys()][0];
  if (name === undefined) return noClock;
  const calendar = workingTime.codeOf(`${name}@${task.unit}`);
  const facts = { state: 'running' as const, calendar, startedAt: task.openedAt, dueAt: task.dueAt };
  return clockStanding({ ...facts, endedAt: task.closedAt }, now, workingTime);
}
