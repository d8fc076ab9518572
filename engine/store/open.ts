/** The door of this room: opens a database and gives the runtime its {@link Store}. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { MikroORM, SqlEntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type ControlledTransaction, type Kysely } from 'kysely';
import type { Store, Tx } from '#engine/runtime/ports.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { migrations } from '#migrations/index.ts';
import type { Migration } from '#migrations/runner.ts';
import { caseTables } from './cases/tables.ts';
import type { Connected } from './connected.ts';
import type { TxContext } from './context.ts';
import { storeErrors } from './errors.ts';
import { migrateConnected } from './migrate.ts';
import { connectMysql } from './mysql/connect.ts';
import { canRepeat, waitMs } from './retry.ts';
import { type Dialect, sqlOn } from './sql.ts';
import { connectSqlite } from './sqlite/connect.ts';
import type { StatementHook } from './sqlite/dialect.ts';
import { engineTables } from './tables/engine.ts';
import { parseDatabaseUrl } from './url.ts';

export interface StoreOptions {
  /** As `DATABASE_URL`: `sqlite:./data/wardflow.db` or `mysql://user:password@host:port/name`. */
  readonly url: string;
  /** Size of the pool of connections (MySQL/MariaDB only). */
  readonly connectionsMax?: number;
  /** Hears of every statement (SQLite only), for tests that kill the engine between two of them. */
  readonly onStatement?: StatementHook;
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
}

const connectionsDefault = 16;
/** How often one transaction is tried in all. */
const attemptsMax = 10;

/**
 * Opens a database. Its schema is as it was: call `migrate`.
 * @throws StoreFault where it cannot be used (in use by another process, bad address, server not durable)
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const address = parseDatabaseUrl(options.url);
  const connected =
    address.kind === 'sqlite'
      ? await connectSqlite(address.path, options.onStatement)
      : await connectMysql(address, options.connectionsMax ?? connectionsDefault);
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  const transaction: Store['transaction'] = async (work) => {
    // On SQLite the inner one would wait for the outer one for ever; elsewhere they would not share their fate.
    if (inside.getStore()?.open) throw new Error('A transaction is open here already: hand its tx on.');
    // A timer set inside outlives the transaction and inherits this; what it does then is on its own.
    const here = { open: true };
    try {
      return await inside.run(here, () => repeated(connected, work));
    } finally {
      here.open = false;
    }
  };
  return {
    dialect: connected.dialect,
    orm: connected.orm,
    transaction,
    step: transaction,
    migrate: (now, list = migrations) => migrateConnected(connected, list, now),
    isReady: () => connected.orm.isConnected(),
    close: () => connected.close(),
  };
}

async function repeated<T>(connected: Connected, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const progress = { committing: false };
    try {
      return await once(connected, work, progress);
    } catch (error) {
      if (!canRepeat(error, progress.committing)) throw error;
      if (attempt >= attemptsMax) throw contended(error);
      await wait(waitMs(attempt, Math.random()));
    }
  }
}

/**
 * One try. Not through Kysely's or MikroORM's own transactions: where their `begin` or `rollback` fails (the server was
 * restarted, the disk is full) they keep the connection for ever, and the pool runs dry.
 */
async function once<T>(
  { orm, dialect }: Connected,
  work: (tx: Tx) => Promise<T>,
  progress: { committing: boolean },
): Promise<T> {
  const kysely = orm.em.getConnection().getClient() as Kysely<unknown>;
  return await kysely.connection().execute(async (connection) => {
    const command = (sql: string) => connection.executeQuery(CompiledQuery.raw(sql));
    await command(dialect === 'sqlite' ? 'begin immediate' : 'begin');
    try {
      const context = contextOf(orm, connection, dialect);
      const result = await work({ engine: engineTables(context), cases: caseTables(context) });
      await context.flush();
      progress.committing = true;
      await command('commit');
      return result;
    } catch (error) {
      // One that fails (the connection is gone, SQLite has rolled back by itself) must not hide why it was needed.
      await command('rollback').catch(() => undefined);
      throw error;
    }
  });
}

function contextOf(
  orm: MikroORM,
  connection: Kysely<unknown>,
  dialect: Dialect,
): TxContext & { flush(): Promise<void> } {
  let em: SqlEntityManager | undefined;
  const sql = sqlOn(connection, dialect);
  return {
    sql,
    em() {
      if (em === undefined) {
        em = orm.em.fork({ clear: true });
        // MikroORM sends its statements through whatever stands here; it needs no more of it than the connection has.
        em.setTransactionContext(connection as unknown as ControlledTransaction<unknown>);
      }
      return em;
    },
    async flush() {
      await em?.flush();
      await sql.flush();
    },
  };
}

function contended(cause: unknown): Refusal {
  const refusal = new Refusal('STORE_CONTENDED', storeErrors.STORE_CONTENDED.status);
  refusal.cause = cause;
  return refusal;
}
