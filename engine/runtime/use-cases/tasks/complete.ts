import type { Actor } from '../../application/common.ts';
import type { Tasks } from '../../application/tasks.ts';
import type { Tx } from '../../ports.ts';
import { completeTask } from '../complete.ts';
import type { Context } from '../context.ts';
import { mayMerge } from '../duplicates/merge-job.ts';
import { scopeOf } from '../scope.ts';
import { endOfDay } from './end-of-day.ts';
import { actionableTask, behalfOf } from './find-task.ts';

export function complete(context: Context): Tasks['complete'] {
  return async (actor, taskId, completion) => {
    const find = async (tx: Tx) => {
      const scope = await scopeOf(context, tx, actor, { action: 'merge', subject: 'Case' });
      mayMerge(tx, { scope, actor: actor.username });
      return await actionableTask(context, tx, actor, { action: 'complete', taskId });
    };
    await completeTask(context, taskId, {
      ...completion,
      by: actor.username,
      behalfOf: (task) => behalfOf(actor, task),
      find,
    });
    return { next: await context.store.transaction((tx) => nextTask(context, tx, actor)) };
  };
}

/** What to do next: what one has in hand first, then what waits for the unit, the nearest deadline first. */
export async function nextTask(context: Context, tx: Tx, actor: Actor): Promise<string | null> {
  const { city } = await context.cities.current(tx);
  const scope = await scopeOf(context, tx, actor, { action: 'complete', subject: 'Task' });
  const now = context.clock();
  const at = { now, endOfDay: endOfDay(now, city.province.timeZone) };
  const common = { scope, ofCases: true as const, assignee: actor.username, ...at, limit: 1 };
  for (const view of ['mine', 'unclaimed'] as const) {
    const [task] = await tx.engine.tasks.list({ ...common, view });
    if (task) return task.id;
  }
  return null;
}
