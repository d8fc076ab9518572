/** The register of deletions (docs/retention.md): ids, numbers and counts, and nothing of anybody. */
import type { Instant } from '#engine/core/values.ts';

export interface ErasureRow {
  readonly id: string;
  /** What people call it by: `XD-261122-0001`. */
  readonly number: string;
  /** What ordered it, once and for all: `request/<case>` or `rule/<code>/<day>`. */
  readonly source: string;
  readonly kind: 'request' | 'rule';
  /** Code of the rule; '' for a request. */
  readonly rule: string;
  /** Register number of the request; '' for a rule. */
  readonly request: string;
  readonly orderedAt: Instant;
  /** Account name of who confirmed it; '' for a rule. */
  readonly orderedBy: string;
  /** Of what is done so far. */
  readonly cases: number;
  readonly files: number;
  /** SHA-256 over the digest before it and what was erased last; it stands in the audit too. */
  readonly digest: string;
  /** Null: something of it is still to be done. */
  readonly doneAt: Instant | null;
}

export interface ErasureCaseRow {
  readonly erasureId: string;
  /** Of a case, or of somebody's following of one. */
  readonly caseId: string;
  /** `request`: the request itself, which goes last; `follower`: what is kept of who follows somebody else's case. */
  readonly kind: 'case' | 'request' | 'follower';
  readonly doneAt: Instant | null;
}

export type ErasureProgress = Pick<ErasureRow, 'cases' | 'files' | 'digest' | 'doneAt'>;

export interface ErasureTable {
  insert(row: ErasureRow): Promise<void>;
  insertCases(rows: readonly ErasureCaseRow[]): Promise<void>;
  bySource(source: string): Promise<ErasureRow | undefined>;
  byId(id: string): Promise<ErasureRow | undefined>;
  byNumber(number: string): Promise<ErasureRow | undefined>;
  /** Serial within a day, from 1. */
  nextSerial(day: string): Promise<number>;
  /** Those of which something is still to be done, the oldest first. */
  open(limit: number): Promise<readonly ErasureRow[]>;
  casesOf(erasureId: string): Promise<readonly ErasureCaseRow[]>;
  caseDone(erasureId: string, caseId: string, at: Instant): Promise<void>;
  progress(id: string, now: ErasureProgress): Promise<void>;
  addFiles(erasureId: string, files: readonly string[]): Promise<void>;
  files(erasureId: string, limit: number): Promise<readonly string[]>;
  removeFiles(ids: readonly string[]): Promise<void>;
  /** The latest first, those before an id. */
  page(before: string | null, limit: number): Promise<readonly ErasureRow[]>;
  /** In order of id, those after one: for the copy of the register outside the database. */
  after(id: string | null, limit: number): Promise<readonly ErasureRow[]>;
}

/** What somebody who asked for their own record may fetch. Nothing is kept but which cases it is of. */
export interface RecordExportRow {
  readonly id: string;
  /** The request. */
  readonly caseId: string;
  readonly cases: readonly string[];
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  readonly downloads: number;
}

export interface RecordExportTable {
  insert(row: RecordExportRow): Promise<void>;
  ofCase(caseId: string): Promise<RecordExportRow | undefined>;
  counted(id: string): Promise<void>;
}
