import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { MikroORM, SqliteDriver } from '@mikro-orm/sqlite';
import Database from 'better-sqlite3';
import type { Connected } from '../connected.ts';
import { entities } from '../entities.ts';
import { compiled, withConnection } from '../kysely-of.ts';
import { immediateSqliteDialect, type StatementHook } from './dialect.ts';
import { inTurn } from './in-turn.ts';
import { takeWriterLock } from './lock.ts';

/** How long a write waits for another connection's (a backup's, a shell's) to end. */
const busyTimeoutMs = 5_000;

/**
 * Opens the embedded database as its one writer.
 * @throws StoreFault `DATABASE_IN_USE`
 */
export async function connectSqlite(path: string, onStatement?: StatementHook): Promise<Connected> {
  const file = resolve(path);
  mkdirSync(dirname(file), { recursive: true });
  const lock = takeWriterLock(file);
  try {
    const database = new Database(file, { timeout: busyTimeoutMs });
    // WAL survives in the file; the others hold for this connection only.
    database.pragma('journal_mode = wal');
    database.pragma('synchronous = full');
    database.pragma('foreign_keys = on');
    // What is deleted is overwritten with zeros, or a key that was destroyed would lie in a free page.
    database.pragma('secure_delete = on');
    const orm = await MikroORM.init({
      driver: SqliteDriver,
      dbName: file,
      entities: [...entities],
      driverOptions: immediateSqliteDialect(database, onStatement),
      ensureDatabase: false,
      discovery: { warnWhenNoEntities: false },
      debug: false,
    });
    await orm.connect();
    return {
      dialect: 'sqlite',
      orm,
      overlaps: false,
      together: (works, progress) => withConnection(orm, (connection) => inTurn(orm, connection, works, progress)),
      settle: () =>
        withConnection(orm, async (connection) => {
          const { rows } = await connection.executeQuery<{ busy: number }>(compiled('pragma wal_checkpoint(truncate)'));
          return rows[0]?.busy === 0;
        }),
      async close() {
        await orm.close(true);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
