/** What the runtime keeps of its background duties, and of the installation as a whole. */
import type { Instant } from '#engine/core/values.ts';

export interface DutyRow {
  readonly name: string;
  readonly dueAt: Instant;
  /** Which process does it now; '' for none. */
  readonly leaseOwner: string;
  /** Another process may take it from this instant on. */
  readonly leaseUntil: Instant;
  /** When the last run began and when the last one ended well; null before the first. */
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** How many things the last run did. */
  readonly done: number;
  /** Runs in a row that failed. */
  readonly faults: number;
  /** Why the last one failed, by its kind; never personal data. '' where it went well. */
  readonly fault: string;
}

export interface DutyTable {
  /** By name. */
  all(): Promise<readonly DutyRow[]>;
  insert(row: DutyRow): Promise<void>;
  /** Takes a duty if it still stands as `seen`. @returns false where somebody was faster */
  take(seen: DutyRow, lease: DutyLease, now: Instant): Promise<boolean>;
  /** Holds it longer. @returns false where the lease was lost */
  extend(name: string, lease: DutyLease): Promise<boolean>;
  /** Writes down how the run ended and gives the lease back. @returns false where the lease was lost */
  settle(name: string, owner: string, outcome: DutyOutcome): Promise<boolean>;
  /** How many timers of instances are due, for who decides whether they may fire. */
  timersDue(now: Instant): Promise<number>;
}

export interface DutyLease {
  readonly owner: string;
  readonly until: Instant;
}

export interface DutyOutcome {
  readonly dueAt: Instant;
  /** Null: it failed. */
  readonly endedAt: Instant | null;
  readonly done: number;
  readonly faults: number;
  readonly fault: string;
}

/** Something that holds for the installation as a whole, e.g. that it was restored and waits for its operator. */
export interface Mark {
  readonly name: string;
  readonly content: string;
  readonly at: Instant;
}

export interface MarkTable {
  get(name: string): Promise<Mark | undefined>;
  put(mark: Mark): Promise<void>;
  /** @returns false where it was not there */
  remove(name: string): Promise<boolean>;
}
