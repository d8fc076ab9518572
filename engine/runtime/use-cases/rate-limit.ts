import type { Instant } from '#engine/core/values.ts';
import type { Store, Tx } from '../ports.ts';
import type { RateLimit, Secrets } from './application.ts';
import { refusal } from './refuse.ts';
import { keyedHash } from './vault.ts';

/** So many uses per window; the count stands in the database, so that restarts and further nodes do not reset it. */
export interface Allowance {
  readonly uses: number;
  readonly windowMs: number;
}

const minuteMs = 60_000;

/** Per network address. A street full of people behind one address must still get through. */
export const addressAllowances = {
  follow: { uses: 120, windowMs: 10 * minuteMs },
  submit: { uses: 120, windowMs: 60 * minuteMs },
  preview: { uses: 240, windowMs: 10 * minuteMs },
  answer: { uses: 60, windowMs: 10 * minuteMs },
  join: { uses: 60, windowMs: 60 * minuteMs },
  code: { uses: 60, windowMs: 60 * minuteMs },
  enter: { uses: 120, windowMs: 10 * minuteMs },
  search: { uses: 600, windowMs: 10 * minuteMs },
} as const satisfies Record<string, Allowance>;

export const signInPerAccount: Allowance = { uses: 10, windowMs: 15 * minuteMs };
export const signInPerAddress: Allowance = { uses: 100, windowMs: 15 * minuteMs };
/** Codes of six digits, three of which are right at a time: so few that guessing for years is in vain. */
export const secondFactorPerAccount: Allowance = { uses: 5, windowMs: 15 * minuteMs };
export const secondFactorPerDay: Allowance = { uses: 30, windowMs: 24 * 60 * minuteMs };
/** Challenges for passkeys and ways to a provider, which cost a row each. */
export const challengesPerAddress: Allowance = { uses: 200, windowMs: 15 * minuteMs };
/** Codes to an official’s own address. */
export const emailCodesPerAccount: Allowance = { uses: 5, windowMs: 60 * minuteMs };
/** Tokens of other systems that are none, or no longer good. */
export const wrongTokensPerAddress: Allowance = { uses: 30, windowMs: 15 * minuteMs };
/** Codes for one telephone or address: fewer than the SMS that it may get (security.md S17), so that notices still come. */
export const codesPerContact: Allowance = { uses: 3, windowMs: 10 * minuteMs };
export const codesPerContactAndDay: Allowance = { uses: 6, windowMs: 24 * 60 * minuteMs };
/** Of a million codes, in a day, whoever asked for them. */
export const wrongCodesPerContact: Allowance = { uses: 20, windowMs: 24 * 60 * minuteMs };
/** Wrong second factors per case: four digits must not be guessable by trying. */
export const wrongSecretsPerCase: Allowance = { uses: 5, windowMs: 60 * minuteMs };

/** @returns the limits that doors apply before they call a use case */
export function createRateLimit(store: Store, secrets: Secrets, clock: () => Instant): RateLimit {
  return {
    async take(kind, address) {
      const now = clock();
      const used = await store.transaction((tx) =>
        hit(tx, bucketKey(secrets, kind, address), addressAllowances[kind], now),
      );
      if (used > addressAllowances[kind].uses) {
        throw refusal('TOO_MANY_REQUESTS', { seconds: secondsLeft(addressAllowances[kind], now) });
      }
    },
  };
}

/** Addresses and names are not kept in the clear. */
export function bucketKey(secrets: Secrets, kind: string, subject: string): string {
  return `${kind}:${keyedHash(secrets, `rate/${kind}`, subject).slice(0, 32)}`;
}

export function hit(tx: Tx, key: string, allowance: Allowance, now: Instant): Promise<number> {
  return tx.cases.rates.hit(key, windowStart(allowance, now));
}

/** Takes a counted use back, e.g. of a sign-in that was right. */
export function refund(tx: Tx, key: string, allowance: Allowance, now: Instant): Promise<void> {
  return tx.cases.rates.refund(key, windowStart(allowance, now));
}

export function peek(tx: Tx, key: string, allowance: Allowance, now: Instant): Promise<number> {
  return tx.cases.rates.peek(key, windowStart(allowance, now));
}

export function secondsLeft(allowance: Allowance, now: Instant): number {
  return Math.ceil((windowStart(allowance, now) + allowance.windowMs - now) / 1000);
}

function windowStart(allowance: Allowance, now: Instant): Instant {
  return now - (now % allowance.windowMs);
}
