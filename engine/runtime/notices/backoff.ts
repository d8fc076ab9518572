/** Tries before a notice is given up: with the waits below, a provider may be away for a whole day. */
export const attemptsMax = 100;
/** How long others leave a row alone that somebody is sending. Who sends for longer renews it in time. */
export const leaseMs = 10_000;
/** How often a sender renews its lease. */
export const renewEveryMs = 3_000;
/** Longest time for one message: a provider that answers byte by byte must not hold its channel for ever. */
export const sendMsMax = 40_000;
/** How long a provider's own report is waited for before a message of unknown fate is asked for (security.md 3). */
export const ambiguousWaitMs = 120_000;

const firstWaitMs = 10_000;
const waitMsMax = 900_000;

/** Wait after a failed try: 10 s, 20 s, 40 s, … a quarter of an hour. @param failures tries that failed before this one */
export function backoffMs(failures: number): number {
  return Math.min(waitMsMax, firstWaitMs * 2 ** Math.min(failures, 20));
}
