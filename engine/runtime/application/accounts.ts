import type { Instant } from '#engine/core/values.ts';
import type { Actor } from './common.ts';

/** Officials and administrators signing in: opaque server-side sessions, scrypt or argon2id passwords. */
export interface Accounts {
  /**
   * @param from network address, for the rate limit
   * @returns the session's secret for the cookie, or undefined (same words and time whatever was wrong)
   * @throws Refusal 429 `TOO_MANY_ATTEMPTS` with the seconds to wait
   */
  signIn(
    credentials: { readonly username: string; readonly password: string },
    from: string,
  ): Promise<SignedIn | undefined>;
  signOut(token: string): Promise<void>;
  /** Who holds this session; undefined when it is unknown, idle for more than 30 minutes or older than 12 hours. */
  session(token: string): Promise<Actor | undefined>;
}

export interface SignedIn {
  readonly token: string;
  readonly actor: Actor;
  readonly expiresAt: Instant;
}
