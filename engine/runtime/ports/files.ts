import type { PhotoFacts } from '#engine/cases/photos/photo-facts.ts';
import type { Instant } from '#engine/core/values.ts';
import type { StagedFile } from '../application/common.ts';
import type { FileContent, FileVariant } from '../application/files.ts';
import type { Box } from './publication-versions.ts';

/**
 * Files on disk or in an object store, implemented by `portal/files`. An image here belongs to nobody until a row
 * of the database names it; what no row names is swept away later. So a crash leaves an orphan, never half a case.
 */
export interface FileStore {
  /**
   * Checks by content that the staged file is an image within the limits, re-encodes it without metadata, makes a
   * thumbnail, and leaves both durably (fsync) under `id`.
   * @param originalKey 32 bytes of this file's own: what was sent is kept apart, sealed under them; left out: it is not kept
   * @throws Refusal 422 `FILE_NOT_AN_IMAGE`, `FILE_TOO_MANY_PIXELS`; 413 `FILE_TOO_LARGE`
   */
  ingest(staged: StagedFile, id: string, originalKey?: Uint8Array): Promise<IngestedFile>;
  /** Where and when a staged file says that it was taken. Only for who has asked for it: nothing else reads this. */
  photoFacts(staged: StagedFile): Promise<PhotoFacts>;
  /**
   * What was sent, as it was sent. @returns undefined where it was not kept
   * @throws Error while it is read, where it is not as it was sealed
   */
  original(id: string, originalKey: Uint8Array): Promise<AsyncIterable<Uint8Array> | undefined>;
  /**
   * Draws a stored image anew with black boxes in its pixels, without metadata, and leaves it with its thumbnail under
   * another id; what lay under the boxes is in neither.
   * @returns undefined where the image is not there
   */
  cover(source: string, boxes: readonly Box[], id: string): Promise<IngestedImage | undefined>;
  /** For reading; undefined where it is not there. */
  locate(id: string, variant: FileVariant): Promise<FileContent | undefined>;
  /** Whether it is kept from everybody until a scanner has looked at the file that it was drawn from. */
  waits(id: string): Promise<boolean>;
  /**
   * Has the files that wait looked at, the oldest first; those that are clean can be read from then on.
   * @returns how many were clean, and which were not: those stay away until {@link FileStore.quarantine}
   */
  checkWaiting(limit: number): Promise<Checked>;
  /** Puts the file that was sent aside for whoever examines it, and removes what was drawn from it. */
  quarantine(id: string): Promise<void>;
  /** Removes all that is kept of it, what was sent too; nothing happens where there is nothing. */
  remove(id: string): Promise<void>;
  /** Ids of the images that were made before an instant, for the sweep of orphans. */
  madeBefore(before: Instant): Promise<readonly string[]>;
}

/** Looks into files for what does harm. */
export interface Scanner {
  /** @throws Error where there is no verdict */
  scan(path: string): Promise<Verdict>;
}

export type Verdict = { readonly infected: false } | { readonly infected: true; readonly signature: string };

export interface Checked {
  readonly clean: number;
  readonly infected: readonly { readonly id: string; readonly signature: string }[];
  /** Why the scanner gave no verdict on some; they go on waiting. */
  readonly fault?: unknown;
}

export interface IngestedImage {
  readonly id: string;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** With what was sent, before anything was done to it. */
export interface IngestedFile extends IngestedImage {
  readonly received: Received;
}

export interface Received {
  /** By its content. */
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}
