import type { Actor, Named } from './common.ts';

/** A case is kept confidential, or is not any more, by an official, with a reason. */
export interface Confidentiality {
  /** @throws Refusal 404 where the case is not the actor's to see */
  ofCase(actor: Actor, caseId: string): Promise<ConfidentialityDesk>;
  /**
   * @throws Refusal 404, 403 without the right `keepConfidential` or `liftConfidential`; 422 without a reason;
   *   409 `CONFIDENTIAL_CATEGORY` where the category keeps every case so
   */
  set(
    actor: Actor,
    caseId: string,
    change: { readonly confidential: boolean; readonly reason: string },
  ): Promise<ConfidentialityDesk>;
  /** Which units the case complains of. @throws Refusal 404 where the case is not the actor's to see */
  aboutUnits(actor: Actor, caseId: string): Promise<AboutDesk>;
  /**
   * Says that the case complains of a unit, or not any more: who holds a post there or below it has nothing to do with it.
   * @throws Refusal 404, 403 without the right `keepConfidential` (to say so) or `liftConfidential` (to take it off); 422
   *   without a reason, or for a unit that nobody could coordinate a case round
   */
  setAboutUnit(actor: Actor, caseId: string, change: AboutChange): Promise<AboutDesk>;
}

export interface AboutChange {
  readonly unit: string;
  readonly about: boolean;
  readonly reason: string;
}

export interface AboutDesk {
  readonly units: readonly Named[];
  readonly mayAdd: boolean;
  readonly mayTakeOff: boolean;
  /** Units that the case can be said to complain of; none for who may not. */
  readonly choices: readonly Named[];
}

export interface ConfidentialityDesk {
  readonly confidential: boolean;
  /** Its category keeps every case so. */
  readonly byCategory: boolean;
  readonly mayKeep: boolean;
  readonly mayLift: boolean;
}
