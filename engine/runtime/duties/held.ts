/**
 * After a restore nothing goes out by itself: what was overdue in the backup may have been done long ago by the
 * installation that was backed up. An operator looks, decides about the notices, and releases (security.md, F18).
 */
import type { Instant } from '#engine/core/values.ts';
import type { Store } from '../ports.ts';

export const heldMark = 'held-after-restore';

/** What waits, for the operator to decide upon. */
export interface Held {
  /** When the backup was restored, and when it was made (ISO 8601). */
  readonly since: Instant;
  readonly madeAt: string;
  readonly notices: number;
  readonly timers: number;
}

/** @returns undefined where nothing is held */
export async function heldIn(store: Store, now: Instant): Promise<Held | undefined> {
  return await store.transaction(async ({ engine, cases }) => {
    const mark = await engine.marks.get(heldMark);
    if (mark === undefined) return undefined;
    const { madeAt } = JSON.parse(mark.content) as { readonly madeAt: string };
    const [notices, timers] = [await cases.notices.waiting(), await engine.duties.timersDue(now)];
    return { since: mark.at, madeAt, notices, timers };
  });
}

export async function isHeld(store: Store): Promise<boolean> {
  return await store.transaction(async (tx) => (await tx.engine.marks.get(heldMark)) !== undefined);
}

/**
 * Lets timers, jobs and notices go on.
 * @param notices `drop`: those that wait are given up, because the people had them before the restore
 * @returns how many notices were given up; undefined where nothing was held
 */
export async function release(store: Store, notices: 'send' | 'drop'): Promise<number | undefined> {
  return await store.transaction(async ({ engine, cases }) => {
    if (!(await engine.marks.remove(heldMark))) return undefined;
    return notices === 'drop' ? await cases.notices.giveUp('DROPPED_AFTER_RESTORE') : 0;
  });
}
