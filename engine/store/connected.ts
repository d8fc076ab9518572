import type { MikroORM } from '@mikro-orm/sql';
import type { Dialect } from './sql.ts';
import type { Outcome, Progress, Work } from './work.ts';

/** The pool of connections at this moment. */
export interface PoolState {
  readonly max: number;
  readonly inUse: number;
  /** Transactions that wait for a connection. */
  readonly waiting: number;
}

/** An open database under MikroORM. */
export interface Connected {
  readonly dialect: Dialect;
  readonly orm: MikroORM;
  /** Whether works can be prepared while others are committed: not where the database is in this process. */
  readonly overlaps: boolean;
  /**
   * Does works in one transaction of the database and commits it.
   * @returns what came of each, in their order
   * @throws where the transaction has failed as a whole: nothing of it is written, unless the commit was sent and its
   *   answer lost
   */
  together(works: readonly Work[], progress: Progress): Promise<readonly Outcome[]>;
  /** How busy the pool of connections is; undefined on SQLite, which has one connection. */
  readonly pool?: () => PoolState;
  /** As `Store.settle`; left out: there is nothing to do that a client could do. */
  readonly settle?: () => Promise<boolean>;
  close(): Promise<void>;
}
