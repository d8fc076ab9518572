/** What the runtime keeps of steps that were sent back or recalled: the hand-overs of a case, with their reasons. */
import type { Instant, Variables } from '#engine/core/values.ts';

export interface ReturnRow {
  readonly id: string;
  readonly instanceId: string;
  readonly caseId: string | null;
  /** The node at which the step began again; its task has the same. */
  readonly node: string;
  readonly kind: 'sendBack' | 'recall';
  readonly element: string;
  /** Of what was sent back; of a recall the step itself. */
  readonly fromElement: string;
  readonly fromUnit: string;
  readonly toUnit: string;
  /** Account name. */
  readonly actor: string;
  readonly at: Instant;
  /** Entry of the case's vault; null where no reason was given. */
  readonly reasonEntry: string | null;
  /** What had been put in when the step was completed; what is personal stands as references. */
  readonly entered: Variables;
}

export interface ReturnTable {
  insert(row: ReturnRow): Promise<void>;
  /** Returns that led to tasks: of these instances and nodes. */
  ofTasks(tasks: readonly { readonly instanceId: string; readonly node: string }[]): Promise<readonly ReturnRow[]>;
  /** All of a case, oldest first. */
  ofCase(caseId: string): Promise<readonly ReturnRow[]>;
}
