/** Moves closed cases out of the hot tables, a transaction for each: a process that is killed leaves it here or there. */
import { closedBefore } from '#engine/cases/retention.ts';
import type { Instant } from '#engine/core/values.ts';
import type { DutyRun } from '../duties/duty.ts';
import type { Context } from '../use-cases/context.ts';

/** Cases of one slice: a second or so. */
const batch = 50;

export async function archiveSome(context: Pick<Context, 'store' | 'cities'>, now: Instant): Promise<DutyRun> {
  const { store, cities } = context;
  const ripe = await store.transaction(async (tx) => {
    // Before a city is loaded there is nothing to archive.
    if ((await tx.cases.reference.all()).length === 0) return [];
    const { province, retention } = (await cities.current(tx)).city;
    return await tx.cases.archive.ripe(closedBefore(now, retention.archiveAfter, province.timeZone), batch);
  });
  let done = 0;
  for (const caseId of ripe) {
    if (await store.transaction((tx) => tx.cases.archive.put(caseId, now))) done += 1;
  }
  // What was ripe and could not be moved would be found again at once.
  return { done, more: ripe.length === batch && done > 0 };
}
