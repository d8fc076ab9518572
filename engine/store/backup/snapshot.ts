/**
 * All tables of a database as they stood at one instant, read beside the running product without holding it up: a read
 * transaction on SQLite, a consistent snapshot on MySQL/MariaDB. Rows come as a stream; nothing is kept whole.
 */
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { createConnection } from 'mysql2';
import { hostsOf } from '../mysql/hosts.ts';
import { tlsOptions } from '../mysql/tls.ts';
import { parseDatabaseUrl } from '../url.ts';
import { type PortableRow, toPortable } from './portable.ts';

export interface Snapshot {
  readonly dialect: 'sqlite' | 'mysql';
  /** Names of all tables but `schema_migration`, in order. */
  readonly tables: readonly string[];
  /** The migrations that the database has seen; empty where there is no schema. */
  readonly migrations: readonly SeenMigration[];
  rows(table: string): AsyncIterable<PortableRow>;
  /** A question of the operator's tools, without parameters: nothing that anybody has typed stands in it. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

export interface SeenMigration {
  readonly number: number;
  readonly name: string;
  readonly finished: boolean;
}

const migrationTable = 'schema_migration';
const migrationQuery = `select number, name, done_at from ${migrationTable} order by number`;

/** @param url as `DATABASE_URL` @throws where there is no such database */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const address = parseDatabaseUrl(url);
  return address.kind === 'sqlite' ? sqliteSnapshot(address.path) : await mysqlSnapshot(address);
}

function sqliteSnapshot(path: string): Snapshot {
  const database = new Database(resolve(path), { readonly: true, fileMustExist: true, timeout: 5_000 });
  // Deferred: the first read fixes what is seen, and no writer is held up.
  database.exec('begin');
  const names = database
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name`)
    .pluck()
    .all() as string[];
  const known = names.includes(migrationTable);
  return {
    dialect: 'sqlite',
    tables: names.filter((name) => name !== migrationTable),
    migrations: known ? database.prepare<[], Row>(migrationQuery).all().map(seenMigration) : [],
    async *rows(table) {
      // Hidden: generated from the others, so a restore makes them again.
      const columns = database
        .prepare('select name from pragma_table_xinfo(?) where hidden = 0')
        .pluck()
        .all(quoted(table)) as string[];
      for (const row of database.prepare<[], Row>(selectOf(table, columns)).iterate()) yield portable(row);
    },
    query: async (sql) => database.prepare<[], Row>(sql).all(),
    async close() {
      database.close();
    },
  };
}

async function mysqlSnapshot(address: MysqlAddress): Promise<Snapshot> {
  const { user, password, database } = address;
  const connection = createConnection({
    stream: hostsOf(address).line(),
    ...tlsOptions(address),
    user,
    password,
    database,
    charset: 'utf8mb4_bin',
    dateStrings: true,
    jsonStrings: true,
    supportBigNumbers: true,
  });
  const all = (sql: string) =>
    new Promise<Row[]>((done, fail) => {
      connection.query(sql, (error: Error | null, rows: unknown) => (error ? fail(error) : done(rows as Row[])));
    });
  const close = () => new Promise<void>((done) => connection.end(() => done()));
  try {
    await all('set session transaction isolation level repeatable read');
    await all('start transaction with consistent snapshot, read only');
    const found = await all(
      `select table_name as name from information_schema.tables
       where table_schema = database() and table_type = 'BASE TABLE' order by table_name`,
    );
    const names = found.map((row) => String(row['name']));
    const known = names.includes(migrationTable);
    return {
      dialect: 'mysql',
      tables: names.filter((name) => name !== migrationTable),
      migrations: known ? (await all(migrationQuery)).map(seenMigration) : [],
      async *rows(table) {
        const columns = await all(
          `select column_name as name from information_schema.columns where table_schema = database()
           and table_name = '${quoted(table)}' and extra not like '%GENERATED%' order by ordinal_position`,
        );
        const select = selectOf(
          table,
          columns.map((row) => String(row['name'])),
        );
        const stream = connection.query(select).stream({ highWaterMark: 100 });
        for await (const row of stream) yield portable(row as Row);
      },
      query: all,
      close,
    };
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

type Row = Readonly<Record<string, unknown>>;
type MysqlAddress = Extract<ReturnType<typeof parseDatabaseUrl>, { readonly kind: 'mysql' }>;

/** Names of ours only: nothing that would need an escape. @throws Error for any other */
export function quoted(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`"${name}" is no table or column of Wardflow.`);
  return name;
}

function selectOf(table: string, columns: readonly string[]): string {
  return `select ${columns.map(quoted).join(', ')} from ${quoted(table)}`;
}

function seenMigration(row: Row): SeenMigration {
  return { number: Number(row['number']), name: String(row['name']), finished: row['done_at'] !== null };
}

function portable(row: Row): PortableRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, toPortable(value)]));
}
