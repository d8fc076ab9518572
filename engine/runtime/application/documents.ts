import type { Instant } from '#engine/core/values.ts';
import type { DocumentForm, IssuedForm, Register, RegisterLine, RegisterStanding } from '#engine/documents/model.ts';
import type { Actor, Localised, Named } from './common.ts';

/** Papers of dossiers: what was handed out as it was, the control sheet as things stand, the register. */
export interface Documents {
  /** Which papers there are of a dossier. @throws Refusal 404 */
  list(actor: Actor, caseId: string): Promise<DocumentList>;
  /**
   * A paper to read and print; who has read it is in the audit.
   * @param event of a form that was issued more than once: which of them; left out, the latest
   * @throws Refusal 404; 403 for who may not know whose dossier it is; 500 `DOCUMENT_ALTERED`
   */
  read(actor: Actor, caseId: string, which: WhichDocument): Promise<DocumentView>;
  /** Papers that were handed out to the applicant who knows code and second factor; undefined for anybody else. */
  listForApplicant(key: ApplicantKey): Promise<readonly IssuedDocument[] | undefined>;
  readForApplicant(key: ApplicantKey, event: string): Promise<DocumentView | undefined>;
  /** Whether there can be anything in the register for the reader. */
  mayReadRegister(actor: Actor): Promise<boolean>;
  /** A page of the register. @throws Refusal 422 for a span that is none */
  register(actor: Actor, query: RegisterQuery): Promise<RegisterPage>;
  /** All of the register in pieces, as it is printed or goes into a file; that it was taken out is in the audit. */
  wholeRegister(actor: Actor, query: RegisterSpan, as: 'print' | 'csv'): Promise<WholeRegister>;
}

export interface ApplicantKey {
  readonly code: string;
  readonly secret: string;
}

export interface WhichDocument {
  readonly form: Exclude<DocumentForm, '07'>;
  readonly event?: string;
}

export interface DocumentList {
  readonly caseId: string;
  readonly code: string;
  readonly issued: readonly IssuedDocument[];
  /** Whether the reader may open them: they say whose dossier it is. */
  readonly mayRead: boolean;
}

export interface IssuedDocument {
  readonly event: string;
  readonly form: IssuedForm;
  readonly number: string;
  readonly issuedAt: Instant;
}

export interface DocumentView {
  readonly form: DocumentForm;
  /** Mã hồ sơ. */
  readonly code: string;
  /** The paper itself, made by us: nothing in it is markup of somebody else. */
  readonly html: string;
  /** Null: it shows how things stand. */
  readonly issuedAt: Instant | null;
}

export interface RegisterSpan {
  /** Days of the receipt (ISO 8601, of the city), both included. */
  readonly from: string;
  readonly to: string;
  /** The desk that received it. */
  readonly unit?: string;
  readonly procedure?: string;
  readonly state?: 'open' | 'closed';
}

export interface RegisterQuery extends RegisterSpan {
  readonly after?: string;
}

export interface RegisterEntry {
  readonly caseId: string;
  readonly code: string;
  readonly procedure: Localised;
  /** Null: hidden from the reader. */
  readonly applicant: string | null;
  readonly unit: Named | null;
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  readonly handedOverAt: Instant | null;
  readonly standing: RegisterStanding;
  /** Whether it was late, or is. */
  readonly late: boolean;
}

export interface RegisterPage {
  readonly entries: readonly RegisterEntry[];
  readonly next: string | null;
  /** What the register can be narrowed down to. */
  readonly units: readonly Named[];
  readonly procedures: readonly Named[];
}

export interface WholeRegister {
  readonly register: Register;
  /** They come as they are read: a piece is some hundreds of lines. */
  readonly pieces: AsyncIterable<readonly RegisterLine[]>;
}
