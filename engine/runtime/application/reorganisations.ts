import type { ReorganisationPlan } from '#engine/cases/organisation/reorganisation.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Named } from './common.ts';

/** Units and wards that become others on a day: planned, looked at, confirmed, carried out by itself, reported. */
export interface Reorganisations {
  /** @throws Refusal 403 without the right to configure the organisation */
  all(actor: Actor): Promise<readonly ReorganisationView[]>;
  /** What would move and what stays, without anything being written. @throws Refusal 403, 422 with each fault at its place */
  preview(actor: Actor, draft: ReorganisationDraft): Promise<ReorganisationPreview>;
  /** Confirms a plan: it is carried out on its day. @throws Refusal 403, 422 as preview */
  confirm(actor: Actor, draft: ReorganisationDraft): Promise<ReorganisationView>;
  /** How far it has come, and what has become of what. @throws Refusal 403, 404 */
  one(actor: Actor, id: string): Promise<ReorganisationDetail>;
  /** Before its day. @throws Refusal 403, 404, 409 `REORGANISATION_BEGUN` */
  cancel(actor: Actor, id: string): Promise<void>;
}

export interface ReorganisationDraft {
  readonly plan: ReorganisationPlan;
  /** First day of the new order, ISO 8601. */
  readonly day: string;
  readonly note: string;
}

/** `stopped`: the city has changed since, so that the plan can no longer be carried out; nothing of it was done. */
export type ReorganisationState = 'planned' | 'running' | 'done' | 'cancelled' | 'stopped';

export interface ReorganisationView {
  readonly id: string;
  readonly state: ReorganisationState;
  readonly day: string;
  readonly note: string;
  readonly units: number;
  readonly wards: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

export interface ReorganisationPreview {
  readonly moves: readonly MovePreview[];
  readonly wards: readonly {
    readonly from: Named;
    readonly to: Named;
    readonly openCases: number;
    readonly streets: number;
  }[];
}

/** What moves from one unit to each that takes over, and what stays. */
export interface MovePreview {
  readonly from: Named;
  readonly to: readonly { readonly unit: Named; readonly openCases: number; readonly openTasks: number }[];
  /** People who get their post at one that takes over, and at which. */
  readonly posts: readonly PlannedPost[];
  /** Of closed accounts: they go over as well, so that whoever comes back has their post, and stay closed. */
  readonly closedPosts: readonly PlannedPost[];
  /** Categories and rules of routing that are led to the new units. */
  readonly categories: number;
  readonly rules: number;
  readonly unitsBelow: number;
  /** Closed cases keep the unit that they were closed with. */
  readonly closedCases: number;
}

/** Somebody's post at a unit that ends, and where it goes on. */
export interface PlannedPost {
  /** Its id: what a plan chooses by. */
  readonly post: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Named;
  readonly to: Named;
}

export interface ReorganisationDetail extends ReorganisationView {
  readonly plan: ReorganisationPlan;
  /** The posts that the plan names one by one, as far as they are still on record. */
  readonly posts: readonly PlannedPost[];
  /** By kind and way: `case`, `task`, `post`; from unit to unit. */
  readonly moved: readonly MovedCount[];
  /** What could not be moved, and why. */
  readonly stays: readonly { readonly kind: string; readonly subject: string; readonly code: string }[];
  /** Open cases and tasks that are left with units that ended. */
  readonly left: { readonly cases: number; readonly tasks: number };
  /** What was wrong where it was stopped. */
  readonly faults: readonly { readonly path: string; readonly message: { readonly vi: string; readonly en: string } }[];
}

export interface MovedCount {
  readonly kind: 'case' | 'task' | 'post';
  readonly from: Named;
  readonly to: Named;
  readonly count: number;
}
