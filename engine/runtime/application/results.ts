import type { Instant } from '#engine/core/values.ts';
import type { Named, PhotoView } from './common.ts';

/** What everybody may read: published results, from the published record alone. */
export interface Results {
  list(query: ResultQuery): Promise<ResultPage>;
  get(slug: string): Promise<PublishedResult | undefined>;
  /** When a result that once was public was taken off; undefined for any other address. */
  withdrawn(slug: string): Promise<{ readonly at: Instant } | undefined>;
}

export interface ResultQuery {
  readonly category?: string;
  readonly ward?: string;
  /** Words, with or without diacritics. */
  readonly q?: string;
  /** Opaque keyset cursor of the previous page. */
  readonly after?: string;
}

export interface ResultPage {
  readonly items: readonly ResultSummary[];
  readonly next: string | null;
  /** How many there are; where there are `more`, as far as they were counted. */
  readonly total: number;
  readonly more: boolean;
}

export interface ResultSummary {
  readonly slug: string;
  readonly registerNumber: string;
  readonly title: string;
  readonly category: Named;
  readonly ward: Named | null;
  readonly unit: Named;
  readonly receivedAt: Instant;
  readonly handledAt: Instant;
  readonly dueAt: Instant | null;
  readonly late: boolean;
  /** 1 to 5, null while not rated. */
  readonly rating: number | null;
  readonly photo: PhotoView | null;
}

export interface PublishedResult extends ResultSummary {
  readonly text: string;
  readonly answer: string;
  readonly photos: readonly PhotoView[];
  /** Photos of one place before and after, by their ids. */
  readonly pairs: readonly { readonly before: string; readonly after: string }[];
  readonly publishedAt: Instant;
  readonly correctedAt: Instant | null;
  /** What the city says of the correction. */
  readonly correction: string | null;
}
