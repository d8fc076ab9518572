import type { Reasons } from '#engine/cases/duplicates/suggest.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Language, Localised, Named, PhotoView, Point } from './common.ts';

/** Several reports about one matter: told before another one is sent, merged while verifying, followed by everybody. */
export interface Duplicates {
  /**
   * Reports near a place that may be about the same matter, the likeliest first. Only what everybody may know is looked
   * at and told: never a case of a confidential category or reporter, nor one that nobody has checked yet.
   */
  nearby(question: NearbyQuestion): Promise<readonly NearbyCase[]>;
  /** One such case by its number; undefined for any other, whether it exists or not. */
  known(registerNumber: string): Promise<NearbyCase | undefined>;
  /**
   * "This is mine too": follows a case. Sending the same `submissionKey` again returns the first receipt.
   * @throws Refusal 404 for a case that is not open to everybody; 422 by field
   */
  join(joining: Joining): Promise<FollowerReceipt>;
  /** Ends the notices to whoever has this code; what was kept of a follower is destroyed. @returns false for another code */
  stop(code: string): Promise<boolean>;
  /** What may be the same matter as a task's case, as far as the reader may see it. @throws Refusal 404 for another's task */
  candidates(actor: Actor, taskId: string): Promise<readonly Candidate[]>;
  /** One case beside the task's, by its number. @throws Refusal 404 where there is none that the reader may see */
  compare(actor: Actor, taskId: string, registerNumber: string): Promise<Candidate>;
  /** Who else has met the matter of a case. @throws Refusal 404 for a case that is not the reader's to see */
  together(actor: Actor, caseId: string): Promise<Together>;
  /**
   * Undoes a merging: the case lives on by itself, from its beginning; its time counts from its receipt.
   * @throws Refusal 403, 404; 409 `NOT_MERGED`, `MERGED_TOO_LONG_AGO`; 422 by field
   */
  split(actor: Actor, caseId: string, splitting: Splitting): Promise<void>;
}

export interface NearbyQuestion {
  readonly point: Point;
  readonly category: string;
  /** What is about to be sent; nothing of it is kept. */
  readonly text: string;
}

/** What everybody may know of a case that may be the same matter. */
export interface NearbyCase {
  readonly registerNumber: string;
  readonly category: Named;
  readonly ward: Named | null;
  /** ISO 8601 date. */
  readonly receivedOn: string;
  readonly stage: Localised | null;
  /** Null: it was looked for by its number. Metres are rounded up, so that nobody learns more than where about it is. */
  readonly reasons: Reasons | null;
  /** Of the published result, once there is one. */
  readonly title: string | null;
  readonly photo: PhotoView | null;
  readonly resultSlug: string | null;
  /** Not a few others have met it; how many exactly would tell who. */
  readonly many: boolean;
}

export interface Joining {
  readonly registerNumber: string;
  readonly submissionKey: string;
  readonly language: Language;
  /** '' for none. */
  readonly phone: string;
  readonly email: string;
}

export interface FollowerReceipt {
  readonly registerNumber: string;
  /** The follower's own. */
  readonly trackingCode: string;
  readonly category: Named;
  readonly ward: Named | null;
  readonly stage: Localised | null;
  /** Whether anything will be sent to them. */
  readonly told: boolean;
}

export interface Candidate {
  readonly caseId: string;
  readonly registerNumber: string;
  readonly category: Named;
  readonly ward: Named | null;
  readonly unit: Named | null;
  readonly receivedAt: Instant;
  readonly stage: Localised | null;
  /** Handled or closed: a case is merged into it only where the official says so. */
  readonly answered: boolean;
  readonly followers: number;
  readonly reasons: Reasons | null;
  /** What was reported; null where the reader may not read it. */
  readonly text: string | null;
  readonly address: string | null;
  readonly photos: readonly PhotoView[];
  /** The reader may merge the task's case into it. */
  readonly mayMerge: boolean;
}

export interface Together {
  /** How many others have met the matter. */
  readonly followers: number;
  /** The case that it was merged into. */
  readonly main: { readonly caseId: string; readonly registerNumber: string } | null;
  readonly merged: readonly MergedCase[];
}

export interface MergedCase {
  readonly caseId: string;
  readonly registerNumber: string;
  readonly receivedAt: Instant;
  /** First words of it; null where the reader may not read it. */
  readonly title: string | null;
  readonly maySplit: boolean;
}

export interface Splitting {
  readonly reason: string;
  readonly submissionKey: string;
}
