/**
 * What stands open, is late, is due today or is in somebody's hands: the one place that says so, for every list and every
 * number that is made of it (docs/figures.md). A task that rests has no due date, and so is neither late nor due today.
 */
import type { Instant } from '#engine/core/values.ts';
import type { Fragment } from '../sql.ts';

export const openCase = `case_record.state = 'open'`;
export const openTask = 'task.is_open = 1';

/** A task of a process that has no case is no line of a worklist, and so is in no number of it either. */
export const taskOfCase = 'task.case_id is not null';

/** What goes back to the unit, or to somebody else, when an account is closed; what rests stays until it wakes. */
export const taskInHands = `${openTask} and task.state in ('reserved', 'inProgress')`;

/** As `isLate` (engine/cases/clocks/late.ts). */
export function lateTask(now: Instant): Fragment {
  return { sql: 'task.due_at < ?', params: [now] };
}

/** Not late yet, and late at the end of the day. @param endOfDay the first instant of tomorrow, by the city's clock */
export function dueToday(now: Instant, endOfDay: Instant): Fragment {
  return { sql: 'task.due_at >= ? and task.due_at < ?', params: [now, endOfDay] };
}
