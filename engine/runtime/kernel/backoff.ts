import type { JobRow } from '../ports/jobs.ts';

/** How often work is tried in all where the model does not say: then an operator is asked. */
export const triesDefault = 8;

const firstMs = 10_000;
const longestMs = 3_600_000;

/**
 * How long a job waits after a failed try: as its list of waits says, else by {@link backoffMs}.
 * @param tries that have failed so far, from 1
 */
export function waitMs({ waits, retriesLeft }: Pick<JobRow, 'waits' | 'retriesLeft'>, tries: number): number {
  if (waits.length === 0) return backoffMs(tries, Math.random());
  // By what is left, so that an operator's new tries begin with the first wait again.
  const index = Math.max(0, Math.min(waits.length - 1, waits.length + 1 - retriesLeft));
  return waits[index] ?? 0;
}

/**
 * 10 s, 20 s, 40 s, … at most an hour, and up to a fifth more by chance, so that what failed together does not come
 * back together.
 * @param attempt tries so far, from 1
 * @param random 0 to 1
 * @returns milliseconds
 */
export function backoffMs(attempt: number, random: number): number {
  const base = Math.min(longestMs, firstMs * 2 ** Math.min(20, attempt - 1));
  return Math.round(base * (1 + random / 5));
}
