/** Asked and opened contacts of reporters. */
import type { RevealFacts, RevealKind } from '#engine/cases/reveals/reveals.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';

export interface RevealRow extends RevealFacts {
  readonly id: string;
  readonly caseId: string;
  readonly kind: RevealKind;
  /** Why, in words; in the vault. */
  readonly reasonEntry: string;
  readonly askedBy: string;
  readonly decidedAt: Instant | null;
  readonly decisionEntry: string | null;
  /** How often the contact was shown by it, and when last. */
  readonly looks: number;
  readonly lookedAt: Instant | null;
}

export interface RevealTable {
  insert(row: RevealRow): Promise<void>;
  byId(id: string): Promise<RevealRow | undefined>;
  /** What somebody has asked of a case, the newest first. */
  ofAsker(caseId: string, askedBy: string): Promise<readonly RevealRow[]>;
  /** Decides what is still asked. @returns false where somebody else was faster */
  decide(
    id: string,
    decision: Pick<RevealRow, 'state' | 'decidedAt' | 'decidedBy' | 'decisionEntry' | 'openUntil'>,
  ): Promise<boolean>;
  /** Counts that the contact was shown. */
  look(id: string, at: Instant): Promise<void>;
  /** What waits to be decided of cases within a scope, asked since then, the oldest first. */
  waiting(scope: Scope, since: Instant, limit: number): Promise<readonly RevealRow[]>;
  /** All of cases within a scope, the newest first. */
  latest(scope: Scope, limit: number): Promise<readonly RevealRow[]>;
  /** How many each of them has asked for since then. */
  timesSince(askers: readonly string[], since: Instant): Promise<ReadonlyMap<string, number>>;
}
