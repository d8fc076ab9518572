import { recallOf } from '#engine/core/returns/recall.ts';
import type { Json } from '#engine/core/values.ts';
import type { Actor, Localised } from '../../application/common.ts';
import type { Recall, Tasks } from '../../application/tasks.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Refusal } from '../../refusal.ts';
import { caseOf } from '../complete.ts';
import { type Context, hashed } from '../context.ts';
import { unlessDoneMeanwhile } from '../done-meanwhile.ts';
import { unlessOvertaken } from '../overtaken.ts';
import { refusal } from '../refuse.ts';
import { elementName, stepNames } from '../step-names.ts';
import { behalfOf, nameOf, visibleTask, withinScope } from './find-task.ts';
import { reopen } from './reopen.ts';
import { type Way, wayInWords } from './ways-back.ts';

export function recallable(context: Context): Tasks['recallable'] {
  return async (actor, taskId) =>
    await context.store.transaction(async (tx) => {
      const task = await doneTask(context, tx, actor, taskId);
      return await wayInWords(context, tx, await wayTo(context, tx, task));
    });
}

export function recall(context: Context): Tasks['recall'] {
  return async (actor, taskId, wanted) => {
    const look = async (tx: Tx) => await wayTo(context, tx, await doneTask(context, tx, actor, taskId));
    const key = `recall:${taskId}:${hashed(context, 'submission', wanted.submissionKey)}`;
    const work = () =>
      unlessOvertaken(context.store, look, () =>
        context.store.transaction((tx) => write(context, tx, actor, { ...wanted, taskId, key })),
      );
    return await unlessDoneMeanwhile(context, key, work, answerIn);
  };
}

/** The same submission again changes nothing and gives the same answer. */
async function write(
  context: Context,
  tx: Tx,
  actor: Actor,
  { taskId, reason, key }: Recall & { readonly taskId: string; readonly key: string },
): Promise<{ readonly next: string | null }> {
  const done = await tx.engine.receipts.find(key);
  if (done !== undefined) return answerIn(done);
  const task = await doneTask(context, tx, actor, taskId);
  const way = await wayTo(context, tx, task);
  const record = await caseOf(tx, task);
  const now = context.clock();
  const of = {
    kind: 'recall',
    way,
    task,
    record,
    actor: actor.username,
    absent: behalfOf(actor, task),
    reason: reason.trim(),
    undo: true,
  } as const;
  const node = await reopen(context, tx, { ...of, now });
  const next = await takenAgain(context, tx, actor, { instanceId: task.instanceId, node });
  await tx.engine.receipts.insert(key, next, now);
  return { next };
}

function answerIn(receipt: Json): { readonly next: string | null } {
  return { next: typeof receipt === 'string' ? receipt : null };
}

/**
 * A completed task that the actor may take back.
 * @throws Refusal 404 where it is not the actor's to see, 403 where it is another's, 409 where it is not completed
 */
async function doneTask(context: Context, tx: Tx, actor: Actor, taskId: string): Promise<TaskRow> {
  const seen = await visibleTask(context, tx, actor, taskId);
  if (seen.open || seen.state !== 'completed') throw refusal('RECALL_NOT_POSSIBLE');
  const task = await withinScope(context, tx, actor, { action: 'recall', taskId });
  if (task === undefined) throw refusal('FORBIDDEN');
  return task;
}

/** @throws Refusal 409 with who has gone on, or why it cannot be */
async function wayTo(context: Context, tx: Tx, task: TaskRow): Promise<Way> {
  const { program, past } = await context.kernel.past(tx, task.instanceId);
  const recalled = recallOf(program, past, task.key);
  switch (recalled.kind) {
    case 'possible': {
      const calls = recalled.back.command.cancel.flatMap((node) => past.state?.nodes[node]?.call?.id ?? []);
      const taken = await takenInCalled(tx, task.instanceId, calls);
      if (taken !== undefined) throw await goneOn(context, tx, taken);
      return { instanceId: task.instanceId, back: recalled.back, program, task, from: '' };
    }
    case 'goneOn': {
      const rows = await tx.engine.tasks.ofInstances([task.instanceId]);
      throw await goneOn(
        context,
        tx,
        rows.find(({ key }) => key === recalled.task),
      );
    }
    case 'goneOut':
      throw refusal('RECALL_GONE_OUT', inParams(elementName(program, recalled.element)));
    default:
      throw refusal('RECALL_NOT_POSSIBLE');
  }
}

async function goneOn(context: Context, tx: Tx, next: TaskRow | undefined): Promise<Refusal> {
  const who = next === undefined ? '' : next.assignee || next.closedBy;
  const step = next === undefined ? { vi: '', en: '' } : (await stepNames(context, tx, [next]))(next);
  return refusal('RECALL_GONE_ON', { ...inParams(step), by: (await nameOf(tx, who)) || '–' });
}

/** As `portal/http/problems.ts` puts them into its messages. */
function inParams({ vi, en }: Localised): { readonly step: string; readonly stepEn: string } {
  return { step: vi, stepEn: en };
}

/** A step may go on in processes of their own: a task there that somebody has taken up or done. */
async function takenInCalled(tx: Tx, caller: string, calls: readonly string[]): Promise<TaskRow | undefined> {
  const called = await Promise.all(calls.map((call) => tx.engine.instances.called(caller, call)));
  const rows = await tx.engine.tasks.ofInstances(called.flatMap((row) => row?.id ?? []));
  return rows.find(({ open, state }) => !open || (state !== 'ready' && state !== 'created'));
}

/** Who recalls a step means to go on with it: it is theirs at once, where they may have it. */
async function takenAgain(
  context: Context,
  tx: Tx,
  actor: Actor,
  { instanceId, node }: { readonly instanceId: string; readonly node: string },
): Promise<string | null> {
  const rows = await tx.engine.tasks.ofInstances([instanceId]);
  const opened = rows.find((row) => row.open && row.node === node);
  if (opened === undefined) return null;
  const mine = await withinScope(context, tx, actor, { action: 'claim', taskId: opened.id });
  if (mine === undefined || mine.assignee !== '') return opened.id;
  const command = { kind: 'task', task: mine.key, verb: 'claim', by: actor.username } as const;
  await context.kernel.execute(tx, instanceId, command, context.clock());
  return mine.id;
}
