import type { RevealKind, RevealState } from '#engine/cases/reveals/reveals.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Named } from './common.ts';

/** Seeing who reported, for who does not by the rules: a reason, a short time, written down; confidential: two persons. */
export interface Reveals {
  /** What the actor may ask for of a case. @throws Refusal 404 where the case is not theirs to see */
  ofCase(actor: Actor, caseId: string): Promise<RevealDesk>;
  /**
   * Asks to see the contact.
   * @throws Refusal 404; 403 without the right `reveal`; 409 `REVEAL_NOT_NEEDED`, `REVEAL_NOTHING`, `REVEAL_ASKED`; 422
   */
  ask(actor: Actor, caseId: string, asked: { readonly kind: string; readonly reason: string }): Promise<RevealDesk>;
  /**
   * A second person decides what was asked.
   * @throws Refusal 404; 403 without the right `approveReveal`; 409 `REVEAL_OWN`, `REVEAL_DECIDED`, `REVEAL_LAPSED`; 422
   */
  decide(actor: Actor, revealId: string, decision: { readonly grant: boolean; readonly note: string }): Promise<void>;
  /** What waits for the actor's decision, and what was opened, as far as they decide or oversee it. */
  overview(actor: Actor): Promise<RevealOverview>;
  /** Whether the overview may ever hold anything for the actor. */
  mayOversee(actor: Actor): Promise<boolean>;
}

export interface RevealDesk {
  readonly mayAsk: boolean;
  /** A second person decides. */
  readonly needsSecond: boolean;
  /** What the actor has asked last. */
  readonly own: OwnReveal | null;
  readonly charactersMax: number;
}

export interface OwnReveal {
  /** `lapsed`: nobody has decided it in time. `over`: its time is over. */
  readonly state: RevealState | 'lapsed' | 'over';
  readonly askedAt: Instant;
  readonly openUntil: Instant | null;
  /** Why it was refused, in words. */
  readonly note: string | null;
}

export interface RevealOverview {
  readonly waiting: readonly RevealView[];
  /** Null: the actor does not oversee. */
  readonly register: readonly RevealView[] | null;
}

export interface RevealView {
  readonly revealId: string;
  readonly caseId: string;
  readonly registerNumber: string;
  readonly category: Named;
  readonly unit: Named | null;
  readonly confidential: boolean;
  readonly kind: RevealKind;
  readonly reason: string;
  readonly state: OwnReveal['state'];
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** The actor has asked for it: somebody else decides it. */
  readonly isOwn: boolean;
  /** How often this person has asked within thirty days, of whatever case. */
  readonly timesLately: number;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly note: string | null;
  readonly openUntil: Instant | null;
  readonly looks: number;
  readonly lookedAt: Instant | null;
}
