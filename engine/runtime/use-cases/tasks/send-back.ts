import type { Actor } from '../../application/common.ts';
import type { SendBack, Tasks } from '../../application/tasks.ts';
import type { Tx } from '../../ports.ts';
import { caseOf } from '../complete.ts';
import { type Context, hashed } from '../context.ts';
import { unlessDoneMeanwhile } from '../done-meanwhile.ts';
import { unlessOvertaken } from '../overtaken.ts';
import { refusal } from '../refuse.ts';
import { nextTask } from './complete.ts';
import { actionableTask, behalfOf } from './find-task.ts';
import { reopen } from './reopen.ts';
import { waysFrom } from './ways-back.ts';

export function sendBack(context: Context): Tasks['sendBack'] {
  return async (actor, taskId, back) => {
    const reason = back.reason.trim();
    if (reason === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'required' }]);
    const find = (tx: Tx) => actionableTask(context, tx, actor, { action: 'sendBack', taskId });
    const key = `sendBack:${taskId}:${hashed(context, 'submission', back.submissionKey)}`;
    const work = () =>
      unlessOvertaken(context.store, find, () =>
        context.store.transaction((tx) => write(context, tx, actor, { ...back, reason, taskId, key })),
      );
    await unlessDoneMeanwhile(context, key, work, () => undefined);
    return { next: await context.store.transaction((tx) => nextTask(context, tx, actor)) };
  };
}

/** The same submission again changes nothing. */
async function write(
  context: Context,
  tx: Tx,
  actor: Actor,
  { taskId, to, reason, undo, key }: SendBack & { readonly taskId: string; readonly key: string },
): Promise<void> {
  if ((await tx.engine.receipts.find(key)) !== undefined) return;
  const task = await actionableTask(context, tx, actor, { action: 'sendBack', taskId });
  const record = await caseOf(tx, task);
  const way = (await waysFrom(context, tx, task)).find(({ back }) => back.node === to);
  if (way === undefined) throw refusal('NO_WAY_BACK');
  const now = context.clock();
  await reopen(context, tx, {
    kind: 'sendBack',
    way,
    task,
    record,
    actor: actor.username,
    absent: behalfOf(actor, task),
    reason,
    undo,
    now,
  });
  await tx.engine.receipts.insert(key, true, now);
}
