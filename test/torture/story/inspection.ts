/**
 * After a result is approved, a program outside registers it, and then a message and a timer race for who lets the case
 * go on (`versions.ts`). Here is who sends the message, and who waits for what comes of it.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Body } from '#test/support/visitor.ts';
import { inspected } from '../versions.ts';
import { administrator, instanceOf, mend } from './administrator.ts';
import type { Case } from './case.ts';
import { type Found, findTask } from './official.ts';

const waitMsMax = 90_000;
const keptMs = 3_600_000;

/** To be done beside the approval: sent before anybody listens. */
export function inspectEarly(at: Case, found: Found): Promise<void> {
  return say(at, found, keptMs);
}

/** To be done beside the approval: sent before anybody listens, or just when time runs out, or not at all. */
export async function inspect(at: Case, found: Found): Promise<void> {
  const how = at.random.below(10);
  if (how < 4) return await inspectEarly(at, found);
  if (how >= 8) return;
  const listens = async () =>
    (await instanceOf(at))?.subscriptions?.some(({ name }: Body) => name === inspected) === true;
  if (!(await eventually(at, listens))) return;
  await wait(1_500 + at.random.below(2_500));
  await say(at, found, 0);
}

async function say({ desk, register }: Case, { caseId }: Found, timeToLiveMs: number): Promise<void> {
  const stamp = randomUUID();
  const body = { name: inspected, caseId, variables: { inspectedBy: stamp }, timeToLiveMs };
  await desk.command({
    path: '/api/v1/messages',
    body: () => body,
    headers: { 'idempotency-key': `"${stamp}"` },
    facts: { kind: 'message', by: administrator, register, stamp },
    learn: ({ outcome }) => ({ outcome }),
  });
}

/** Until the case has come to a step; what gets stuck on the way is mended. */
export function arrived(element: string) {
  return async (at: Case): Promise<boolean> => {
    let looked = 0;
    return await eventually(at, async () => {
      looked += 1;
      if (looked % 10 === 0) await mend(at);
      const found = await findTask(at, element);
      return found !== undefined && found !== 'unanswered';
    });
  };
}

async function eventually({ stopped }: Case, is: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + waitMsMax;
  while (!stopped() && Date.now() < until) {
    if (await is()) return true;
    await wait(300);
  }
  return false;
}
