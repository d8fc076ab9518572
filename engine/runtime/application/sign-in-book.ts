/** How officials sign in, for who keeps accounts: what each role asks for, and help for who cannot get in. */
import type { CitizenWaysPolicy, Demand } from '#engine/cases/organisation/sign-in.ts';
import type { Instant } from '#engine/core/values.ts';
import type { SessionActor } from './accounts.ts';
import type { Actor, Localised } from './common.ts';
import type { LinkView, SessionView } from './own-account.ts';

export interface SignInBook {
  /** @throws Refusal 403 */
  policy(actor: Actor): Promise<SignInPolicyView>;
  /** What weakens the policy waits for a second person. @throws Refusal 403; 409 where somebody else has saved; 422 */
  savePolicy(actor: Actor, change: SignInPolicyChange): Promise<SignInPolicyView>;
  /** What waits is in force. @throws Refusal 403 (also `CONFIRMED_BY_ANOTHER`, `SIGN_IN_AGAIN`), 409 */
  confirmChange(actor: SessionActor, id: string): Promise<SignInPolicyView>;
  /** What waits is given up. @throws Refusal 403, 409 */
  withdrawChange(actor: Actor, id: string): Promise<SignInPolicyView>;
  /** @throws Refusal 403, 404 */
  person(actor: Actor, username: string): Promise<PersonSignIn>;
  /** Ends every session of somebody. @throws Refusal 403, 404 */
  signOut(actor: Actor, username: string): Promise<PersonSignIn>;
  /**
   * Takes app, passkeys and recovery codes away from somebody who cannot get in any more, and ends their sessions. The
   * reason is kept, the audit names it, and the person is told. Nobody does it for themselves.
   * @throws Refusal 403 (also `SIGN_IN_AGAIN`), 404, 409 `NOT_FOR_ONESELF`, 422 without a reason
   */
  resetFactors(actor: SessionActor, username: string, reason: string): Promise<PersonSignIn>;
  /** A code with which somebody links an identity of a provider, good once and for a day. @throws Refusal 403 (also `SIGN_IN_AGAIN`), 404 */
  linkCode(actor: SessionActor, username: string, provider: string): Promise<{ readonly code: string }>;
  /** @throws Refusal 403, 404 */
  unlink(actor: Actor, username: string, id: string): Promise<PersonSignIn>;
}

export interface SignInPolicyView {
  readonly revision: number;
  readonly waiting: PendingPolicy | null;
  readonly roles: readonly RoleDemand[];
  /** `two`: whoever has changed a draft of a service does not publish it. */
  readonly publishing: 'one' | 'two';
  /** By which ways citizens show that something is theirs. */
  readonly citizens: CitizenWaysPolicy;
  /** What this installation has for them: channels that are set, and names of providers. */
  readonly reachable: { readonly phone: boolean; readonly email: boolean; readonly providers: readonly Localised[] };
}

/** A change that weakens the policy, until another person has confirmed it. */
export interface PendingPolicy {
  readonly id: string;
  readonly note: string;
  readonly proposedAt: Instant;
  readonly proposedBy: string;
  readonly expiresAt: Instant;
  /** Of who asks: somebody else confirms it. */
  readonly own: boolean;
  /** How many people could confirm it; none: the operator of the machine does. */
  readonly others: number;
  readonly publishing: 'one' | 'two';
  /** Roles of which less or more would be asked. */
  readonly roles: readonly {
    readonly role: string;
    readonly name: Localised;
    readonly before: Demand;
    readonly after: Demand;
  }[];
}

export interface RoleDemand {
  readonly role: string;
  readonly name: Localised;
  readonly demand: Demand;
  /** People who hold the role today, and how many of them have any second factor, and a passkey. */
  readonly people: number;
  readonly withFactor: number;
  readonly withPasskey: number;
}

export interface SignInPolicyChange {
  readonly revision: number;
  readonly note: string;
  readonly roles: readonly { readonly role: string; readonly demand: Demand }[];
  /** Left out: as it is. */
  readonly publishing?: 'one' | 'two';
  /** Left out: as it is. */
  readonly citizens?: CitizenWaysPolicy;
}

export interface PersonSignIn {
  readonly demand: Demand;
  readonly totpSince: Instant | null;
  readonly passkeys: number;
  readonly recoveryCodesLeft: number;
  readonly sessions: readonly SessionView[];
  readonly links: readonly LinkView[];
  /** Providers that the operator has set. */
  readonly providers: readonly { readonly code: string; readonly name: Localised }[];
}
