/** The door of this room: opens a database and gives the runtime its {@link Store}. */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/sql';
import type { Store, Tx } from '#engine/runtime/ports.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { migrations } from '#migrations/index.ts';
import type { Migration } from '#migrations/runner.ts';
import { caseTables } from './cases/tables.ts';
import type { Connected, PoolState } from './connected.ts';
import type { TxContext } from './context.ts';
import { storeErrors } from './errors.ts';
import { createLane } from './lane.ts';
import { migrateConnected } from './migrate.ts';
import { connectMysql } from './mysql/connect.ts';
import { type StoreObserver, type WorkKind, withCommitsTold, withStepsTold } from './observer.ts';
import { canRepeat, isInDoubt, StoreConflict, waitMs } from './retry.ts';
import type { Dialect } from './sql.ts';
import { connectSqlite } from './sqlite/connect.ts';
import type { StatementHook } from './sqlite/dialect.ts';
import { engineTables } from './tables/engine.ts';
import { withClearFaults } from './unavailable.ts';
import { parseDatabaseUrl } from './url.ts';
import type { Work } from './work.ts';

export interface StoreOptions {
  /** As `DATABASE_URL`: `sqlite:./data/wardflow.db` or `mysql://user:password@host:port/name`. */
  readonly url: string;
  /** Size of the pool of connections (MySQL/MariaDB only). */
  readonly connectionsMax?: number;
  /** How long a transaction waits for a connection of the pool. */
  readonly connectionWaitMs?: number;
  /** Hears of every statement (SQLite only), for tests that kill the engine between two of them. */
  readonly onStatement?: StatementHook;
  /** Hears how steps end, how many share a commit, and what is done again. */
  readonly observer?: StoreObserver;
}

/** A store with what its owner, the composition root, needs beyond {@link Store}. */
export interface OpenStore extends Store {
  readonly dialect: Dialect;
  /** MikroORM itself, for the test of the schema and for administration. */
  readonly orm: MikroORM;
  /** Brings the database up to date. @param now epoch milliseconds @returns names of the migrations run now */
  migrate(now: number, list?: readonly Migration[]): Promise<readonly string[]>;
  /** Whether the database answers (for `/readyz`). */
  isReady(): Promise<boolean>;
  /** How busy the connections are; undefined on SQLite, which has one. */
  pool(): PoolState | undefined;
}

const connectionsDefault = 16;
const connectionWaitMs = 5_000;
/** How often one transaction is tried in all. Of 64 rivals for one row in two processes some lose more than ten times. */
const attemptsMax = 40;
/** No try begins after that: whoever waits is told to come again. */
const patienceMs = 15_000;

/**
 * Opens a database. Its schema is as it was: call `migrate`.
 * @throws StoreFault where it cannot be used (in use by another process, bad address, server not durable)
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const address = parseDatabaseUrl(options.url);
  const connected =
    address.kind === 'sqlite'
      ? await connectSqlite(address.path, options.onStatement)
      : await connectMysql(address, {
          connectionsMax: options.connectionsMax ?? connectionsDefault,
          waitMs: options.connectionWaitMs ?? connectionWaitMs,
        });
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  /** @param how gets the work, which knows its tables only once it has a transaction */
  const enter = async <T>(work: (tx: Tx) => Promise<T>, how: (work: Work) => Promise<unknown>): Promise<T> => {
    // On SQLite the inner one would wait for the outer one for ever; elsewhere they would not share their fate.
    if (inside.getStore()?.open) throw new Error('A transaction is open here already: hand its tx on.');
    // A timer set inside outlives the transaction and inherits this; what it does then is on its own.
    const here = { open: true };
    try {
      const bound = (context: TxContext) =>
        inside.run(here, () => work({ engine: engineTables(context), cases: caseTables(context) }));
      return (await how(AsyncResource.bind(bound))) as T;
    } finally {
      here.open = false;
    }
  };
  const together = (kind: WorkKind) => withCommitsTold(connected, kind, options.observer);
  const [stepsTogether, transactionsTogether] = [together('step'), together('transaction')];
  const lane = createLane({
    overlaps: connected.overlaps,
    together: stepsTogether,
    alone: (work) => repeated(stepsTogether, work),
    full: () => refused('STORE_CONTENDED', undefined),
    inDoubt: (cause) => refused('STORE_IN_DOUBT', cause),
  });
  const store = withClearFaults<OpenStore>({
    dialect: connected.dialect,
    orm: connected.orm,
    transaction: (work) => enter(work, (one) => repeated(transactionsTogether, one)),
    step: (work) => enter(work, lane),
    settle: async () => (await connected.settle?.()) ?? true,
    migrate: (now, list = migrations) => migrateConnected(connected, list, now),
    isReady: () => connected.orm.isConnected(),
    pool: () => connected.pool?.(),
    close: () => connected.close(),
  });
  return withStepsTold(store, options.observer);
}

async function repeated(together: Connected['together'], work: Work): Promise<unknown> {
  const began = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const progress = { committing: false };
    try {
      const [outcome] = await together([work], progress);
      if (outcome?.kind === 'done') return outcome.value;
      throw outcome?.kind === 'failed' ? outcome.error : new StoreConflict('transaction');
    } catch (error) {
      if (isInDoubt(error, progress)) throw refused('STORE_IN_DOUBT', error);
      if (!canRepeat(error, progress.committing)) throw error;
      if (attempt >= attemptsMax || performance.now() - began > patienceMs) {
        throw refused('STORE_CONTENDED', error);
      }
      await wait(waitMs(attempt, Math.random()));
    }
  }
}

function refused(code: 'STORE_CONTENDED' | 'STORE_IN_DOUBT', cause: unknown): Refusal {
  const refusal = new Refusal(code, storeErrors[code].status, { seconds: 1 });
  refusal.cause = cause;
  return refusal;
}
