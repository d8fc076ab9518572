import type { CaseTables } from './ports/cases.ts';
import type { EngineTables } from './ports/engine.ts';

/**
 * What the runtime needs of a database; implemented by `engine/store` for SQLite and MySQL/MariaDB with one code.
 * All reads and writes of a use case go through one {@link Tx}.
 */
export interface Store {
  /**
   * One transaction. Conflicts (deadlock, lock wait, version moved on) replay `work` from the start, a bounded number
   * of times; so `work` must not do anything that cannot be repeated.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface Tx {
  readonly engine: EngineTables;
  readonly cases: CaseTables;
}
