/**
 * One's own account: how one signs in, and where one is signed in. What weakens or strengthens it asks for a sign-in of
 * the last few minutes (`SIGN_IN_AGAIN`), so that who finds an open browser cannot take the account over.
 */
import type { Demand } from '#engine/cases/organisation/sign-in.ts';
import type { Instant } from '#engine/core/values.ts';
import type { AccountNoticeCode } from '../ports/sign-in.ts';
import type { Challenge, SessionActor, SignedIn } from './accounts.ts';
import type { Localised } from './common.ts';

export interface OwnAccounts {
  view(me: SessionActor): Promise<OwnAccount>;
  /** How many notices they have not read. */
  news(me: SessionActor): Promise<number>;
  /** Notices have been read. */
  seen(me: SessionActor): Promise<void>;
  /** @throws Refusal 404 */
  endSession(me: SessionActor, id: string): Promise<void>;
  /** Every session but this one. */
  endOthers(me: SessionActor): Promise<void>;
  /** Ends every other session. @throws Refusal 422 by field, 429 */
  changePassword(me: SessionActor, change: { readonly current: string; readonly next: string }): Promise<void>;
  /** Sends a code to an address; in force with {@link keepEmail}. @throws Refusal 403, 409 `NO_MAIL`, 422, 429 */
  askEmail(me: SessionActor, email: string): Promise<void>;
  /** @throws Refusal 403, 401 `SIGN_IN_OVER` where the code is too old or was guessed at too often, 422 */
  keepEmail(me: SessionActor, code: string): Promise<void>;
  /** A secret for the authenticator app, not in force before its first code. @throws Refusal 403 `SIGN_IN_AGAIN` */
  askTotp(me: SessionActor): Promise<{ readonly secret: string; readonly uri: string }>;
  /** @throws Refusal 422 for a wrong code, 403, 429 */
  keepTotp(me: SessionActor, code: string): Promise<Strengthened>;
  /** Ends every other session. @throws Refusal 403, 404, 409 `FACTOR_REQUIRED` */
  removeTotp(me: SessionActor): Promise<void>;
  /** In place of the old ones. @throws Refusal 403, 409 without a second factor */
  newRecoveryCodes(me: SessionActor): Promise<readonly string[]>;
  /** @throws Refusal 403, 409 */
  askPasskey(me: SessionActor): Promise<Challenge>;
  /** @throws Refusal 403, 422 `PASSKEY_REFUSED` */
  keepPasskey(
    me: SessionActor,
    made: { readonly token: string; readonly response: unknown; readonly name: string },
  ): Promise<Strengthened>;
  /** @throws Refusal 404, 422 */
  renamePasskey(me: SessionActor, id: string, name: string): Promise<void>;
  /** Ends every other session. @throws Refusal 403, 404, 409 */
  removePasskey(me: SessionActor, id: string): Promise<void>;
  /** Ends every other session. @throws Refusal 403, 404 */
  unlink(me: SessionActor, id: string): Promise<void>;
}

/** A factor is kept. */
export interface Strengthened {
  /** With the first factor; null where there are some already. Shown this once. */
  readonly recoveryCodes: readonly string[] | null;
  /** In place of the session there was: a stronger one gets a new secret. */
  readonly session: SignedIn;
}

export interface OwnAccount {
  readonly username: string;
  readonly displayName: string;
  /** What the roles ask for. */
  readonly demand: Demand;
  readonly needs: Exclude<Demand, 'none'> | null;
  /** Signed in so lately that factors can be changed. */
  readonly fresh: boolean;
  /** A new password has this many characters or more. */
  readonly passwordLengthMin: number;
  /** Where the person is told what concerns the unit; '' for none. */
  readonly email: string;
  /** Shown to be theirs: only then they hear of their account there. */
  readonly emailVerified: boolean;
  /** Whether this installation sends mail. */
  readonly sendsMail: boolean;
  readonly totpSince: Instant | null;
  readonly recoveryCodesLeft: number;
  readonly passkeys: readonly PasskeyView[];
  readonly links: readonly LinkView[];
  readonly sessions: readonly SessionView[];
  readonly notices: readonly AccountNotice[];
}

export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly usedAt: Instant | null;
}

export interface LinkView {
  readonly id: string;
  readonly provider: Localised;
  readonly createdAt: Instant;
  readonly usedAt: Instant | null;
}

export interface SessionView {
  readonly id: string;
  readonly openedAt: Instant;
  readonly seenAt: Instant;
  /** `chrome`, …, or '' where it is not known. */
  readonly browser: string;
  readonly system: string;
  /** The front half of the network address. */
  readonly network: string;
  /** Another browser that has shown the same cookie. */
  readonly elsewhere: { readonly browser: string; readonly system: string } | null;
  readonly strength: number;
  /** The one that asks. */
  readonly own: boolean;
}

export interface AccountNotice {
  readonly id: string;
  readonly at: Instant;
  readonly code: AccountNoticeCode;
  /** Who did it; '' for oneself. */
  readonly by: string;
  readonly note: string;
  readonly seen: boolean;
}
