/** Units of work that share a transaction of the database. */
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { TxContext } from './context.ts';

/** Waits for nothing but the database, and may be done again from its start. */
export type Work = (context: TxContext) => Promise<unknown>;

/** `again`: it was undone without harm to the others and must be done once more, by itself. */
export type Outcome =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'again' };

/** How far a transaction has come, and what it knows of the one before it. */
export interface Progress {
  /** The commit was sent: a connection lost from here on leaves open whether it was done. */
  committing: boolean;
  /** The one whose writes and commit are under way: nothing is written before it is over. */
  readonly ahead?: Ahead;
  /** Says that all is done but the last packet to the server, and whose rows it has: the next may be prepared. */
  readonly leave?: (held: ReadonlySet<string>) => void;
}

/** A transaction that the server is about to commit. */
export interface Ahead {
  /** Ids of the rows that its works have, in hexadecimal (see `Sql.hold`). */
  readonly held: ReadonlySet<string>;
  /** Whatever comes of it. */
  readonly over: Promise<void>;
}

/** An entity manager that is made at first use. */
export interface LazyManager {
  readonly em: () => SqlEntityManager;
  /** Sends what stands in it, where it was made. */
  flush(): Promise<void>;
}

export function lazyManager(make: () => SqlEntityManager): LazyManager {
  let em: SqlEntityManager | undefined;
  return {
    em() {
      em ??= make();
      return em;
    },
    async flush() {
      await em?.flush();
    },
  };
}
