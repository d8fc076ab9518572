/** What each named query should hold, said as simply as it can be over the rows themselves. */
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '#engine/runtime/application/common.ts';
import type { WorklistView } from '#engine/runtime/application/tasks.ts';
import type { TaskRow } from '#engine/runtime/ports/engine.ts';
import { may } from './rules.ts';
import type { World } from './world.ts';

export interface Moment {
  readonly now: Instant;
  readonly endOfDay: Instant;
}

/** Tasks of a view, in order: nearest due date first, those without one last. */
export function worklistOf(world: World, actor: Actor, view: WorklistView, at: Moment): readonly TaskRow[] {
  const read = may(actor, 'read', 'Task');
  return inOrder(listed(world).filter((task) => read(task) && isIn(task, view, actor, at)));
}

/** Tasks that the actor gives out, by unit, role and who has them. */
export function loadOf(world: World, actor: Actor): ReadonlyMap<string, readonly TaskRow[]> {
  const assign = may(actor, 'assign', 'Task', ['assignee']);
  return Map.groupBy(listed(world).filter(assign), ({ unit, role, assignee }) => `${unit}/${role}/${assignee}`);
}

export function isIn(task: TaskRow, view: WorklistView, { username }: Actor, { now, endOfDay }: Moment): boolean {
  const { assignee, dueAt } = task;
  switch (view) {
    case 'mine':
      return assignee === username;
    case 'unclaimed':
      return assignee === '';
    case 'unit':
      return true;
    case 'late':
      return dueAt !== null && dueAt < now;
    case 'dueToday':
      return dueAt !== null && dueAt >= now && dueAt < endOfDay;
  }
}

export function inOrder(tasks: readonly TaskRow[]): readonly TaskRow[] {
  const due = ({ dueAt }: TaskRow) => dueAt ?? Number.POSITIVE_INFINITY;
  return tasks.toSorted((a, b) => (due(a) === due(b) ? (a.id < b.id ? -1 : 1) : due(a) < due(b) ? -1 : 1));
}

/** What somebody completed last. */
export function recentOf(world: World, actor: Actor): readonly TaskRow[] {
  const read = may(actor, 'read', 'Task');
  const own = world.tasks.filter(
    (task) => !task.open && task.assignee === actor.username && task.closedBy === actor.username && read(task),
  );
  const at = ({ closedAt }: TaskRow) => closedAt ?? 0;
  return own.toSorted((a, b) => (at(a) === at(b) ? (a.id > b.id ? -1 : 1) : at(b) - at(a))).slice(0, 30);
}

/** Sorted by time and then by id, from the oldest or from the newest. */
export function byTime<T extends { readonly id: string }>(
  rows: readonly T[],
  at: (row: T) => number,
  newestFirst = false,
): readonly T[] {
  const sign = newestFirst ? -1 : 1;
  return rows.toSorted((a, b) => sign * (at(a) === at(b) ? (a.id < b.id ? -1 : 1) : at(a) - at(b)));
}

function listed({ tasks }: World): readonly TaskRow[] {
  return tasks.filter(({ open, caseId }) => open && caseId !== null);
}
