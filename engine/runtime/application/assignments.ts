import type { Refusal } from '../refusal.ts';
import type { Actor, Named } from './common.ts';

/** Who gets which task: giving it to people, and seeing how much each of them has. */
export interface Assignments {
  /** Who may have all of these tasks. @throws Refusal 404 for one not to be seen, 403 for one not to be given */
  candidates(actor: Actor, taskIds: readonly string[]): Promise<readonly Candidate[]>;
  /** Gives tasks to somebody, or back to the pool, each in a transaction of its own: one that fails holds up no other. */
  assign(actor: Actor, giving: Giving): Promise<readonly Given[]>;
  /** Units that a task may go to. @throws Refusal 404; 403 where it is not the actor's to hand on; 409 where it is done */
  transferPlaces(actor: Actor, taskId: string): Promise<TransferPlaces>;
  /**
   * Hands a task, and the case where the unit answers for it, to another unit. Where it has gone from unit to unit too
   * often, the coordinator decides instead.
   * @throws Refusal as {@link Assignments.transferPlaces}; 422 by field, `UNIT_RETURNED_IT` where that unit has given it away
   *   before and nothing is new
   */
  transfer(actor: Actor, taskId: string, transfer: Transfer): Promise<Transferred>;
  /** Whether there is a unit whose work the actor gives out. */
  mayGive(actor: Actor): Promise<boolean>;
  /** How much each person of these units has. @throws Refusal 403 */
  load(actor: Actor): Promise<readonly LoadView[]>;
  /** What the holders of posts answer for. @throws Refusal 403 */
  responsibilities(actor: Actor): Promise<Responsibilities>;
  /** @throws Refusal 403; 404 for a post that is not there; 422 by field for codes that the city does not have */
  saveResponsibilities(actor: Actor, postId: string, answers: readonly Answering[]): Promise<void>;
}

export interface Candidate {
  readonly username: string;
  readonly displayName: string;
  /** Open tasks of this person. */
  readonly open: number;
  readonly away: boolean;
  readonly isSelf: boolean;
}

export interface Giving {
  readonly taskIds: readonly string[];
  /** User name; null: back to the pool. */
  readonly to: string | null;
  /** May be ''. */
  readonly reason: string;
}

export interface Given {
  readonly taskId: string;
  /** Null: done. */
  readonly refused: Refusal | null;
}

export interface TransferPlaces {
  readonly units: readonly TransferPlace[];
  /** The next hand-over goes to the coordinator, who decides: it has gone from unit to unit too often. */
  readonly disputed: boolean;
  /** The actor is who decides. */
  readonly decides: boolean;
}

export interface TransferPlace {
  readonly unit: Named;
  /** Who could do it there. */
  readonly people: readonly { readonly username: string; readonly displayName: string; readonly away: boolean }[];
  /** It has returned the case or handed it on before: it gets it again only for something new. */
  readonly gaveItAway: boolean;
}

export interface Transfer {
  readonly unit: string;
  /** User name; null: whoever of the unit takes it. */
  readonly to: string | null;
  readonly reason: string;
  /** What is new; '' for nothing. */
  readonly newFacts: string;
  readonly submissionKey: string;
}

export interface Transferred {
  /** Where it has gone: the coordinator's where there was a dispute. */
  readonly unit: Named;
  readonly disputed: boolean;
}

export interface LoadView {
  readonly unit: Named;
  readonly role: Named;
  /** Null: the pool. */
  readonly person: { readonly username: string; readonly displayName: string } | null;
  readonly open: number;
  readonly late: number;
  readonly dueToday: number;
  readonly away: boolean;
}

export interface Responsibilities {
  readonly posts: readonly PostView[];
  readonly wards: readonly Named[];
  readonly categories: readonly Named[];
}

export interface PostView {
  readonly postId: string;
  readonly displayName: string;
  readonly role: Named;
  readonly unit: Named;
  readonly answers: readonly Answering[];
}

/** '' for every ward, every category; never both. */
export interface Answering {
  readonly ward: string;
  readonly category: string;
}
