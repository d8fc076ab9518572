/**
 * Moves closed cases, and instances of no case that have ended, out of the hot tables, a transaction for each: a process
 * that is killed leaves it here or there.
 */
import { closedBefore } from '#engine/cases/retention.ts';
import type { Instant } from '#engine/core/values.ts';
import type { DutyRun } from '../duties/duty.ts';
import type { Context } from '../use-cases/context.ts';

/** Cases of one slice: a second or so. */
const batch = 50;

export async function archiveSome(context: Pick<Context, 'store' | 'cities'>, now: Instant): Promise<DutyRun> {
  const { store, cities } = context;
  const { cases, instances } = await store.transaction(async (tx) => {
    // Before a city is loaded there is nothing to archive.
    if ((await tx.cases.reference.all()).length === 0) return { cases: [], instances: [] };
    const { province, retention } = (await cities.current(tx)).city;
    const before = closedBefore(now, retention.archiveAfter, province.timeZone);
    const { archive } = tx.cases;
    return { cases: await archive.ripe(before, batch), instances: await archive.ripeInstances(before, batch) };
  });
  let done = 0;
  for (const id of cases) if (await store.transaction((tx) => tx.cases.archive.put(id, now))) done += 1;
  for (const id of instances) if (await store.transaction((tx) => tx.cases.archive.putInstance(id, now))) done += 1;
  // What was ripe and could not be moved would be found again at once.
  return { done, more: Math.max(cases.length, instances.length) === batch && done > 0 };
}
