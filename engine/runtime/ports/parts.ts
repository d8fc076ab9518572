/** The parts of jointly handled cases: what a lead unit asks of others. */
import type { PartKind, PartState } from '#engine/cases/joint/part.ts';
import type { Instant } from '#engine/core/values.ts';

export interface PartRow {
  readonly id: string;
  readonly caseId: string;
  readonly instanceId: string;
  /** The co-unit's task in that instance. */
  readonly taskKey: string;
  /** The lead's task that it was asked from, in that instance: it waits for the part. */
  readonly leadTask: string;
  readonly leadUnit: string;
  readonly unit: string;
  readonly kind: PartKind;
  readonly required: boolean;
  readonly state: PartState;
  /** What is asked; in the vault. */
  readonly askedEntry: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly dueAt: Instant;
  /** From when on silence is consent; null for work. */
  readonly consentAt: Instant | null;
  /** By what rule, as `P5D exclude_first_day`; '' for none. */
  readonly consentRule: string;
  readonly endedAt: Instant | null;
  /** Account, or '' for the system. */
  readonly endedBy: string;
  /** The answer's `outcome`, as the form has it; '' for none. */
  readonly outcome: string;
  /** What was answered, or why it was returned or withdrawn; in the vault. */
  readonly answerEntry: string | null;
  readonly reminded: number;
  readonly remindedAt: Instant | null;
}

export interface PartTable {
  insert(rows: readonly PartRow[]): Promise<void>;
  /** What is written of a part belongs to a step of its instance, which is compared and set. */
  update(id: string, change: Partial<PartRow>): Promise<void>;
  /** Counts one reminder. @returns false where somebody was faster */
  remind(part: Pick<PartRow, 'id' | 'reminded'>, at: Instant): Promise<boolean>;
  byId(id: string): Promise<PartRow | undefined>;
  /** In no order. */
  byIds(ids: readonly string[]): Promise<readonly PartRow[]>;
  /** In the order in which they were asked. */
  ofCase(caseId: string): Promise<readonly PartRow[]>;
}
