import { localDateTime } from '#engine/cases/compose-notice.ts';
import type { Action } from '../../access.ts';
import type { Actor, Post } from '../../application/common.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { ReturnRow } from '../../ports/returns.ts';
import type { Tx } from '../../ports.ts';
import type { Refusal } from '../../refusal.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { mustBeApart } from './kept-apart.ts';

/** A task the actor may see, open or not. @throws Refusal 404 for any other */
export async function visibleTask(context: Context, tx: Tx, actor: Actor, taskId: string): Promise<TaskRow> {
  const task = await withinScope(context, tx, actor, { action: 'read', taskId });
  if (!task) throw refusal('NOT_FOUND');
  return task;
}

/**
 * An open task that the actor may act on now.
 * @throws Refusal 404 where it is not the actor's to see, 403 where it is only to be seen, 409 `TASK_CHANGED` where
 *   somebody was faster, 409 `TASK_TAKEN` where somebody else has it, 409 `DUTIES_KEPT_APART`
 *   where they have done a step that is kept apart from it
 */
export async function actionableTask(
  context: Context,
  tx: Tx,
  actor: Actor,
  what: { readonly action: 'claim' | 'complete' | 'sendBack'; readonly taskId: string },
): Promise<TaskRow> {
  const seen = await visibleTask(context, tx, actor, what.taskId);
  if (!seen.open) throw await changedBy(context, tx, seen);
  const task = await withinScope(context, tx, actor, what);
  if (!task) throw refusal('FORBIDDEN');
  // Somebody may have done it between the two looks.
  if (!task.open) throw await changedBy(context, tx, task);
  if (task.assignee !== '' && task.assignee !== actor.username && task.assignee !== behalfOf(actor, task)) {
    throw refusal('TASK_TAKEN', { by: await nameOf(tx, task.assignee) });
  }
  if (what.action !== 'sendBack') await mustBeApart(context, tx, task, actor.username);
  if (awaitsGiving(task)) {
    const given = await withinScope(context, tx, actor, { action: 'assign', taskId: what.taskId });
    if (given === undefined) throw refusal('TASK_AWAITS_ASSIGNMENT');
  }
  return task;
}

/**
 * For whom the actor does this task: for who has it, where the actor stands in for them; else for who is away or has
 * delegated it, where the actor may do it only for them; undefined where it is their own to do.
 */
export function behalfOf(
  { posts }: Actor,
  { unit, role, category, assignee }: Pick<TaskRow, 'unit' | 'role' | 'category' | 'assignee'>,
): string | undefined {
  const covers = ({ onBehalfOf }: Post) =>
    onBehalfOf === undefined || onBehalfOf.categories.length === 0 || onBehalfOf.categories.includes(category);
  const fitting = posts.filter((post) => post.unit === unit && post.role === role && covers(post));
  if (assignee !== '' && fitting.some(({ onBehalfOf }) => onBehalfOf?.username === assignee)) return assignee;
  return fitting.every(({ onBehalfOf }) => onBehalfOf !== undefined) ? fitting[0]?.onBehalfOf?.username : undefined;
}

/** Its official is named by a head or coordinator; until then nobody takes it by themselves. */
export function awaitsGiving({ assignment, assignee }: TaskRow): boolean {
  return assignment === 'manual' && assignee === '';
}

/** Whether a scope holds the task; the condition is in the query. */
export async function withinScope(
  context: Context,
  tx: Tx,
  actor: Actor,
  { action, taskId }: { readonly action: Action; readonly taskId: string },
): Promise<TaskRow | undefined> {
  if (!isUuid(taskId)) return undefined;
  return await tx.engine.tasks.find(await scopeOf(context, tx, actor, { action, subject: 'Task' }), taskId);
}

/** Who was faster, and when, by the city's clock. */
export async function changedBy(context: Context, tx: Tx, task: TaskRow): Promise<Refusal> {
  const { city } = await context.cities.current(tx);
  const at = localDateTime(task.closedAt ?? context.clock(), city.province.timeZone);
  const back = task.closedBy === '' && task.caseId !== null ? await returnAt(tx, task) : undefined;
  if (back !== undefined) return refusal('TASK_SENT_BACK', { by: await nameOf(tx, back.actor), at });
  return refusal('TASK_CHANGED', { by: await nameOf(tx, task.closedBy), at });
}

/** What was sent back or recalled at the moment at which the task was closed without anybody completing it. */
async function returnAt(tx: Tx, { caseId, closedAt }: TaskRow): Promise<ReturnRow | undefined> {
  return (await tx.engine.returns.ofCase(caseId ?? '')).find(({ at }) => at === closedAt);
}

/** The name of an account, for telling who was faster; a reporter stays nameless. */
export async function nameOf(tx: Tx, username: string): Promise<string> {
  if (username === '' || username === 'citizen') return '';
  return (await tx.cases.accounts.byUsername(username))?.displayName ?? username;
}
