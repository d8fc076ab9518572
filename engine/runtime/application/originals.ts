import type { Actor } from './common.ts';

/** Evidence as it was sent, for who has the right to it and says why; every reading is written down. */
export interface Originals {
  /** Whether there is any case whose originals the actor may read. */
  mayRead(actor: Actor): Promise<boolean>;
  /**
   * What is kept of a case, without its content.
   * @param wanted number in the register, or code of a dossier
   * @throws Refusal 404 where there is none, or the actor has no right to its originals
   */
  ofCase(actor: Actor, wanted: string): Promise<CaseOriginals>;
  /**
   * Hands an original out, after who asked and why was written down.
   * @throws Refusal 404 as above, 422 without a reason, 503 while a scanner has not looked at it
   */
  read(actor: Actor, fileId: string, reason: string): Promise<OriginalContent>;
}

export interface CaseOriginals {
  readonly caseId: string;
  readonly registerNumber: string;
  readonly originals: readonly OriginalView[];
}

export interface OriginalView {
  readonly id: string;
  readonly kind: 'report' | 'evidence' | 'part';
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256 of what was sent, and of what was drawn from it; both stand in the audit too. */
  readonly sha256: string;
  readonly drawnSha256: string;
  /** Who has had it and why, the first one first. */
  readonly readings: readonly OriginalReading[];
}

export interface OriginalReading {
  readonly by: string;
  readonly at: number;
  /** Null: what the reason was sealed with is destroyed. */
  readonly reason: string | null;
}

export interface OriginalContent {
  /** A name that says nothing of a person. */
  readonly fileName: string;
  readonly bytes: number;
  /** Each piece is checked before it is handed on. @throws Error where it is not as it was sealed */
  readonly content: AsyncIterable<Uint8Array>;
}
