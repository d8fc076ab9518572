import { MariaDbDriver, MikroORM } from '@mikro-orm/mariadb';
import { CompiledQuery, type DatabaseConnection, MysqlDialect } from 'kysely';
import { createPool, format } from 'mysql2';
import type { Connected } from '../connected.ts';
import { entities } from '../entities.ts';
import { StoreFault } from '../fault.ts';
import { withConnection } from '../kysely-of.ts';
import { isAway, isNotReady } from '../retry.ts';
import type { SqlValue } from '../sql.ts';
import type { DatabaseAddress } from '../url.ts';
import { boundedPool } from './bounded-pool.ts';
import { hostsOf } from './hosts.ts';
import { tlsOptions } from './tls.ts';
import { together } from './together.ts';

/**
 * Opens a MySQL or MariaDB database through a pool.
 * @param size of the pool: how many transactions run at the same time; the others wait `waitMs` for a connection
 * @throws StoreFault `DATABASE_NOT_DURABLE` where the server may lose acknowledged commits
 */
export async function connectMysql(
  address: Extract<DatabaseAddress, { readonly kind: 'mysql' }>,
  { connectionsMax, waitMs }: { readonly connectionsMax: number; readonly waitMs: number },
): Promise<Connected> {
  const hosts = hostsOf(address);
  const pool = createPool({
    stream: () => hosts.line(),
    ...tlsOptions(address),
    user: address.user,
    password: address.password,
    database: address.database,
    connectionLimit: connectionsMax,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    dateStrings: true,
    jsonStrings: true,
    // The writes of a step go in one packet (`Sql.later`); values are parameters everywhere, never part of a statement.
    multipleStatements: true,
    // Numbers beyond 2⁵³ come as text, all others as numbers.
    supportBigNumbers: true,
    // A packet of ours has its values in it: the driver would look through all of it for places.
    queryFormat: (sql: string, values: unknown) =>
      Array.isArray(values) && values.length === 0 ? sql : format(sql, values as SqlValue[], false, 'Z'),
  });
  const orm = await MikroORM.init({
    driver: MariaDbDriver,
    dbName: address.database,
    charset: 'utf8mb4',
    collate: 'utf8mb4_bin',
    entities: [...entities],
    driverOptions: new MysqlDialect({ pool: boundedPool(pool, waitMs), onCreateConnection: prepareSession }),
    // The pool above is the connection: MikroORM must not close and reopen it to look for the database.
    ensureDatabase: false,
    discovery: { warnWhenNoEntities: false },
    debug: false,
  });
  const busy = { inUse: 0, waiting: 0 };
  let inBlocks = false;
  const connected: Connected = {
    dialect: 'mysql',
    orm,
    overlaps: true,
    pool: () => ({ max: connectionsMax, ...busy }),
    // Not through Kysely's or MikroORM's own transactions: where their `begin` or `rollback` fails (the server was
    // restarted) they keep the connection for ever, and the pool runs dry.
    together: (works, progress) =>
      counted(busy, orm, (connection) => together(orm, { connection, inBlocks }, works, progress)).catch(
        (error: unknown) => {
          if (isNotReady(error)) void hosts.notReady();
          throw error;
        },
      ),
    close: () => orm.close(true),
  };
  try {
    await reach(orm, address.hosts.length);
    await refuseForgetful(orm);
    inBlocks = (await variable(orm, 'wsrep_on')) === 'ON';
    return connected;
  } catch (error) {
    await connected.close();
    throw error;
  }
}

/** {@link withConnection}, which counts here and not at mysql2, whose pool tells of no connection that it has lost. */
async function counted<T>(
  busy: { inUse: number; waiting: number },
  orm: MikroORM,
  work: (connection: DatabaseConnection) => Promise<T>,
): Promise<T> {
  let state: 'inUse' | 'waiting' = 'waiting';
  busy.waiting += 1;
  try {
    return await withConnection(orm, (connection) => {
      busy.waiting -= 1;
      busy.inUse += 1;
      state = 'inUse';
      return work(connection);
    });
  } finally {
    busy[state] -= 1;
  }
}

/**
 * READ COMMITTED with compare-and-set everywhere (at REPEATABLE READ, read-modify-write loses updates); strict mode, so
 * that nothing is cut silently; on a Galera cluster reads wait for what other nodes have acknowledged.
 */
async function prepareSession(connection: DatabaseConnection): Promise<void> {
  const run = (sql: string) => connection.executeQuery<Record<string, string>>(CompiledQuery.raw(sql));
  await run('set session transaction isolation level read committed');
  await run(`set session sql_mode = 'TRADITIONAL', innodb_lock_wait_timeout = 3`);
  const { rows } = await run(`show variables like 'wsrep_on'`);
  if (rows[0]?.['Value'] === 'ON') await run('set session wsrep_sync_wait = 1');
}

/** The first server of a cluster may be away; each try goes to the next. */
async function reach(orm: MikroORM, tries: number): Promise<void> {
  try {
    await orm.connect();
  } catch (error) {
    if (tries <= 1 || !isAway(error)) throw error;
    await reach(orm, tries - 1);
  }
}

async function refuseForgetful(orm: MikroORM): Promise<void> {
  const value = await variable(orm, 'innodb_flush_log_at_trx_commit');
  if (value !== undefined && value !== '1') throw new StoreFault('DATABASE_NOT_DURABLE', { value });
}

async function variable(orm: MikroORM, name: string): Promise<string | undefined> {
  const rows: { readonly Value: string }[] = await orm.em.getConnection().execute(`show variables like '${name}'`);
  return rows[0]?.Value;
}
