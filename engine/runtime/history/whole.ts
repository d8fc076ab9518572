/**
 * One matter is counted once. A case that was merged by mistake and is split off again begins its process anew: its first
 * instance has ended, and the matter has not. So the end counts with the last instance, from the beginning of the first.
 */
import type { UncountedInstance } from '../ports/figures.ts';
import type { Tx } from '../ports.ts';
import type { Whole } from './count.ts';

export async function wholeOf(tx: Tx, instance: UncountedInstance): Promise<Whole> {
  const { id, caseId, startedBy, startedAt, endedAt } = instance;
  // What another instance has begun is counted by itself.
  if (endedAt === null || caseId === null || startedBy !== null) return { goesOn: false, begunAt: startedAt };
  const openers = (await tx.engine.instances.ofCase(caseId)).filter((one) => one.startedBy === null);
  return { goesOn: openers.at(-1)?.id !== id, begunAt: openers[0]?.startedAt ?? startedAt };
}
