/** Changes of the city that wait for a second person. */
import type { Instant } from '#engine/core/values.ts';

export interface PendingChangeRow {
  readonly id: string;
  /** Of the reference data, with what it would become and the revision that it was made from. */
  readonly file: string;
  readonly content: string;
  readonly revision: number;
  readonly note: string;
  readonly state: 'waiting' | 'confirmed' | 'withdrawn';
  readonly proposedAt: Instant;
  readonly proposedBy: string;
  readonly expiresAt: Instant;
  readonly decidedAt: Instant | null;
  readonly decidedBy: string;
}

export interface PendingChangeTable {
  insert(row: PendingChangeRow): Promise<void>;
  byId(id: string): Promise<PendingChangeRow | undefined>;
  /** What waits and is not over, the newest first. */
  waiting(file: string, now: Instant): Promise<readonly PendingChangeRow[]>;
  /** @returns false where it does not wait any more: somebody was faster, or its time is over */
  decide(id: string, state: 'confirmed' | 'withdrawn', at: Instant, by: string): Promise<boolean>;
}
