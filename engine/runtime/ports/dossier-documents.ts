/** Papers of dossiers that were handed out, as they were. */
import type { Instant } from '#engine/core/values.ts';
import type { IssuedForm } from '#engine/documents/model.ts';

export interface DossierDocumentRow {
  readonly id: string;
  readonly caseId: string;
  /** The piece of evidence that it tells the applicant of; each has one paper. */
  readonly eventId: string;
  readonly form: IssuedForm;
  /** Its number and sign. */
  readonly number: string;
  /** Form and edition of its words. */
  readonly template: string;
  /** Of the HTML, in UTF-8; hex. */
  readonly sha256: string;
  /** The HTML, in the vault. */
  readonly entry: string;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
}

export interface DossierDocumentTable {
  insert(row: DossierDocumentRow): Promise<void>;
  /** In order of time. */
  ofCase(caseId: string): Promise<readonly DossierDocumentRow[]>;
}
