import type { Relay } from '../../application/relay.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { certain } from '../certain.ts';
import { caseOf } from '../complete.ts';
import { type Context, hashed } from '../context.ts';
import { unlessDoneMeanwhile } from '../done-meanwhile.ts';
import { refusal } from '../refuse.ts';
import { changedBy, withinScope } from '../tasks/find-task.ts';
import { answer } from './answer.ts';
import { send, wordsOf } from './send.ts';
import { relayView, taskOfRelay } from './view.ts';

export function relay(context: Context): Relay {
  return { ofTask: ofTask(context), write: write(context), see: see(context), answer: answer(context) };
}

function ofTask(context: Context): Relay['ofTask'] {
  return (actor, taskId) =>
    context.store.transaction(async (tx) =>
      relayView(context, tx, actor, await taskOfRelay(context, tx, actor, taskId)),
    );
}

function write(context: Context): Relay['write'] {
  return async (actor, taskId, { text: typed, submissionKey }) => {
    const text = wordsOf(typed);
    const key = `relay:${taskId}:${hashed(context, 'submission', submissionKey)}`;
    const now = context.clock();
    const work = () =>
      certain(() =>
        context.store.transaction(async (tx) => {
          if ((await tx.engine.receipts.find(key)) !== undefined) return;
          const task = await writableTask(context, tx, actor, taskId);
          const { role, unit } = task;
          const message = { sender: 'office', by: actor.username, role, unit, text, photos: [] } as const;
          const record = await caseOf(tx, task);
          await send(context, tx, record, message, now);
          // Who answers has read what there is.
          await tx.cases.relay.see(record.id, Number.MAX_SAFE_INTEGER, { at: now, by: actor.username });
          await tx.engine.receipts.insert(key, true, now);
        }),
      );
    await unlessDoneMeanwhile(context, key, work, () => undefined);
    return await ofTask(context)(actor, taskId);
  };
}

function see(context: Context): Relay['see'] {
  return (actor, taskId, upTo) =>
    context.store.transaction(async (tx) => {
      const task = await writableTask(context, tx, actor, taskId);
      const { id } = await caseOf(tx, task);
      const now = context.clock();
      if ((await tx.cases.relay.see(id, upTo, { at: now, by: actor.username })) > 0) {
        const event = { actor: actor.username, action: 'relay.see', subject: `case:${id}`, data: { upTo } };
        await audit(context, tx, event, now);
      }
      return await relayView(context, tx, actor, task);
    });
}

/** @throws Refusal 404, 403; 409 `TASK_CHANGED` where the task is done */
async function writableTask(
  context: Context,
  tx: Tx,
  actor: Parameters<Relay['write']>[0],
  taskId: string,
): Promise<TaskRow> {
  const seen = await taskOfRelay(context, tx, actor, taskId);
  if (!seen.open) throw await changedBy(context, tx, seen);
  const task = await withinScope(context, tx, actor, { action: 'writeReporter', taskId });
  if (task === undefined) throw refusal('FORBIDDEN');
  return task;
}
