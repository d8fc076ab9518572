/**
 * One writing process per SQLite database. The lock is one of the operating system's, held on an own small file beside
 * the database through SQLite itself: it ends with the process however that dies, so a lock of a dead process is taken
 * over at once, and a process that was given the dead one's number changes nothing. The owner's number stands in a
 * second file, only to be told to whoever is refused.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreFault } from '../fault.ts';

export interface WriterLock {
  release(): void;
}

/**
 * @param databasePath path of the database; `<path>.lock` and `<path>.pid` stand beside it
 * @throws StoreFault `DATABASE_IN_USE` naming the process that holds it
 */
export function takeWriterLock(databasePath: string): WriterLock {
  const lock = new Database(`${databasePath}.lock`, { timeout: 0 });
  const pidPath = `${databasePath}.pid`;
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new StoreFault('DATABASE_IN_USE', { database: databasePath, pid: ownerIn(pidPath) }, cause);
  }
  writeFileSync(pidPath, `${process.pid}\n`);
  return {
    release() {
      if (!lock.open) return;
      // First the number, then the lock: the next owner's number must not be removed.
      rmSync(pidPath, { force: true });
      lock.close();
    },
  };
}

function isBusy(cause: unknown): boolean {
  const code = (cause as { readonly code?: unknown }).code;
  return typeof code === 'string' && (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'));
}

function ownerIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim() || '?';
  } catch {
    return '?';
  }
}
