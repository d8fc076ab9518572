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
  /** @returns false where the case is held already */
  hold(caseId: string, hold: Hold): Promise<boolean>;
  release(caseId: string): Promise<boolean>;
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
}

export interface Hold {
  /** Number of the decision, e.g. `QĐ 12/2026`; never personal data. */
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
}
