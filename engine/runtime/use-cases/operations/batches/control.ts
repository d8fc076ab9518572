import type { Operations } from '../../../application/operations.ts';
import type { BatchState } from '../../../ports/operations.ts';
import { audit } from '../../audit.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../refuse.ts';
import { reasonOf } from '../perform.ts';
import { once, writeBatch } from './create.ts';
import { undoing, visibleBatch } from './read.ts';

const moves = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
} as const satisfies Record<string, { readonly from: readonly BatchState[]; readonly to: BatchState }>;

/** What is being carried out at this moment is finished; what has not begun stays as it is. */
export function controlBatch(context: Context): Operations['controlBatch'] {
  return async (actor, batchId, verb) =>
    await context.store.transaction(async (tx) => {
      const row = await visibleBatch(context, tx, actor, batchId);
      const now = context.clock();
      const { from, to } = moves[verb];
      const moved = await tx.engine.operations.batches.move(row.id, from, to, to === 'cancelled' ? now : null);
      if (!moved) throw refusal('BATCH_STATE');
      if (to === 'cancelled') await tx.engine.operations.batches.skipRest(row.id, now);
      await audit(context, tx, { actor: actor.username, action: `batch.${verb}`, subject: `batch:${row.id}` }, now);
    });
}

export function undoBatch(context: Context): Operations['undoBatch'] {
  return async (actor, batchId, { reason: typed, key }) => {
    const reason = reasonOf(typed);
    return await context.store.transaction((tx) =>
      once(context, tx, { actor, key }, async (now) => {
        const row = await visibleBatch(context, tx, actor, batchId);
        const { batches } = tx.engine.operations;
        const operation = undoing(row);
        const ids = operation === null ? [] : await batches.instancesIn(row.id, 'done');
        if (operation === null || ids.length === 0 || (await batches.undoneBy(row.id)) !== undefined) {
          throw refusal('BATCH_NOT_UNDOABLE');
        }
        const undone = { operation, dryRun: false, selection: { undoes: row.id }, undoes: row.id };
        return await writeBatch(context, tx, { ...undone, actor, reason, ids }, now);
      }),
    );
  };
}
