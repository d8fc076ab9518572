import type { PersonalKind } from '#engine/cases/personal-data/find.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, PhotoView } from './common.ts';

/** What becomes public of a case: prepared by one, approved by another, corrected and withdrawn with all versions kept. */
export interface Publications {
  /** What there is to publish, what is public, and every version. @throws Refusal 404 */
  ofCase(actor: Actor, caseId: string): Promise<PublicationDesk>;
  /** What looks like personal data in texts that somebody is writing. */
  findings(actor: Actor, caseId: string, texts: PublicTexts): Promise<FoundInTexts>;
  /** Makes a copy of a photo with boxes in its pixels. @throws Refusal 422 where a box lies outside of it */
  cover(actor: Actor, caseId: string, photoId: string, covering: Covering): Promise<CoveredPhoto>;
  /** Prepares another version of what is public; a second person decides. */
  correct(actor: Actor, caseId: string, correction: Correction): Promise<void>;
  /** @throws Refusal 409 `DUTIES_KEPT_APART` for who has prepared it or handled the case */
  decide(actor: Actor, caseId: string, decision: PublicationDecision): Promise<void>;
  /** Takes off what is public, at once. */
  withdraw(actor: Actor, caseId: string, withdrawal: { readonly reason: string }): Promise<void>;
  /** Corrections that wait for a second person, the oldest first. */
  waiting(actor: Actor): Promise<readonly WaitingCorrection[]>;
  /** What is public now and may be corrected by the actor, by words or number, the newest first. */
  find(actor: Actor, q: string): Promise<readonly PublicResult[]>;
  mayPublish(actor: Actor): Promise<boolean>;
}

export interface PublicTexts {
  readonly title: string;
  readonly text: string;
  readonly answer: string;
}

export interface Finding {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
  /** A person may decide that it stays. */
  readonly judged: boolean;
}

export type FoundInTexts = { readonly [part in keyof PublicTexts]: readonly Finding[] };

export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Covering {
  readonly boxes: readonly PixelBox[];
  /** The photo of the same place before, of those of the case; null for none. */
  readonly before: string | null;
}

export interface CoveredPhoto {
  readonly source: PhotoView;
  /** The copy that may become public; null while nobody has looked at the photo. */
  readonly copy: (Covering & { readonly photo: PhotoView; readonly madeBy: string }) | null;
  /** It is among those that were chosen for the version that is prepared. */
  readonly chosen: boolean;
  /** A copy of it is public now. */
  readonly isPublic: boolean;
}

export interface PublicationDesk {
  readonly caseId: string;
  readonly registerNumber: string;
  /** What the case holds, as it was written. */
  readonly originals: PublicTexts;
  /** What was prepared in the process; null before somebody has. */
  readonly prepared: PublicTexts | null;
  readonly photos: readonly CoveredPhoto[];
  /** Photos of this category are not published. */
  readonly withoutPhotos: boolean;
  /** The address of what is public now. */
  readonly slug: string | null;
  /** Oldest first. */
  readonly versions: readonly PublicationVersionView[];
  readonly may: { readonly redact: boolean; readonly approve: boolean; readonly withdraw: boolean };
}

export interface PublicationVersionView extends PublicTexts {
  readonly number: number;
  readonly state: 'prepared' | 'current' | 'replaced' | 'withdrawn' | 'refused';
  readonly photos: readonly PhotoView[];
  readonly publicNote: string;
  readonly note: string;
  readonly preparedBy: string;
  readonly preparedAt: Instant;
  readonly decidedBy: string;
  readonly decidedAt: Instant | null;
  readonly endedBy: string;
  readonly endedAt: Instant | null;
}

export interface Correction extends PublicTexts {
  /** Passages that stay though they look like a name or a home. */
  readonly kept: readonly string[];
  /** Photos of the case whose copies are shown. */
  readonly photos: readonly string[];
  /** Why, for officials. */
  readonly reason: string;
  /** What the public page says of it; '' for nothing. */
  readonly publicNote: string;
}

export interface PublicationDecision {
  readonly version: number;
  readonly approve: boolean;
  /** Needed where it is refused. */
  readonly reason: string;
}

export interface PublicResult {
  readonly caseId: string;
  readonly registerNumber: string;
  readonly title: string;
  readonly publishedAt: Instant;
  readonly correctedAt: Instant | null;
}

export interface WaitingCorrection {
  readonly caseId: string;
  readonly registerNumber: string;
  readonly title: string;
  readonly preparedBy: string;
  readonly preparedAt: Instant;
}
