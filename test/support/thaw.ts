import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { openStore } from '#engine/store/open.ts';
import { migrations } from '#migrations/index.ts';

/** How far a frozen case had come on the main path: the officer's unit has taken it on, and must handle it. */
export const stepsBefore = 8;

export interface Thawed {
  readonly dataDir: string;
  readonly registerNumber: string;
  readonly trackingCode: string;
  readonly phone: string;
}

/** Puts a frozen installation into a temporary data folder. */
export async function thaw(name: string): Promise<Thawed> {
  const frozen = join(import.meta.dirname, '..', 'frozen', name);
  const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-frozen-'));
  await writeFile(join(dataDir, 'wardflow.db'), gunzipSync(await readFile(join(frozen, 'wardflow.db.gz'))));
  await writeFile(join(dataDir, 'secret.key'), await readFile(join(frozen, 'secret.key')), { mode: 0o600 });
  await cp(join(frozen, 'files'), join(dataDir, 'files'), { recursive: true });
  return { dataDir, ...JSON.parse(await readFile(join(frozen, 'walk.json'), 'utf8')) };
}

/**
 * The same installation as it would stand in a MySQL or MariaDB: an empty database is brought to the frozen schema, and
 * the rows are carried over one table after the other.
 * @param url of an empty database
 */
export async function thawInto(url: string, { dataDir }: Pick<Thawed, 'dataDir'>): Promise<void> {
  const frozen = new Sqlite(join(dataDir, 'wardflow.db'), { readonly: true });
  const connection = await createConnection(url);
  try {
    const last = Number(frozen.prepare('select max(number) from schema_migration').pluck().get());
    const store = await openStore({ url });
    await store.migrate(
      0,
      migrations.filter(({ number }) => number <= last),
    );
    await store.close();
    const tables = `select name from sqlite_master where type = 'table' and name <> 'schema_migration'`;
    for (const table of frozen.prepare(tables).pluck().all() as string[]) {
      const rows = frozen.prepare(`select ${writtenColumns(frozen, table)} from ${table}`).all() as Readonly<
        Record<string, unknown>
      >[];
      await connection.query(`delete from ${table}`);
      for (const row of rows) await connection.query({ sql: `insert into ${table} set ?`, values: row as never });
    }
  } finally {
    frozen.close();
    await connection.end();
  }
}

/** Without those that the database makes of the others. */
function writtenColumns(frozen: Sqlite.Database, table: string): string {
  const names = `select name from pragma_table_xinfo('${table}') where hidden = 0`;
  return frozen.prepare(names).pluck().all().join(', ');
}
