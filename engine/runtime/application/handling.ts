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

export interface HandlingView extends HandlingRules {
  readonly revision: number;
  readonly units: readonly Named[];
  readonly roles: readonly Named[];
  readonly categories: readonly (Named & { readonly group: Localised })[];
  readonly wards: readonly Named[];
}

export interface HandlingChange extends HandlingRules {
  readonly revision: number;
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
