/**
 * Every save of a draft is kept until the version after it is published. What one person saves within minutes falls
 * together, unless somebody has written what it was for; of one file so many are kept, those with a note longest.
 */
import type { Instant } from '#engine/core/values.ts';
import type { Tx } from '../../../ports.ts';
import type { Context } from '../../context.ts';

const togetherMs = 5 * 60_000;
const perFileMax = 200;

export interface KeptSave {
  readonly versionId: string;
  readonly path: string;
  readonly content: string;
  /** Of the draft with this save. */
  readonly revision: number;
  readonly by: string;
  readonly now: Instant;
}

export async function keepSave(context: Context, tx: Tx, save: KeptSave): Promise<void> {
  const { versionId, path, content, revision, by, now } = save;
  const { saves } = tx.engine.drafts;
  const [newest] = await saves.list(versionId, path, 1);
  if (newest?.savedBy === by && newest.note === '' && now - newest.begunAt < togetherMs) {
    await saves.grow(newest.id, { revision, savedAt: now, content });
    return;
  }
  const id = context.newId(now);
  await saves.insert({ id, versionId, path, revision, begunAt: now, savedAt: now, savedBy: by, note: '', content });
  await thinOut(tx, versionId, path);
}

async function thinOut(tx: Tx, versionId: string, path: string): Promise<void> {
  const all = await tx.engine.drafts.saves.list(versionId, path, perFileMax + 1);
  if (all.length <= perFileMax) return;
  const oldest = all.findLast(({ note }) => note === '') ?? all.at(-1);
  if (oldest !== undefined) await tx.engine.drafts.saves.remove([oldest.id]);
}
