import type { Actor } from '../../../application/common.ts';
import type { BatchSummary, BatchView, Operation, Operations } from '../../../application/operations.ts';
import type { BatchRow } from '../../../ports/operations.ts';
import type { Tx } from '../../../ports.ts';
import type { Context } from '../../context.ts';
import { fromCursor, toCursor } from '../../cursor.ts';
import { isUuid } from '../../ids.ts';
import { refusal } from '../../refuse.ts';
import { nameOf } from '../../tasks/find-task.ts';
import { followsAllBatches } from '../allowed.ts';

const pageSize = 20;
const itemsSize = 50;

export function batches(context: Context): Operations['batches'] {
  return async (actor, cursor) =>
    await context.store.transaction(async (tx) => {
      const createdBy = (await followsAllBatches(context, tx, actor)) ? undefined : actor.username;
      const [last] = fromCursor(cursor) ?? [];
      const after = typeof last === 'string' && isUuid(last) ? last : undefined;
      const rows = await tx.engine.operations.batches.page({ createdBy, after, limit: pageSize + 1 });
      const items: BatchSummary[] = [];
      for (const row of rows.slice(0, pageSize)) items.push(await summaryOf(tx, row));
      const end = rows.length > pageSize ? items.at(-1) : undefined;
      return { items, next: end ? toCursor([end.id]) : null };
    });
}

export function batch(context: Context): Operations['batch'] {
  return async (actor, batchId) =>
    await context.store.transaction(async (tx): Promise<BatchView> => {
      const row = await visibleBatch(context, tx, actor, batchId);
      const summary = await summaryOf(tx, row);
      const undoneBy = (await tx.engine.operations.batches.undoneBy(row.id))?.id ?? null;
      return {
        ...summary,
        selection: await selectionOf(tx, row),
        undoes: row.undoes,
        undoneBy,
        mayUndo: undoneBy === null && summary.counts.done > 0 && undoing(row) !== null,
        mayControl: row.state === 'running' || row.state === 'paused',
      };
    });
}

export function batchItems(context: Context): Operations['batchItems'] {
  return async (actor, batchId, { state, cursor }) =>
    await context.store.transaction(async (tx) => {
      const row = await visibleBatch(context, tx, actor, batchId);
      const [last] = fromCursor(cursor) ?? [];
      const after = typeof last === 'number' && Number.isInteger(last) ? last : 0;
      const query = { after, limit: itemsSize + 1, ...(state !== undefined && { state }) };
      const rows = await tx.engine.operations.batches.items(row.id, query);
      const shown = rows.slice(0, itemsSize);
      const end = rows.length > itemsSize ? shown.at(-1) : undefined;
      return {
        items: shown.map(({ instanceId, registerNumber, state: became, code, params, at }) => ({
          ...{ instanceId, registerNumber: registerNumber === '' ? null : registerNumber },
          ...{ state: became, code, params, at },
        })),
        next: end ? toCursor([end.number]) : null,
      };
    });
}

/** @throws Refusal 404 where it is not the actor's to see */
export async function visibleBatch(context: Context, tx: Tx, actor: Actor, id: string): Promise<BatchRow> {
  const row = isUuid(id) ? await tx.engine.operations.batches.byId(id) : undefined;
  const mine = row !== undefined && (row.createdBy === actor.username || (await followsAllBatches(context, tx, actor)));
  if (!mine) throw refusal('NOT_FOUND');
  return row;
}

/** What takes a batch back; null where nothing does. */
export function undoing({ operation, dryRun, state }: BatchRow): Operation | null {
  if (dryRun || state === 'running' || state === 'paused') return null;
  switch (operation.kind) {
    case 'suspend':
      return { kind: 'resume' };
    case 'resume':
      return { kind: 'suspend' };
    case 'migrate':
      return { kind: 'undoMigration', version: operation.version };
    default:
      return null;
  }
}

/** The same instances again, not the same question again: what has come since was not looked at. */
async function selectionOf(tx: Tx, row: BatchRow): Promise<BatchView['selection']> {
  if (row.undoes !== null || !row.dryRun || row.state !== 'done') return null;
  const pages = await Promise.all(
    (['done', 'refused', 'failed'] as const).map((state) => tx.engine.operations.batches.instancesIn(row.id, state)),
  );
  return { instances: pages.flat() };
}

async function summaryOf(tx: Tx, row: BatchRow): Promise<BatchSummary> {
  const { id, operation, dryRun, state, reason, total, createdAt, endedAt } = row;
  const counts = await tx.engine.operations.batches.counts(id);
  const createdBy = await nameOf(tx, row.createdBy);
  return { id, operation, dryRun, state, reason, total, counts, createdAt, createdBy, endedAt };
}
