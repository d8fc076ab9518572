import type { GivingRule } from '#engine/cases/organisation/giving.ts';
import type { Actor, Localised, Named } from './common.ts';

export type { GivingRule } from '#engine/cases/organisation/giving.ts';

/** How the administration deals with cases that go from hand to hand (`handling.json`), for who keeps it. */
export interface HandlingBook {
  /** @throws Refusal 403 */
  book(actor: Actor): Promise<HandlingView>;
  /** @throws Refusal 403; 409 where somebody else has saved; 422 with every fault at its place */
  save(actor: Actor, change: HandlingChange): Promise<HandlingView>;
  /** Who would get the next task, by rules that are not saved yet; nobody's turn is used up. @throws as save */
  tryGiving(actor: Actor, trial: GivingTrial): Promise<GivingAnswer>;
}

export interface HandlingRules {
  /** The so manieth "not ours" or hand-over goes to the coordinator. */
  readonly returnsToCoordinator: number;
  readonly giving: readonly GivingRule[];
}

/** When silence is consent, where other units are asked for an opinion. */
export interface OpinionRules {
  /** Working days. */
  readonly days: number;
  /** Code of an office calendar; a unit with its own counts by that. */
  readonly calendar: string;
  /** By what regulation; may be ''. */
  readonly basis: string;
  /** In place of `days`, by category. */
  readonly categories: readonly { readonly category: string; readonly days: number }[];
}

export interface HandlingView extends HandlingRules {
  readonly revision: number;
  /** Null: no opinion can be asked for. */
  readonly opinions: OpinionRules | null;
  readonly calendars: readonly Named[];
  readonly units: readonly Named[];
  readonly roles: readonly Named[];
  readonly categories: readonly (Named & { readonly group: Localised })[];
  readonly wards: readonly Named[];
}

export interface HandlingChange extends HandlingRules {
  readonly revision: number;
  /** Left out: as it is. */
  readonly opinions?: OpinionRules | null;
  readonly note: string;
}

export interface GivingTrial extends HandlingRules {
  readonly unit: string;
  readonly role: string;
  /** '' where it is not known. */
  readonly category: string;
  readonly ward: string;
}

export interface GivingAnswer {
  /** Place of the line that counts, from 0; null: none fits, and the unit has the task. */
  readonly line: number | null;
  /** Null: nobody. */
  readonly person: { readonly username: string; readonly displayName: string } | null;
  /** Why nobody was found; null where somebody was, or nobody is looked for. */
  readonly why: string | null;
  /** Everybody in question, with how much they have. */
  readonly people: readonly { readonly displayName: string; readonly open: number; readonly away: boolean }[];
}
