import type { Actor } from '../../application/common.ts';
import type { TaskDetail, Tasks } from '../../application/tasks.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { certain } from '../certain.ts';
import type { Context } from '../context.ts';
import { unlessOvertaken } from '../overtaken.ts';
import { refusal } from '../refuse.ts';
import { sayHandOver } from '../steps/hand-over.ts';
import { actionableTask, behalfOf, changedBy, nameOf, visibleTask } from './find-task.ts';
import { detailOf } from './task.ts';

/** Takes a task; taking what one has already changes nothing. */
export function claim(context: Context): Tasks['claim'] {
  return async (actor, taskId) => {
    const find = (tx: Tx) => actionableTask(context, tx, actor, { action: 'claim', taskId });
    const take = () =>
      context.store.step(async (tx) => {
        const task = await find(tx);
        if (task.assignee === actor.username) return await detailOf(context, tx, actor, task);
        return await act(context, tx, actor, { task, verb: 'claim' });
      });
    return await certain(() => unlessOvertaken(context.store, find, take));
  };
}

/** Gives a task back that one has. */
export function release(context: Context): Tasks['release'] {
  return async (actor, taskId) =>
    await context.store.step(async (tx) => {
      const task = await visibleTask(context, tx, actor, taskId);
      if (!task.open) throw await changedBy(context, tx, task);
      if (task.assignee === '') return await detailOf(context, tx, actor, task);
      if (task.assignee !== actor.username) throw refusal('TASK_TAKEN', { by: await nameOf(tx, task.assignee) });
      return await act(context, tx, actor, { task, verb: 'release' });
    });
}

async function act(
  context: Context,
  tx: Tx,
  actor: Actor,
  { task, verb }: { readonly task: TaskRow; readonly verb: 'claim' | 'release' },
): Promise<TaskDetail> {
  const now = context.clock();
  const command = { kind: 'task', task: task.key, verb, by: actor.username } as const;
  sayHandOver(tx, task.caseId, { how: verb === 'claim' ? 'taken' : 'released', actor: actor.username, task });
  await context.kernel.execute(tx, task.instanceId, command, now);
  const absent = behalfOf(actor, task);
  const data = { task: task.id, element: task.element, ...(absent !== undefined && { onBehalfOf: absent }) };
  const event = { actor: actor.username, action: `task.${verb}`, subject: `case:${task.caseId ?? ''}`, data };
  await audit(context, tx, event, now);
  return await detailOf(context, tx, actor, await visibleTask(context, tx, actor, task.id));
}
