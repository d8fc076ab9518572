/**
 * A migrated database that others are made from: to run every migration anew for each test takes seconds on MariaDB, to make
 * the same tables a fraction of it. The template itself is made by the migrations, once for each server and set of them.
 */
import { createHash } from 'node:crypto';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { openStore } from '#engine/store/open.ts';
import { migrations } from '#migrations/index.ts';

const template = `template_${createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)}`;
const ready = 'template_is_ready';
const lockSeconds = 300;

/** Gives an empty database of a server the schema of today. */
export async function fillFromTemplate(server: string, database: string): Promise<void> {
  const connection = await createConnection({ uri: server, multipleStatements: true });
  try {
    if (!(await tablesOf(connection)).includes(ready)) await makeTemplate(connection, server);
    const tables = (await tablesOf(connection)).filter((name) => name !== ready);
    const made = tables.map((name) => `create table ${database}.${name} like ${template}.${name}`);
    // The only rows that a new database has.
    const known = `insert into ${database}.schema_migration select * from ${template}.schema_migration`;
    await connection.query([...made, known].join(';\n'));
  } finally {
    await connection.end();
  }
}

/** Whoever comes first makes it; the others wait for the lock and find it. */
async function makeTemplate(connection: Connection, server: string): Promise<void> {
  await connection.query('select get_lock(?, ?)', [template, lockSeconds]);
  try {
    if ((await tablesOf(connection)).includes(ready)) return;
    await connection.query(
      `drop database if exists ${template}; create database ${template} character set utf8mb4 collate utf8mb4_bin`,
    );
    const store = await openStore({ url: `${server}/${template}` });
    await store.migrate(0).finally(() => store.close());
    await connection.query(`create table ${template}.${ready} (id int primary key)`);
  } finally {
    await connection.query('select release_lock(?)', [template]);
  }
}

async function tablesOf(connection: Connection): Promise<readonly string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'select table_name as name from information_schema.tables where table_schema = ?',
    [template],
  );
  return rows.map((row) => String(row['name']));
}
