/**
 * Citizens who show that a telephone number, an e-mail address or an identity is theirs, and see what they have reported
 * and handed in without the code of each. There are no accounts of citizens: a session is what was shown, for some hours.
 */
import type { Instant } from '#engine/core/values.ts';
import type { CitizenWay } from '../ports/citizens.ts';
import type { Provider, StepSecret } from './accounts.ts';
import type { ClockView, Language, Localised, Named } from './common.ts';

export interface Citizens {
  /** What is switched on, and can be used in this installation. */
  ways(): Promise<CitizenWays>;
  /**
   * A code of six digits is sent to a telephone or an address, where it is one of a case that is not confidential. The
   * answer and the work are the same where it is of none.
   * @throws Refusal 422 `NO_CONTACT`, `WAY_CLOSED`; 429 `TOO_MANY_ATTEMPTS` after too many codes for one contact
   */
  askForCode(question: CodeQuestion): Promise<StepSecret>;
  /** Where the code was sent, nearly all of it covered; undefined where that is over. */
  asked(token: string): Promise<AskedCode | undefined>;
  /**
   * @returns undefined for a wrong code
   * @throws Refusal 401 `SIGN_IN_OVER` where it is over, was used, or too many were wrong; 429 `TOO_MANY_ATTEMPTS`
   */
  enterCode(token: string, code: string): Promise<CitizenSignedIn | undefined>;
  /** @throws Refusal 404, 429, 503 `PROVIDER_UNREACHABLE` */
  toProvider(provider: string, from: string): Promise<{ readonly url: string } & StepSecret>;
  /** @param answer the address with the provider's answer @throws Refusal 401, 403 `NO_VERIFIED_CONTACT`, 503 */
  fromProvider(token: string, provider: string, answer: string): Promise<CitizenSignedIn>;
  /** Who this is; undefined when it is unknown, idle for more than 30 minutes or older than 4 hours. */
  session(token: string): Promise<VerifiedCitizen | undefined>;
  signOut(token: string): Promise<void>;
  /** Their cases, the newest first; never a confidential one. @param before the last one that was shown */
  cases(citizen: VerifiedCitizen, before?: string): Promise<OwnCases>;
  /** What opens one of their cases as its code and second factor would, as long as the session lives. */
  open(token: string, caseId: string): Promise<{ readonly code: string; readonly secret: string } | undefined>;
}

/** Who has shown what: the contacts are verified, and nothing else is known of the person. */
export interface VerifiedCitizen {
  readonly sessionId: string;
  readonly way: CitizenWay;
  /** E.164. */
  readonly phone: string | null;
  /** In small letters. */
  readonly email: string | null;
  readonly idNumber: string | null;
  readonly openedAt: Instant;
  readonly expiresAt: Instant;
}

export interface CitizenSignedIn extends StepSecret {
  readonly citizen: VerifiedCitizen;
}

export interface CitizenWays {
  readonly phone: boolean;
  readonly email: boolean;
  readonly providers: readonly Provider[];
}

export interface CodeQuestion {
  /** As it was typed: a mobile number or an e-mail address. */
  readonly contact: string;
  readonly language: Language;
  /** The secret of the code that this browser has asked for before; it ends. */
  readonly former?: string | undefined;
}

export interface AskedCode {
  readonly way: 'phone' | 'email';
  /** `•••••••••678`, `k•••@example.vn`. */
  readonly to: string;
  readonly expiresAt: Instant;
}

export interface OwnCases {
  readonly items: readonly OwnCase[];
  /** For the next page; null: there are no more. */
  readonly next: string | null;
}

export interface OwnCase {
  readonly caseId: string;
  readonly registerNumber: string;
  readonly matter: Named;
  /** Name of the stage as everybody may know it. */
  readonly stage: Localised | null;
  readonly receivedAt: Instant;
  readonly clock: ClockView;
  /** Something waits for them: a question, a paper, a rating. */
  readonly waits: boolean;
}
