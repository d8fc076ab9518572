/**
 * Databases for tests: the same test runs on SQLite and on a real MariaDB, each test on a fresh, migrated database.
 * `npm test` starts one MariaDB for all (WARDFLOW_TEST_MARIADB); a test file run by itself starts its own.
 * WARDFLOW_TEST_DATABASES=sqlite leaves MariaDB out (`npm run verify`), =mariadb SQLite.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe } from 'node:test';
import { createConnection } from 'mysql2/promise';
import { type OpenStore, openStore, type StoreOptions } from '#engine/store/open.ts';
import { type RunningMariaDb, startMariaDb } from './mariadb.ts';
import { fillFromTemplate } from './mariadb-template.ts';
import { copyFromTemplate } from './sqlite-template.ts';

export type DatabaseName = 'SQLite' | 'MariaDB';

export interface TestDatabase {
  /** As `DATABASE_URL`. */
  readonly url: string;
  readonly store: OpenStore;
  /** Opens the same database again, after `store` was closed (SQLite) or beside it (MariaDB). */
  reopen(options?: Omit<StoreOptions, 'url'>): Promise<OpenStore>;
  /** Closes all that was opened here and removes the database. */
  drop(): Promise<void>;
}

export type OpenDatabase = (options?: Omit<StoreOptions, 'url'>) => Promise<TestDatabase>;

/** Which databases this run is about. */
export const databaseNames: readonly DatabaseName[] = (['SQLite', 'MariaDB'] as const).filter((name) =>
  [undefined, '', name.toLowerCase()].includes(process.env['WARDFLOW_TEST_DATABASES']),
);

/**
 * Declares the same tests for each database. What `open` gives is dropped when the tests are over.
 * @param declare declares tests; call `open` within a test
 */
export function forEachDatabase(declare: (name: DatabaseName, open: OpenDatabase) => void): void {
  for (const name of databaseNames) {
    describe(`on ${name}`, () => {
      const opened: TestDatabase[] = [];
      after(async () => {
        for (const database of opened) await database.drop();
        if (name === 'MariaDB') await stopOwn();
      });
      declare(name, async (options) => {
        const database = await openTestDatabase(name, options);
        opened.push(database);
        return database;
      });
    });
  }
}

/** A fresh, migrated database; the caller drops it. With MariaDB, call {@link stopOwn} when all is over. */
export async function openTestDatabase(
  name: DatabaseName,
  options: Omit<StoreOptions, 'url'> = {},
): Promise<TestDatabase> {
  const place = name === 'SQLite' ? newSqlite() : await newMariaDb();
  if (name === 'MariaDB') await fillFromTemplate(await mariaDbUrl(), place.url.split('/').at(-1) ?? '');
  else await copyFromTemplate(place.url.slice('sqlite:'.length));
  const stores: OpenStore[] = [];
  const reopen: TestDatabase['reopen'] = async (again = {}) => {
    const store = await openStore({ ...again, url: place.url });
    stores.push(store);
    return store;
  };
  const store = await reopen(options);
  await store.migrate(0);
  let dropped = false;
  return {
    url: place.url,
    store,
    reopen,
    async drop() {
      if (dropped) return;
      dropped = true;
      for (const one of stores) await one.close();
      await place.remove();
    },
  };
}

/** Address of a new, empty database without a schema, for tests that start the whole product on it. */
export async function newDatabase(
  name: DatabaseName,
): Promise<{ readonly url: string; readonly remove: () => Promise<void> }> {
  return name === 'SQLite' ? newSqlite() : await newMariaDb();
}

function newSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'wardflow-sqlite-'));
  return {
    url: `sqlite:${join(folder, 'test.db')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function newMariaDb() {
  const server = await mariaDbUrl();
  const database = `t_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${database} character set utf8mb4 collate utf8mb4_bin`);
  return { url: `${server}/${database}`, remove: () => onServer(server, `drop database if exists ${database}`) };
}

let own: Promise<RunningMariaDb> | undefined;

async function mariaDbUrl(): Promise<string> {
  const shared = process.env['WARDFLOW_TEST_MARIADB'];
  if (shared !== undefined && shared !== '') return shared.replace(/\/+$/, '');
  own ??= startMariaDb();
  return (await own).url;
}

/** Stops the server that this process started for itself, if it did. */
export async function stopOwn(): Promise<void> {
  const running = own;
  own = undefined;
  await (await running)?.stop();
}

async function onServer(url: string, sql: string): Promise<void> {
  const connection = await createConnection(url);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
