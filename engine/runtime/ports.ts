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
  /**
   * One step of an instance with all that is written beside it, as {@link transaction}; but it may share its commit
   * with other steps that come at the same time, which is far cheaper. One that fails never fails its neighbours, and
   * what it gives is given after the commit. So `work` waits for nothing but the database, and counts on
   * compare-and-set and unique keys, not on locks of rows that it has read.
   */
  step<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * What was deleted and committed is in no file that the database keeps beside its own either (the write-ahead log of
   * SQLite). @returns false where somebody still reads what stood there before: to be tried again
   */
  settle(): Promise<boolean>;
  close(): Promise<void>;
}

export interface Tx {
  readonly engine: EngineTables;
  readonly cases: CaseTables;
}
