/** A database to measure on: SQLite in a folder of its own, or one on a MariaDB that nobody else uses. */
import { readdirSync, readFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { type OpenStore, openStore } from '#engine/store/open.ts';
import { type DatabaseName, openTestDatabase } from '#test/support/databases.ts';
import { startMariaDb } from '#test/support/mariadb.ts';

export interface Place {
  readonly url: string;
  readonly store: OpenStore;
  /** Processor time that the database's process has used, in milliseconds; 0 where it is this one. */
  serverMs(): number;
  close(): Promise<void>;
}

export async function openPlace(name: DatabaseName): Promise<Place> {
  if (name === 'SQLite') {
    const { url, store, drop } = await openTestDatabase(name);
    return { url, store, serverMs: () => 0, close: drop };
  }
  const server = await startMariaDb();
  const url = `${server.url}/bench`;
  await run(server.url, 'create database bench character set utf8mb4 collate utf8mb4_bin');
  const store = await openStore({ url });
  await store.migrate(0);
  return {
    url,
    store,
    serverMs: () => processorMs(server.pid),
    async close() {
      await store.close();
      await server.stop();
    },
  };
}

async function run(url: string, sql: string): Promise<void> {
  const connection = await createConnection(url);
  await connection.query(sql);
  await connection.end();
}

/** Of all threads that live now; that of a connection ends with it. (Linux: `/proc/PID/task/TID/schedstat`, nanoseconds first.) */
function processorMs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const used = readdirSync(tasks).map((thread) => {
    try {
      return Number(readFileSync(`${tasks}/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      return 0;
    }
  });
  return used.reduce((sum, one) => sum + one, 0) / 1_000_000;
}
