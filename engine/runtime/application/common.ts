import type { Language, Localised, Named, Point } from '#engine/cases/text/localised.ts';
import type { Instant } from '#engine/core/values.ts';

/** Texts, names and places are those of the cases; every door speaks of them. */
export type { Language, Localised, Named, Point };

/** A signed-in official (or administrator) with the posts held; what each role may do is data (CASL rules). */
export interface Actor {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly posts: readonly Post[];
}

export interface Post {
  readonly role: string;
  /** Unit the post belongs to, e.g. `99022-KTHT`. */
  readonly unit: string;
  readonly unitName?: Localised;
  /** Held for somebody who is away or has delegated it, until that is over. */
  readonly onBehalfOf?: Absent;
}

export interface Absent {
  readonly username: string;
  readonly displayName: string;
  /** The last day of it, ISO 8601. */
  readonly until: string;
  /** They are there, and have given this to a colleague for a time. */
  readonly delegated: boolean;
  /** Fields and procedures that it is limited to; empty: all of them. */
  readonly categories: readonly string[];
}

/** How a deadline stands, ready to be put into words by the page. */
export interface ClockView {
  readonly state: 'running' | 'paused' | 'met' | 'breached' | 'none';
  readonly dueAt: Instant | null;
  /** Working minutes left (negative: late), in the calendar of the clock; null where there is no due date. */
  readonly workingMinutesLeft: number | null;
  /** `late`, `soon` (less than a quarter of the span or 4 working hours left), `ok`. */
  readonly danger: 'late' | 'soon' | 'ok' | 'none';
}

/** One step of a case as the public may see it. */
export interface StageView {
  /** Stage code of `states.json`, e.g. `dang_xu_ly`. */
  readonly code: string;
  readonly name: Localised;
  readonly status: 'done' | 'current' | 'ahead';
  readonly at: Instant | null;
  readonly unit: Named | null;
  /** What was said to the citizen at this stage; only where the reader has shown the second factor. */
  readonly note: string | null;
}

export interface PhotoView {
  readonly id: string;
  /** `part`: of another unit's answer, and not (yet) of the case. */
  readonly kind: 'report' | 'evidence' | 'part';
  /** `image/jpeg`, or that of a video. */
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  /** Path to the image under the reader's rights. */
  readonly url: string;
  readonly thumbnailUrl: string;
}

/** A file that the multipart parser has put into the staging folder; never taken from a request body. */
export interface StagedFile {
  readonly field: string;
  readonly originalName: string;
  readonly path: string;
  readonly bytes: number;
}
