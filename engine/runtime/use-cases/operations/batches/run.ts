/**
 * Carries out batches, one instance after the other, each in a transaction of its own that first takes the item: so a
 * killed worker loses nothing, two workers never do the same, and who created the batch is asked for the right each time.
 */
import type { Instant, Json } from '#engine/core/values.ts';
import type { Actor } from '../../../application/common.ts';
import type { Outcome } from '../../../application/operations.ts';
import type { BatchItemResult, BatchItemRow, BatchRow } from '../../../ports/operations.ts';
import type { Tx } from '../../../ports.ts';
import { Refusal } from '../../../refusal.ts';
import { actorOf } from '../../accounts/actor.ts';
import type { Context } from '../../context.ts';
import { carryOut } from '../carry-out.ts';
import type { OnwardCheck } from '../onward.ts';
import { withoutTrace } from '../without-trace.ts';

export interface BatchWork {
  /** Does a few items of each batch that is under way. @returns how many it did */
  runDue(now: Instant): Promise<number>;
  /** A batch has been written here: looks at once. */
  ring(): void;
}

/** Of one batch in one turn: others, and all else that is due, get theirs. */
const itemsPerTurn = 20;
const batchesPerTurn = 5;
/** Most of the time there is no batch at all: then it looks only so often, however busy the rest is. */
const restMs = 1_000;

export function createBatchWork(context: Context, onward: OnwardCheck): BatchWork {
  let underWay: Promise<number> | undefined;
  let restsUntil = 0;
  const turn = async (now: Instant): Promise<number> => {
    const running = await context.store.transaction((tx) => tx.engine.operations.batches.running(batchesPerTurn));
    if (running.length === 0) restsUntil = now + restMs;
    let done = 0;
    for (const batch of running) done += await someOf(context, onward, batch, now);
    return done;
  };
  return {
    // A turn that takes long is waited for, not begun beside itself.
    runDue(now) {
      // A clock that has jumped back must not make it rest for long.
      if (now < restsUntil && restsUntil - now <= restMs) return Promise.resolve(0);
      underWay ??= turn(now).finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
    ring() {
      restsUntil = 0;
    },
  };
}

async function someOf(context: Context, onward: OnwardCheck, batch: BatchRow, now: Instant): Promise<number> {
  const items = await context.store.transaction(async (tx) => {
    const pending = await tx.engine.operations.batches.pending(batch.id, itemsPerTurn);
    if (pending.length === 0) await tx.engine.operations.batches.move(batch.id, ['running'], 'done', now);
    return pending;
  });
  for (const [index, item] of items.entries()) {
    if (!(await doItem(context, onward, { batch, item }, now))) return index;
  }
  return items.length;
}

interface Turn {
  readonly batch: BatchRow;
  readonly item: BatchItemRow;
}

/** @returns false where the batch is not under way any more */
async function doItem(context: Context, onward: OnwardCheck, turn: Turn, now: Instant): Promise<boolean> {
  const { batch, item } = turn;
  const settle = (tx: Tx, result: BatchItemResult) =>
    tx.engine.operations.batches.settle(batch.id, item.number, result);
  const work = async (tx: Tx): Promise<'over' | 'taken' | BatchItemResult> => {
    const { state } = (await tx.engine.operations.batches.byId(batch.id)) ?? {};
    if (state !== 'running') return 'over';
    // The item is taken first: whoever comes second waits here, and then finds it done.
    if (!(await settle(tx, { state: 'done', code: '', params: {}, at: now }))) return 'taken';
    const actor = await creatorOf(context, tx, batch, now);
    const { operation, reason } = batch;
    const deed = { actor, instanceId: item.instanceId, operation, reason, batchId: batch.id };
    const result = resultOf(await carryOut(context, onward, tx, deed, now), now);
    if (result.code !== '') await tx.engine.operations.batches.note(batch.id, item.number, result);
    return result;
  };
  try {
    const became = batch.dryRun ? await withoutTrace(context.store, work) : await context.store.transaction(work);
    if (became === 'over') return false;
    if (batch.dryRun && became !== 'taken') await context.store.transaction((tx) => settle(tx, became));
  } catch (error) {
    // Refused for a time (the database is busy): the item waits for the next turn.
    if (error instanceof Refusal && error.status >= 500) throw error;
    await context.store.transaction((tx) => settle(tx, failureOf(error, now)));
    if (!(error instanceof Refusal)) {
      context.onFault?.({ jobId: batch.id, instanceId: item.instanceId, element: 'batch', error });
    }
  }
  return true;
}

/** With the rights of now; an account that is closed has none. */
async function creatorOf(context: Context, tx: Tx, { createdBy }: BatchRow, now: Instant): Promise<Actor> {
  const account = await tx.cases.accounts.byUsername(createdBy);
  if (account?.active) return await actorOf(context, tx, account, now);
  return { accountId: '', username: createdBy, displayName: createdBy, posts: [] };
}

function resultOf({ proved }: Outcome, at: Instant): BatchItemResult {
  return { state: 'done', code: proved ? '' : 'NOT_PROVED', params: {}, at };
}

function failureOf(error: unknown, at: Instant): BatchItemResult {
  if (!(error instanceof Refusal)) return { state: 'failed', code: 'INTERNAL', params: {}, at };
  const faults: Json = error.fields.map(({ path, rule, params: about = {} }) => ({
    element: path,
    name: about['name'] ?? '',
    rule,
  }));
  const params = { ...error.params, ...(error.fields.length > 0 && { faults }) };
  return { state: 'refused', code: error.code, params, at };
}
