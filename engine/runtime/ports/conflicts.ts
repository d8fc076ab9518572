import type { Instant } from '#engine/core/values.ts';

/** A unit that a case complains of. */
export interface ConflictRow {
  readonly caseId: string;
  readonly unit: string;
  /** Account name, or `citizen`. */
  readonly saidBy: string;
  readonly saidAt: Instant;
}

export interface ConflictTable {
  insert(row: ConflictRow): Promise<void>;
  remove(caseId: string, unit: string): Promise<void>;
  /** Units that a case complains of; those below them are not named. */
  ofCase(caseId: string): Promise<readonly string[]>;
}
