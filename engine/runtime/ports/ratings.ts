/** What reporters say of the result, and its sums. */
import type { Instant } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';

export interface RatingRow {
  readonly id: string;
  readonly caseId: string;
  readonly at: Instant;
  /** `2026-11`, by the city's calendar. */
  readonly month: string;
  readonly serviceVersionId: string;
  /** The unit that answered for the case then. */
  readonly unit: string;
  readonly category: string;
  /** 1 to 5. */
  readonly rating: number;
  readonly solved: boolean;
  /** Values of the form's field. */
  readonly reasons: readonly string[];
  /** In the vault. */
  readonly commentEntry: string | null;
  /** Whether it is in the sums. */
  readonly counted: boolean;
}

/** `rating:1` to `rating:5`, `unsolved`, `reason:slow`. */
export interface RatingSumRow {
  readonly month: string;
  readonly unit: string;
  readonly category: string;
  readonly measure: string;
  readonly times: number;
}

export type RatingsBy = 'month' | 'unit' | 'category';

export interface RatingSumQuery {
  /** Access rules on `Figure`. */
  readonly scope: Scope;
  /** Months, both included. */
  readonly from: string;
  readonly to: string;
  readonly unit?: string;
  readonly category?: string;
  readonly by: RatingsBy;
}

export interface RatingTable {
  insert(row: RatingRow): Promise<void>;
  /** Of these cases, oldest first. */
  ofCases(caseIds: readonly string[]): Promise<readonly RatingRow[]>;
  /** Not in the sums yet, oldest first. */
  uncounted(limit: number): Promise<readonly RatingRow[]>;
  /** Marks them as counted. @returns how many were not yet */
  count(ids: readonly string[]): Promise<number>;
  add(rows: readonly RatingSumRow[]): Promise<void>;
  /** The cost goes by months, units and categories, never by cases. */
  sums(
    query: RatingSumQuery,
  ): Promise<readonly { readonly key: string; readonly measure: string; readonly times: number }[]>;
  /** Units with ratings in these months. */
  units(query: Pick<RatingSumQuery, 'scope' | 'from' | 'to'>): Promise<readonly string[]>;
  /** The newest, of cases within a scope on `Case`. */
  latest(query: {
    readonly scope: Scope;
    readonly unit?: string;
    readonly limit: number;
  }): Promise<readonly RatingRow[]>;
}
