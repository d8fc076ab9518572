/** Closed cases out of the hot tables, and what becomes of them in the end (docs/retention.md). */
import type { Instant } from '#engine/core/values.ts';

export interface ArchiveTable {
  /** Cases that were closed before an instant, of which nothing is under way; oldest first. */
  ripe(closedBefore: Instant, limit: number): Promise<readonly string[]>;
  /** Moves the rows of a closed case into the archive. @returns false where it is there already, or not over */
  put(caseId: string, now: Instant): Promise<boolean>;
  /**
   * Instances of no case that ended before an instant, of which nothing is under way; in the order in which they began.
   */
  ripeInstances(endedBefore: Instant, limit: number): Promise<readonly string[]>;
  /** Moves the rows of such an instance into the archive. @returns as {@link put} */
  putInstance(instanceId: string, now: Instant): Promise<boolean>;
  /** Archived instances after one, by id. */
  instances(after: string | null, limit: number): Promise<readonly string[]>;
  /** Whether cases were destroyed, of which nothing can be counted any more. */
  hasDestroyed(): Promise<boolean>;
  /** Moves them back as they were. @returns false where it is not in the archive */
  bringBack(caseId: string): Promise<boolean>;
  /** Closed cases after a place in the order of closing; those that were destroyed are no longer among them. */
  closed(before: Instant, after: ClosedCase | null, limit: number): Promise<readonly ClosedCase[]>;
  /**
   * Destroys what is kept of a case: the key and the entries of its vault, its files, its archive. The line in the
   * register stays, without anything personal; what was published stays, with its photos.
   * @returns ids of files to be removed; undefined where the case is not archived, or held
   */
  destroy(caseId: string): Promise<readonly string[] | undefined>;
  /**
   * As {@link destroy}, of a closed case wherever it lies.
   * @returns undefined where something of it is still under way, or it is held
   */
  erase(caseId: string, how: Erasing): Promise<readonly string[] | undefined>;
  /**
   * Forgets the persons of an archived case: everything that {@link destroy} destroys but its archive, so that what was
   * done and when can still be read and counted.
   * @returns as {@link destroy}; undefined too where they are forgotten already
   */
  forget(caseId: string): Promise<readonly string[] | undefined>;
  /** Cases that are held, the latest first. */
  holds(limit: number): Promise<readonly HeldCase[]>;
  /** @returns false where the case is held already */
  hold(caseId: string, hold: Hold): Promise<boolean>;
  release(caseId: string): Promise<boolean>;
  holdOf(caseId: string): Promise<Pick<Hold, 'reason'> | undefined>;
}

export interface ClosedCase {
  readonly id: string;
  readonly registerNumber: string;
  readonly service: string;
  readonly category: string;
  readonly closedAt: Instant;
  readonly archivedAt: Instant | null;
  /** Why it must be kept whatever the rules say; null: nothing holds it. */
  readonly hold: string | null;
  /** Whose vault is destroyed: nobody can be found in it any more. */
  readonly forgotten: boolean;
}

export interface HeldCase extends Hold {
  readonly registerNumber: string;
  readonly category: string;
}

export interface Hold {
  /** Number of the decision, e.g. `QĐ 12/2026`; never personal data. */
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
}

export interface Erasing {
  readonly now: Instant;
  /** What was published of it goes too, every version of it. */
  readonly withPublication: boolean;
  /** Whatever it does and whoever holds it: a backup has brought back what was erased before. */
  readonly anyway: boolean;
}
