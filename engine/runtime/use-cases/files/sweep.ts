import type { Instant } from '#engine/core/values.ts';
import { sessionIdleMs } from '../accounts/session-life.ts';
import { sweepCitizens } from '../citizens/sweep.ts';
import type { Context } from '../context.ts';

/** An image older than this that no row names was left behind by a crash or a refusal. */
const orphanAgeMs = 3_600_000;
const batch = 500;

/** Uses counted in windows that are long over, and receipts older than anybody repeats a command (security.md 3, P2). */
const rateAgeMs = 86_400_000;
/** Whoever comes from there again after so long is told again. */
const browserAgeMs = 180 * 86_400_000;
const receiptAgeMs = 90 * 86_400_000;

/** Removes orphaned images, and what the ledgers need no more. @returns how many images */
export async function sweepFiles(context: Context, now: Instant): Promise<number> {
  const ids = await context.files.madeBefore(now - orphanAgeMs);
  let removed = 0;
  for (let from = 0; from < ids.length; from += batch) {
    const some = ids.slice(from, from + batch);
    const known = new Set(
      await context.store.transaction(async (tx) => [
        ...(await tx.cases.files.known(some)),
        ...(await tx.cases.publicationPhotos.known(some)),
      ]),
    );
    for (const id of some.filter((candidate) => !known.has(candidate))) {
      await context.files.remove(id);
      removed += 1;
    }
  }
  await sweepCitizens(context, now);
  await context.store.transaction(async (tx) => {
    await tx.cases.rates.deleteBefore(now - rateAgeMs);
    await tx.engine.receipts.prune(now - receiptAgeMs);
    await tx.engine.messages.expire(now);
    await tx.cases.accounts.deleteSessionsBefore(now - sessionIdleMs);
    await tx.cases.signIn.steps.deleteExpired(now);
    await tx.cases.signIn.browsers.deleteBefore(now - browserAgeMs);
  });
  return removed;
}
