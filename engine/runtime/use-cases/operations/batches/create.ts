/** A batch is written down as a whole before anything of it is done: which instances are meant does not change any more. */
import type { Instant, Json } from '#engine/core/values.ts';
import type { Actor } from '../../../application/common.ts';
import type { BatchRequest, Operation, Operations, Selection } from '../../../application/operations.ts';
import type { Tx } from '../../../ports.ts';
import { audit } from '../../audit.ts';
import { type Context, hashed } from '../../context.ts';
import { isUuid } from '../../ids.ts';
import { refusal } from '../../refuse.ts';
import { instanceScope, mayOperateService } from '../allowed.ts';
import { filterOf } from '../list.ts';
import { reasonOf } from '../perform.ts';
import { publishedVersion } from '../programs.ts';

/** Instances of one batch. */
export const batchMax = 10_000;

export function createBatch(context: Context): Operations['createBatch'] {
  return async (actor, request) => {
    const reason = reasonOf(request.reason);
    return await context.store.transaction((tx) =>
      once(context, tx, { actor, key: request.key }, async (now) => {
        const ids = await selected(context, tx, actor, request.selection);
        if (ids.length === 0) throw refusal('BATCH_EMPTY');
        return await writeBatch(context, tx, { ...request, actor, reason, ids, undoes: null }, now);
      }),
    );
  };
}

export function hold(context: Context): Operations['hold'] {
  return async (actor, service, version, request) => {
    const reason = reasonOf(request.reason);
    return await context.store.transaction(async (tx) => {
      if (!(await mayOperateService(context, tx, actor, service))) throw refusal('NOT_FOUND');
      const row = await publishedVersion(tx, service, version);
      const { batchId } = await once(context, tx, { actor, key: request.key }, async (now) => {
        await tx.engine.services.hold(row.id, request.hold ? now : null);
        const action = request.hold ? 'service.hold' : 'service.open';
        await audit(
          context,
          tx,
          { actor: actor.username, action, subject: `service:${service}`, data: { version } },
          now,
        );
        if (!request.running) return '';
        const states = [request.hold ? ('active' as const) : ('suspended' as const)];
        const selection: Selection = { filter: { service, version, states } };
        const ids = await selected(context, tx, actor, selection);
        if (ids.length === 0) return '';
        const operation: Operation = { kind: request.hold ? 'suspend' : 'resume' };
        return await writeBatch(
          context,
          tx,
          { actor, reason, selection, operation, ids, dryRun: false, undoes: null },
          now,
        );
      });
      return { batchId: batchId === '' ? null : batchId };
    });
  };
}

export interface NewBatch extends Pick<BatchRequest, 'operation' | 'dryRun'> {
  readonly actor: Actor;
  readonly reason: string;
  readonly selection: Selection | { readonly undoes: string };
  readonly ids: readonly string[];
  readonly undoes: string | null;
}

/** @returns the new batch's id */
export async function writeBatch(context: Context, tx: Tx, batch: NewBatch, now: Instant): Promise<string> {
  const { actor, operation, dryRun, reason, ids, undoes } = batch;
  const id = context.newId(now);
  const selection = JSON.parse(JSON.stringify(batch.selection)) as Json;
  await tx.engine.operations.batches.insert(
    {
      ...{ id, operation, selection, reason, dryRun, undoes },
      ...{ state: 'running', total: ids.length, createdAt: now, createdBy: actor.username, endedAt: null },
    },
    ids,
  );
  const data = { operation: operation.kind, total: ids.length, dryRun, undoes };
  await audit(context, tx, { actor: actor.username, action: 'batch.create', subject: `batch:${id}`, data }, now);
  return id;
}

/** What a key gave the first time it gives again. @param make returns a batch's id */
export async function once(
  context: Context,
  tx: Tx,
  { actor, key }: { readonly actor: Actor; readonly key: string },
  make: (now: Instant) => Promise<string>,
): Promise<{ readonly batchId: string }> {
  const receipt = `batch:${hashed(context, 'operation', `${actor.username}\0${key}`)}`;
  const known = await tx.engine.receipts.find(receipt);
  if (typeof known === 'string') return { batchId: known };
  const now = context.clock();
  const batchId = await make(now);
  await tx.engine.receipts.insert(receipt, batchId, now);
  return { batchId };
}

/** Oldest first, of what the actor may operate now; each is asked again when its turn comes. */
async function selected(context: Context, tx: Tx, actor: Actor, selection: Selection): Promise<readonly string[]> {
  const scope = await instanceScope(context, tx, actor, 'operate');
  if (scope.length === 0) throw refusal('FORBIDDEN');
  const query = 'filter' in selection ? selection.filter : { states: ['active', 'suspended'] as const };
  const { filter } = await filterOf(context, tx, scope, query);
  const named = 'instances' in selection ? selection.instances.filter(isUuid) : undefined;
  if (named !== undefined && named.length > batchMax) throw refusal('BATCH_TOO_LARGE', { max: batchMax });
  const wanted = named === undefined ? filter : { ...filter, ids: [...new Set(named)] };
  const rows = await tx.engine.operations.instances.page(wanted, undefined, batchMax + 1);
  if (rows.length > batchMax) throw refusal('BATCH_TOO_LARGE', { max: batchMax });
  return rows.map(({ id }) => id).toReversed();
}
