/** Tasks that went to another unit by somebody's decision, see `use-cases/assignment/transfer.ts`. */
import type { Instant } from '#engine/core/values.ts';

export interface TransferRow {
  readonly id: string;
  readonly caseId: string;
  readonly taskId: string;
  /** `disputed`: it has gone from unit to unit too often, and the coordinator is to decide. */
  readonly kind: TransferKind;
  readonly fromUnit: string;
  /** The role that does the step; the coordinator gives it back to that role. */
  readonly fromRole: string;
  /** Who had it; '' for the pool of the unit. */
  readonly fromPerson: string;
  readonly toUnit: string;
  readonly toRole: string;
  readonly toPerson: string;
  /** Account name. */
  readonly actor: string;
  readonly at: Instant;
  /** Why; in the vault. */
  readonly noteEntry: string | null;
}

export const transferKinds = ['transferred', 'disputed', 'decided'] as const;
export type TransferKind = (typeof transferKinds)[number];

export interface TransferTable {
  insert(row: TransferRow): Promise<void>;
  /** Of these tasks, oldest first. */
  ofTasks(taskIds: readonly string[]): Promise<readonly TransferRow[]>;
}
