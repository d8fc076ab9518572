/** Who follows a case besides who reported it, and where in the city cases lie, so that duplicates are found. */
import type { Instant } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';
import type { Language } from '../application/common.ts';
import type { CaseRow } from './case-rows.ts';

/**
 * Somebody who said "this is mine too", or the reporter of a case that was merged. A follower has a vault of their own
 * under this row's id; a reporter's contacts stay with their case.
 */
export interface FollowerRow {
  readonly id: string;
  /** The case as it was when they joined; where it was merged meanwhile, its main case is what they follow. */
  readonly caseId: string;
  /** The merged case that they reported; null for who has none of their own. */
  readonly reporterOf: string | null;
  /** HMAC of their tracking code; of a reporter, who has that of their case, `reporter:` and the id of the case. */
  readonly trackingHash: string;
  /** HMAC of the telephone number or e-mail address, so that nobody is counted or told twice; '' where none is known. */
  readonly contactHash: string;
  readonly language: Language;
  /** Entries of the vault by meaning: `trackingCode`, and of `phone` and `email` what they can be told by. */
  readonly vault: Readonly<Record<string, string>>;
  readonly joinedAt: Instant;
  /** A reporter who wants no more notices. Any other row is removed with its vault when somebody stops. */
  readonly stoppedAt: Instant | null;
}

export interface FollowerTable {
  insert(row: FollowerRow): Promise<void>;
  byTrackingHash(hash: string): Promise<FollowerRow | undefined>;
  /** Those of some cases who are to be told, the longest first. */
  ofCases(caseIds: readonly string[], limit: number): Promise<readonly FollowerRow[]>;
  /** Whether somebody else with these contacts follows one of the cases. */
  isKnown(caseIds: readonly string[], contactHash: string, but: string): Promise<boolean>;
  /** What somebody with these contacts follows, whether they are still told of it or not. */
  byContact(contactHash: string): Promise<readonly FollowerRow[]>;
  byId(id: string): Promise<FollowerRow | undefined>;
  /** Removes a follower and what was kept of them. */
  remove(id: string): Promise<void>;
  /** The reporter of a merged case is told no more. */
  stop(caseId: string, at: Instant): Promise<void>;
  /** A merged case lives on by itself: its reporter follows no other. */
  removeReporter(caseId: string): Promise<void>;
}

/** Where and when candidates lie: squares of the grid, and a stretch of time. */
export interface Vicinity {
  readonly cells: readonly number[];
  readonly from: Instant;
  readonly to: Instant;
}

/** What everybody may know of. */
export interface PublicCases {
  readonly service: string;
  readonly categories: readonly string[];
}

export interface PlaceTable {
  /** Cases in the vicinity that meet a scope, and are neither merged nor erased; bounded for each square. */
  near(where: Vicinity, scope: Scope): Promise<readonly CaseRow[]>;
  /** Of the newest cases, those of a service with a place that meet a scope and are not confidential; the newest first. */
  latest(service: string, scope: Scope, limit: number): Promise<readonly CaseRow[]>;
  /** Open cases there that everybody may know of: checked and accepted, of a category that is made public, not confidential. */
  nearPublic(where: Vicinity, known: PublicCases): Promise<readonly CaseRow[]>;
  /** One such case by its register number; undefined for any other, as if it were not there. */
  publicByNumber(registerNumber: string, known: PublicCases): Promise<CaseRow | undefined>;
}

/** Cases that belong together: which was merged into which. */
export interface MergeTable {
  /**
   * Marks a case as merged into one that stands by itself, which has met so many more with it.
   * @throws a conflict (replayed by the store) where either was merged meanwhile: so no circle ever comes about
   */
  merge(id: string, mainId: string, more: number): Promise<void>;
  /** Takes the mark back. @throws a conflict where it is not merged into that one any more */
  split(id: string, mainId: string): Promise<void>;
  /** Changes the count of others who have met the matter of a case. */
  count(id: string, by: number): Promise<void>;
  /** Cases that were merged into these, the earliest reported first. */
  mergedInto(ids: readonly string[]): Promise<readonly CaseRow[]>;
  /** The case is open again under another instance. */
  reopen(id: string, instanceId: string): Promise<boolean>;
}
