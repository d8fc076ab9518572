import type { Instant } from '#engine/core/values.ts';
import type { Actor, Localised, Named } from './common.ts';

/** How long what is kept of closed cases is kept (`retention.json`), for who keeps it; nothing is saved unseen. */
export interface RetentionBook {
  /** @throws Refusal 403 */
  book(actor: Actor): Promise<RetentionView>;
  /** What rules that need not be saved yet would let go, now and in each of the next twelve months; nothing is touched. @throws as save */
  simulate(actor: Actor, rules: RetentionRules): Promise<Simulation>;
  /**
   * @throws Refusal 403; 409 where somebody else has saved; 422 with every fault at its place;
   *   409 `RETENTION_NOT_SIMULATED` where these very rules were not simulated today
   */
  save(actor: Actor, change: RetentionChange): Promise<RetentionView>;
  /** Keeps a case whatever the rules say. @throws Refusal 403; 404; 422 by field; 409 `HELD_ALREADY` */
  hold(actor: Actor, wanted: { readonly registerNumber: string; readonly reason: string }): Promise<RetentionView>;
  /** @throws Refusal 403; 404 where nothing holds it */
  release(actor: Actor, registerNumber: string): Promise<RetentionView>;
}

export interface RetentionRules {
  /** False: nothing is forgotten or destroyed yet. */
  readonly active: boolean;
  /** ISO 8601 duration after closing. */
  readonly archiveAfter: string;
  readonly rules: readonly RetentionLine[];
}

export interface RetentionLine {
  readonly code: string;
  readonly name: Localised;
  /** '' for every one. */
  readonly service: string;
  readonly category: string;
  /** ISO 8601 duration after closing; '' for not before the end. */
  readonly anonymise: string;
  readonly keep: string;
  /** Whether a person may ask for their own to be erased before. */
  readonly erasable: boolean;
  readonly basis: string;
}

export interface RetentionView extends RetentionRules {
  readonly revision: number;
  readonly services: readonly Named[];
  readonly categories: readonly (Named & { readonly group: Localised })[];
  readonly holds: readonly HoldView[];
}

export interface HoldView {
  readonly registerNumber: string;
  readonly category: Named;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
}

export interface RetentionChange extends RetentionRules {
  readonly revision: number;
  /** `seen` of the simulation. */
  readonly seen: string;
  readonly note: string;
}

export interface Simulation {
  readonly at: Instant;
  /** Says that these rules were simulated today; `save` asks for it. */
  readonly seen: string;
  /** What would go now, by category and year of closing. */
  readonly groups: readonly SimulatedGroup[];
  /** Now (0), and what would come in each of the next twelve months. */
  readonly months: readonly SimulatedMonth[];
  /** Cases that would go now and that the reader may see, the earliest closed first, so many at most. */
  readonly cases: readonly SimulatedCase[];
  /** How many of those that would go now are not listed. */
  readonly unlisted: number;
}

export interface SimulatedGroup {
  readonly category: Named;
  readonly year: number;
  readonly anonymise: number;
  readonly destroy: number;
  /** Of these: held, or not in the archive yet. */
  readonly staying: number;
}

export interface SimulatedMonth {
  /** From 0, which is now. */
  readonly month: number;
  readonly at: Instant;
  readonly archive: number;
  readonly anonymise: number;
  readonly destroy: number;
}

export interface SimulatedCase {
  readonly registerNumber: string;
  readonly category: Named;
  readonly closedAt: Instant;
  readonly fate: 'anonymise' | 'destroy';
  readonly rule: string;
  readonly hold: string | null;
  readonly archived: boolean;
}
