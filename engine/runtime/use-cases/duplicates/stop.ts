import { normaliseTrackingCode } from '#engine/cases/text/identifiers.ts';
import type { Duplicates } from '../../application/duplicates.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { trackingHash } from '../reports/second-factor.ts';
import { isCountedAlready } from './contact.ts';
import { countUp, mainOf } from './merged.ts';

/**
 * Nobody is asked for more than the code that stands in the notice itself. What was kept of a follower is destroyed, and
 * they count no more; the reporter of a merged case keeps their case, which goes on counting as one.
 */
export function stop(context: Context): Duplicates['stop'] {
  return async (typed) =>
    await context.store.transaction(async (tx) => {
      const hash = trackingHash(context, normaliseTrackingCode(typed) ?? '');
      const record = await tx.cases.records.byTrackingHash(hash);
      const follower = await tx.cases.followers.byTrackingHash(hash);
      const now = context.clock();
      if (record !== undefined) {
        if (record.mergedInto === null) return false;
        await tx.cases.followers.stop(record.id, now);
      } else if (follower === undefined) return false;
      else await leave(context, tx, follower);
      const subject = `case:${record?.id ?? follower?.caseId}`;
      await audit(context, tx, { actor: 'citizen', action: 'case.leave', subject }, now);
      return true;
    });
}

type Follower = NonNullable<Awaited<ReturnType<Tx['cases']['followers']['byTrackingHash']>>>;

async function leave(context: Context, tx: Tx, { id, caseId, contactHash: hash }: Follower): Promise<void> {
  const followed = await tx.cases.records.byId(caseId);
  if (followed !== undefined) {
    const again = await isCountedAlready(context, tx, await mainOf(tx, followed), { hash, but: id });
    if (!again) await countUp(tx, followed, -1);
  }
  await tx.cases.followers.remove(id);
}
