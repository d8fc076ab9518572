import type { Instant } from '#engine/core/values.ts';
import type { Actor, Localised } from './common.ts';

/** A second person looks at a draft, and it is published at a time. Everything here goes by the draft's revision. */
export interface Reviews {
  /** Reviews that wait, of services that the actor may publish, but those that they have asked for themselves. */
  waiting(actor: Actor): Promise<readonly WaitingReview[]>;
  /** Of the draft (version 0) or of a version, as it was when it was published. */
  of(actor: Actor, service: string, version: number): Promise<ReviewView>;
  /** @throws Refusal 409 `NO_DRAFT`, `DRAFT_CHANGED`, `REVIEW_WAITS` */
  ask(actor: Actor, service: string, request: { readonly revision: number; readonly note: string }): Promise<void>;
  /** @throws Refusal 409 `NO_DRAFT`, `NO_REVIEW` */
  withdraw(actor: Actor, service: string): Promise<void>;
  /** @throws Refusal 403 `REVIEWED_BY_ANOTHER`; 409 `NO_DRAFT`, `NO_REVIEW`, `DRAFT_CHANGED`; 422 where changes are asked for without words */
  decide(actor: Actor, service: string, decision: ReviewDecision): Promise<void>;
  /** A remark on an element of the draft, or an answer to one. @throws Refusal 410 `REMARK_GONE`, 409 `NO_DRAFT`, 422 */
  remark(actor: Actor, service: string, remark: NewRemark): Promise<void>;
  /** @throws Refusal 410 `REMARK_GONE`, 409 `NO_DRAFT` */
  resolve(actor: Actor, service: string, remark: string, resolved: boolean): Promise<void>;
  /**
   * Has the draft published at a moment of the city's clock, by a background duty, which runs the checks again then.
   * @throws Refusal 409 `NO_DRAFT`, `DRAFT_CHANGED`, `PLAN_WAITS`; 403 as for publishing; 422
   */
  plan(actor: Actor, service: string, plan: NewPlan): Promise<void>;
  /** @throws Refusal 409 `NO_DRAFT`, `NO_PLAN` */
  cancelPlan(actor: Actor, service: string): Promise<void>;
}

export interface WaitingReview {
  readonly service: string;
  readonly name: Localised;
  readonly askedAt: Instant;
  readonly askedBy: string;
  readonly note: string;
}

export interface ReviewDecision {
  readonly revision: number;
  readonly approve: boolean;
  readonly answer: string;
}

export interface NewRemark {
  readonly path: string;
  readonly element: string;
  readonly content: string;
  /** The remark that is answered. */
  readonly answers: string | null;
}

export interface NewPlan {
  readonly revision: number;
  /** Of the city's calendar, `YYYY-MM-DD`, and of its clock, `HH:MM`. */
  readonly day: string;
  readonly time: string;
  readonly note: string;
}

export interface ReviewView {
  /** Of the draft at this moment. */
  readonly revision: number;
  /** Whether the city has every draft looked at by a second person. */
  readonly takesTwo: boolean;
  /** The newest one; null where none was asked for. */
  readonly review: ReviewState | null;
  readonly threads: readonly RemarkThread[];
  /** The newest one; null where none was made. */
  readonly plan: PlanState | null;
  /** Whether the reader may decide on it: they may publish, have not asked, and where it takes two have not changed it. */
  readonly mayDecide: boolean;
  readonly mayPublish: boolean;
}

export interface ReviewState {
  readonly state: 'waiting' | 'approved' | 'changes' | 'withdrawn';
  /** It was approved, and the draft was changed since: it has to be asked for anew. */
  readonly void: boolean;
  readonly revision: number;
  readonly note: string;
  readonly askedAt: Instant;
  readonly askedBy: string;
  readonly decidedAt: Instant | null;
  readonly decidedBy: string;
  readonly answer: string;
}

export interface RemarkThread {
  readonly id: string;
  readonly path: string;
  readonly element: string;
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: string;
  /** The first one began it. */
  readonly remarks: readonly {
    readonly id: string;
    readonly at: Instant;
    readonly by: string;
    readonly content: string;
  }[];
}

export interface PlanState {
  readonly state: 'waiting' | 'published' | 'failed' | 'cancelled';
  /** The draft was changed since: it will not be published. */
  readonly void: boolean;
  readonly publishAt: Instant;
  readonly note: string;
  readonly plannedAt: Instant;
  readonly plannedBy: string;
  readonly endedAt: Instant | null;
  /** Why it was not published. */
  readonly reason: '' | PlanFailure;
}

export type PlanFailure = 'changed' | 'gone' | 'notReviewed' | 'problems' | 'noRight';
