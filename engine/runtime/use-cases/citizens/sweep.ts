import type { Instant } from '#engine/core/values.ts';
import type { Context } from '../context.ts';
import { citizenIdleMs, citizenLifeMs } from './session.ts';

const batch = 200;

/** Destroys what was kept of sessions and codes that are over. */
export async function sweepCitizens({ store }: Context, now: Instant): Promise<void> {
  const over = { seenAt: now - citizenIdleMs, createdAt: now - citizenLifeMs };
  for (let found = batch; found === batch; ) {
    found = await store.transaction(async (tx) => {
      const sessions = await tx.cases.citizens.sessionsBefore(over, batch);
      for (const id of sessions) await tx.cases.citizens.endSession(id);
      return sessions.length;
    });
  }
  for (let found = batch; found === batch; ) {
    found = await store.transaction(async (tx) => {
      const codes = await tx.cases.citizens.codesOver(now, batch);
      for (const id of codes) await tx.cases.citizens.forgetCode(id);
      await tx.cases.signIn.steps.remove(codes);
      return codes.length;
    });
  }
}
