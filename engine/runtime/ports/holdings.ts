/** The ledger of who holds a case. */
import type { Holding } from '#engine/cases/organisation/holdings.ts';

export interface HoldingRow extends Holding {
  readonly id: string;
  readonly caseId: string;
  /** Where in the process. */
  readonly element: string;
  /** Who brought it about: account name, `citizen`, or '' for the system. */
  readonly actor: string;
  /** Why, or what is new; in the vault. */
  readonly noteEntry: string | null;
}

export interface HoldingTable {
  append(rows: readonly HoldingRow[]): Promise<void>;
  /** In order of time. */
  ofCase(caseId: string): Promise<readonly HoldingRow[]>;
}
