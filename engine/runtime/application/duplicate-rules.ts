import type { Audience, Part } from '#engine/cases/duplicates/settings.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Localised, Named } from './common.ts';

/** When two reports are suggested as one matter (`duplicates.json`), for who keeps it. */
export interface DuplicateRulesBook {
  /** @throws Refusal 403 */
  book(actor: Actor): Promise<DuplicateRulesView>;
  /** @throws Refusal 403; 409 where somebody else has saved; 422 with every fault at its place */
  save(actor: Actor, change: DuplicateRulesChange): Promise<DuplicateRulesView>;
  /**
   * Which of the last reports would have been suggested as one matter, by these rules and by those in force. Looked at
   * are reports that the reader may see and that are not confidential; no word of them is told. @throws as save
   */
  tryOut(actor: Actor, trial: DuplicateTrial): Promise<DuplicateTrialAnswer>;
}

export interface DuplicateRules {
  readonly radiusMetres: number;
  /** In place of `radiusMetres`, by category. */
  readonly categories: readonly { readonly category: string; readonly radiusMetres: number }[];
  readonly days: number;
  /** Only their proportion matters. */
  readonly weights: Readonly<Record<Part, number>>;
  /** 0 to 1. */
  readonly least: Readonly<Record<Audience, number>>;
  readonly most: Readonly<Record<Audience, number>>;
}

export interface DuplicateRulesView extends DuplicateRules {
  readonly revision: number;
  readonly among: readonly (Named & { readonly group: Localised })[];
}

export interface DuplicateRulesChange extends DuplicateRules {
  readonly revision: number;
  readonly note: string;
}

export interface DuplicateTrial extends DuplicateRules {
  readonly audience: Audience;
}

export interface DuplicateTrialAnswer {
  /** How many reports were looked at. */
  readonly looked: number;
  /** Pairs that are suggested by the rules in force, by those that are tried, and by both. */
  readonly counts: { readonly now: number; readonly draft: number; readonly both: number };
  /** Those that would change first, then the likeliest; not all of very many. */
  readonly pairs: readonly DuplicatePair[];
}

export interface DuplicatePair {
  /** The one that came later. */
  readonly report: PairedReport;
  /** The one that would have been suggested. */
  readonly other: PairedReport;
  readonly metres: number;
  readonly days: number;
  readonly now: boolean;
  readonly draft: boolean;
  /** Officials have merged one into the other. */
  readonly merged: boolean;
}

export interface PairedReport {
  readonly registerNumber: string;
  readonly category: Named;
  readonly ward: Named | null;
  readonly receivedAt: Instant;
}
