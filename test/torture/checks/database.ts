/** Reads a database past the product, the same way on SQLite and MySQL/MariaDB: ids come as 32 hexadecimal characters. */
import Sqlite from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';

export type Row = Readonly<Record<string, string | number | null>>;

export interface Reader {
  readonly dialect: 'sqlite' | 'mysql';
  /** @param sql reads only; asks for ids as `hex(column)` */
  rows(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** @param url as `DATABASE_URL` */
export async function openReader(url: string): Promise<Reader> {
  if (url.startsWith('sqlite:')) {
    const database = new Sqlite(url.slice('sqlite:'.length), { readonly: true });
    return {
      dialect: 'sqlite',
      rows: async (sql) => database.prepare(sql).all() as Row[],
      close: async () => void database.close(),
    };
  }
  // Of several servers of a cluster the first will do.
  const connection = await createConnection({ uri: url.replace(/,[^/@]*(?=\/\w+$)/, ''), supportBigNumbers: true });
  // On a cluster the reader, too, wants what every node has acknowledged.
  const [found] = await connection.query(`show variables like 'wsrep_on'`);
  if ((found as { Value?: string }[])[0]?.Value === 'ON') await connection.query('set session wsrep_sync_wait = 1');
  return {
    dialect: 'mysql',
    rows: async (sql) => (await connection.query(sql))[0] as Row[],
    close: () => connection.end(),
  };
}

/** Text of a column. */
export function textOf(row: Row, column: string): string {
  return String(row[column] ?? '');
}
