import type { Actor } from './common.ts';

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
}

export interface ConfidentialityDesk {
  readonly confidential: boolean;
  /** Its category keeps every case so. */
  readonly byCategory: boolean;
  readonly mayKeep: boolean;
  readonly mayLift: boolean;
}
