import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

const attemptsMax = 4;
const firstWaitMs = 200;

/** @returns whether nobody can tell if what was refused so was done: the answer of its commit was lost */
export function isInDoubt(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'STORE_IN_DOUBT';
}

/**
 * Does something once more where the answer of its commit was lost.
 * @param work finds out by itself whether it was done (a receipt, who has a task) and then changes nothing
 * @throws Refusal 503 `STORE_IN_DOUBT` where it cannot be found out in time, what `work` throws otherwise
 */
export async function certain<T>(work: () => Promise<T>): Promise<T> {
  let doubt: unknown;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (isInDoubt(error)) doubt ??= error;
      // Once in doubt, a database that is away does not make it certain that nothing was done.
      const isOpen = doubt !== undefined && error instanceof Refusal && error.status === 503;
      if (!isOpen) throw error;
      if (attempt >= attemptsMax) throw doubt;
      await wait(firstWaitMs * 2 ** attempt);
    }
  }
}
