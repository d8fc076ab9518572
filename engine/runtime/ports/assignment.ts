/** The tables that say who may get a task and whose turn it is. */
import type { Instant } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';

/** Somebody with a post in a unit. */
export interface HolderRow {
  readonly username: string;
  readonly displayName: string;
  readonly postId: string;
  /** The account is open, the post is held that day, and its holder is there. */
  readonly present: boolean;
}

/** What the holder of a post answers for; '' for every ward, every category. */
export interface ResponsibilityRow {
  readonly id: string;
  readonly postId: string;
  readonly ward: string;
  readonly category: string;
}

export interface PostHolderRow {
  /** Not away that day. */
  readonly present: boolean;
  readonly postId: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
  readonly unit: string;
}

/** Open tasks of one person in one unit and role; '' for those that nobody has. */
export interface LoadRow {
  readonly unit: string;
  readonly role: string;
  readonly username: string;
  readonly open: number;
  readonly late: number;
  readonly dueToday: number;
}

export interface AssignmentTable {
  /** Who has this role in this unit on a day (ISO 8601, of the city), the longest in post first. */
  holders(unit: string, role: string, day: string): Promise<readonly HolderRow[]>;
  /** Everybody with a post in these units on a day. */
  staff(units: readonly string[], day: string): Promise<readonly PostHolderRow[]>;
  /** Whose turn was last; nobody else takes this turn until the transaction ends. */
  holdTurn(turn: string): Promise<string>;
  takeTurn(turn: string, username: string): Promise<void>;
  /** How many open tasks each of them has; who has none is left out. */
  loads(usernames: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Open tasks within a scope, by unit, role and who has them. */
  loadWithin(scope: Scope, now: Instant, endOfDay: Instant): Promise<readonly LoadRow[]>;
  responsibilities(postIds: readonly string[]): Promise<readonly ResponsibilityRow[]>;
  /** Puts these in place of what a post answered for. */
  replaceResponsibilities(postId: string, rows: readonly ResponsibilityRow[]): Promise<void>;
}
