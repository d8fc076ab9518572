/** What the engine does next by itself. Where nothing is due, that costs one statement. */
import type { Instant } from '#engine/core/values.ts';
import type { DueQuery, JobRow, Share } from '../ports/jobs.ts';
import type { Store, Tx } from '../ports.ts';
import { batchInTurn, lanesInTurn } from './lanes.ts';

export interface Batch {
  readonly rows: readonly JobRow[];
  /** Messages are kept that somebody may await by now. */
  readonly messages: boolean;
  /** When something is due next; null: nothing is. In the past where others' share is due. */
  readonly nextAt: Instant | null;
}

const batchMax = 50;
/** What is late by so much is done by whoever is free, whosesoever share it is. */
const lateMs = 3_000;

export async function nextBatch(store: Store, share: Share | null, now: Instant): Promise<Batch> {
  return await store.transaction(async (tx) => {
    const { dueAt: nextAt, messages } = await tx.engine.jobs.glance();
    if (nextAt === null || nextAt > now) return { rows: [], messages, nextAt };
    let rows = await dueInTurn(tx, { topic: '', now, share }, batchMax);
    if (rows.length === 0 && share !== null && nextAt <= now - lateMs) {
      rows = await dueInTurn(tx, { topic: '', now: now - lateMs }, batchMax);
    }
    return { rows, messages, nextAt };
  });
}

/** Up to `max` rows that are due, nobody's flood before somebody else's only one. */
export async function dueInTurn(tx: Tx, query: DueQuery, max: number): Promise<readonly JobRow[]> {
  const oldest = await tx.engine.jobs.due(query, max + 1);
  if (oldest.length <= max) return batchInTurn(oldest, max);
  const all = await tx.engine.jobs.lanes(query.topic);
  const lanes = lanesInTurn(
    all.filter(({ dueAt }) => dueAt <= query.now),
    max,
  );
  if (lanes.length < 2) return batchInTurn(oldest, max);
  const some = await tx.engine.jobs.dueInLanes(query, lanes, Math.min(max, Math.ceil((4 * max) / lanes.length)));
  const rows = new Map([...oldest, ...some].map((row) => [row.id, row]));
  return batchInTurn([...rows.values()], max);
}
