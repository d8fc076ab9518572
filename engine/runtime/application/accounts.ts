/**
 * Officials and administrators signing in: opaque sessions on the server. A sign-in has one step (a passkey, or a password
 * where nothing more is asked for) or two; between them it lives on the server, for ten minutes, bound to the browser by
 * a secret of its own.
 */
import type { Demand } from '#engine/cases/organisation/sign-in.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { Strength } from '../ports/case-rows.ts';
import type { Actor, Localised } from './common.ts';

export interface Accounts {
  /**
   * @param from network address, for the rate limit
   * @param agent what the browser calls itself, for the list of sessions
   * @returns the session, or the secret of the half signed-in where a second factor is asked for; undefined (same words
   *   and time whatever was wrong)
   * @throws Refusal 429 `TOO_MANY_ATTEMPTS` with the seconds to wait
   */
  signIn(
    credentials: { readonly username: string; readonly password: string },
    from: string,
    agent?: string,
  ): Promise<SignedIn | HalfSignedIn | undefined>;
  /** What the half signed-in can go on with; undefined where that is over. */
  half(token: string): Promise<readonly SecondFactor[] | undefined>;
  /**
   * The second step: a code of the authenticator app, or a recovery code.
   * @returns undefined for a code that is wrong, or was used
   * @throws Refusal 401 `SIGN_IN_OVER` where the first step is too long ago, 429
   */
  enterCode(token: string, code: string, caller: Caller): Promise<SignedIn | undefined>;
  /**
   * A challenge for a passkey: any that the person has, or one of the half signed-in.
   * @throws Refusal 401 `SIGN_IN_OVER`, 429
   */
  passkeyChallenge(half: string | undefined, from: string): Promise<Challenge>;
  /** @returns undefined where the passkey is unknown or does not answer the challenge @throws Refusal 429 */
  signInByPasskey(token: string, response: unknown, caller: Caller): Promise<SignedIn | undefined>;
  /** Identity providers that the operator has set. */
  readonly providers: readonly Provider[];
  /** @param next where to go in the end @throws Refusal 404, 503 `PROVIDER_UNREACHABLE` */
  toProvider(provider: string, next: string, from: string): Promise<{ readonly url: string } & StepSecret>;
  /**
   * The browser comes back from a provider.
   * @param answer the address with the provider's answer
   * @returns as {@link signIn}; `unlinked` where nobody has this identity yet
   * @throws Refusal 401 `SIGN_IN_OVER`, `PROVIDER_REFUSED`, 503
   */
  fromProvider(token: string, provider: string, answer: string, caller: Caller): Promise<FromProvider>;
  /** Links the identity that is known by now, by the code that an administrator gave. @throws Refusal 401, 429 */
  linkByCode(token: string, code: string, caller: Caller): Promise<FromProvider | undefined>;
  signOut(token: string): Promise<void>;
  /**
   * Who holds this session; undefined when it is unknown, idle for more than 30 minutes or older than 12 hours.
   * @param caller where another browser shows the same secret, it is listed and the person is told
   */
  session(token: string, caller?: Caller): Promise<SessionActor | undefined>;
}

export interface Caller {
  readonly from: string;
  readonly agent: string;
}

export interface StepSecret {
  readonly token: string;
  readonly expiresAt: Instant;
}

export interface SignedIn extends StepSecret {
  readonly actor: SessionActor;
}

/** The first factor was right; the second is asked for. */
export interface HalfSignedIn extends StepSecret {
  readonly actor?: undefined;
  readonly factors: readonly SecondFactor[];
}

export type SecondFactor = 'totp' | 'recovery' | 'passkey';

/** What to call the browser's WebAuthn with. */
export interface Challenge extends StepSecret {
  readonly options: Json;
}

export interface Provider {
  readonly code: string;
  readonly name: Localised;
}

export interface FromProvider {
  readonly next: string;
  readonly outcome: SignedIn | HalfSignedIn | ({ readonly unlinked: true } & StepSecret);
}

/** Who is signed in, and how. */
export interface SessionActor extends Actor {
  readonly session: SessionFacts;
}

export interface SessionFacts {
  readonly id: string;
  readonly openedAt: Instant;
  readonly strength: Strength;
  /** What a role of theirs asks for and this sign-in lacks: until it is set up nothing else is answered. */
  readonly needs: Exclude<Demand, 'none'> | null;
}
