/** The published record by its versions, and the covered copies of photos. */
import type { Instant } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';
import type { FileRow } from './case-rows.ts';

/**
 * `prepared` waits for a second person, who makes it `current` or `refused`; `current` is what is public now, until
 * another takes its place (`replaced`) or it is taken off (`withdrawn`).
 */
export type PublicationVersionState = 'prepared' | 'current' | 'replaced' | 'withdrawn' | 'refused';

export interface PublicationVersionRow {
  readonly id: string;
  readonly caseId: string;
  readonly number: number;
  readonly state: PublicationVersionState;
  readonly slug: string;
  /** Entries of the case's vault: a text that was withdrawn may be what should never have been public. */
  readonly entries: { readonly title: string; readonly text: string; readonly answer: string };
  readonly photos: readonly string[];
  /** What the public page says of a correction; '' for nothing. */
  readonly publicNote: string;
  /** Why it was corrected, refused or withdrawn: for officials. */
  readonly noteEntry: string | null;
  /** SHA-256 of its texts and photos, as the audit names it. */
  readonly digest: string;
  readonly preparedBy: string;
  readonly preparedAt: Instant;
  readonly decidedBy: string;
  readonly decidedAt: Instant | null;
  readonly endedBy: string;
  readonly endedAt: Instant | null;
}

/** A black box in pixels of the stored picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A copy of a photo with its boxes burned in; `sourceId` is the photo of the case, which nobody outside sees. */
export interface PublicationPhotoRow {
  readonly id: string;
  readonly caseId: string;
  readonly sourceId: string;
  readonly kind: FileRow['kind'];
  /** The photo of the case that shows the same place before. */
  readonly beforeId: string | null;
  readonly boxes: readonly Box[];
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly madeBy: string;
  readonly createdAt: Instant;
}

export interface PublicationVersionTable {
  insert(row: PublicationVersionRow): Promise<void>;
  ofCase(caseId: string): Promise<readonly PublicationVersionRow[]>;
  /** The last version that had this address. */
  bySlug(slug: string): Promise<PublicationVersionRow | undefined>;
  /** Those that wait for a second person, of cases within all of the scopes, the oldest first. */
  prepared(scopes: readonly Scope[], limit: number): Promise<readonly PublicationVersionRow[]>;
  /** @returns false where it is not in the state `from` any more */
  move(id: string, from: PublicationVersionState, change: Partial<PublicationVersionRow>): Promise<boolean>;
}

export interface PublicationPhotoTable {
  insert(row: PublicationPhotoRow): Promise<void>;
  byId(id: string): Promise<PublicationPhotoRow | undefined>;
  ofCase(caseId: string): Promise<readonly PublicationPhotoRow[]>;
  /** Those of the ids that a row names. */
  known(ids: readonly string[]): Promise<readonly string[]>;
}
