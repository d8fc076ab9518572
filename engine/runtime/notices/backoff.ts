/** Tries before a notice is given up: with the waits below, a provider may be away for most of a day. */
export const attemptsMax = 24;
/** How long a sender may take before others look at the row again. */
export const leaseMs = 60_000;
/** How long a provider's own report is waited for before a message of unknown fate is asked for (security.md 3). */
export const ambiguousWaitMs = 120_000;

const firstWaitMs = 10_000;
const waitMsMax = 3_600_000;

/** Wait after a failed try: 10 s, 20 s, 40 s, … one hour. @param failures tries that failed before this one */
export function backoffMs(failures: number): number {
  return Math.min(waitMsMax, firstWaitMs * 2 ** Math.min(failures, 20));
}
