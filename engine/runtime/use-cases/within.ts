import { setTimeout as wait } from 'node:timers/promises';

/** The result of a work, or undefined where it takes longer: it goes on, and a late failure is for its next caller. */
export async function within<T>(work: Promise<T>, waitMs: number): Promise<T | undefined> {
  const patience = new AbortController();
  const late = wait(waitMs, undefined, { signal: patience.signal });
  try {
    return await Promise.race([work, late]);
  } finally {
    patience.abort();
  }
}
