import type { RatingLine } from '#engine/cases/ratings.ts';
import type { Instant } from '#engine/core/values.ts';
import type { RatingsBy } from '../ports/ratings.ts';
import type { Actor, Localised, Named } from './common.ts';

/** What reporters say of results. Nothing is told of fewer than {@link import('#engine/cases/ratings.ts').ratingsShownFrom} ratings. */
export interface Ratings {
  /** Sums within what the actor may see of figures. @throws Refusal 403 */
  ratings(actor: Actor, query: RatingsQuery): Promise<RatingFigures>;
  /** The newest ratings with what was written, of cases that the actor may read. @throws Refusal 403 */
  ratingComments(actor: Actor, query: { readonly unit?: string }): Promise<readonly RatingComment[]>;
}

export interface RatingsQuery {
  /** Months, `2026-11`, both included. */
  readonly from: string;
  readonly to: string;
  readonly unit?: string;
  readonly category?: string;
  readonly by: RatingsBy;
}

export interface RatingFigures {
  readonly lines: readonly (RatingLine & {
    /** Null for a month, and for several put together. */
    readonly name: Localised | null;
  })[];
  /** Null: too few to be told. */
  readonly total: RatingLine | null;
  readonly reasons: readonly Named[];
  readonly units: readonly Named[];
}

export interface RatingComment {
  readonly registerNumber: string;
  readonly at: Instant;
  readonly unit: Named;
  readonly category: Named;
  readonly rating: number;
  readonly solved: boolean;
  readonly reasons: readonly Localised[];
  readonly comment: string | null;
}
