import type { MysqlPool, MysqlPoolConnection } from 'kysely';
import { PoolWait } from '../unavailable.ts';

type Answer = (error: unknown, connection: MysqlPoolConnection) => void;

/**
 * A pool whose callers wait only so long for a connection: where all are held (or the server has none left), they are told
 * to come again instead of queueing up without end. A connection that comes too late goes back at once.
 */
export function boundedPool(pool: MysqlPool, waitMs: number): MysqlPool {
  return {
    getConnection(callback: Answer) {
      let late = false;
      const patience = setTimeout(() => {
        late = true;
        callback(new PoolWait(`No connection to the database became free in ${waitMs} ms.`), noConnection);
      }, waitMs);
      pool.getConnection((error, connection) => {
        clearTimeout(patience);
        if (!late) return callback(error, connection);
        if (!error) connection.release();
      });
    },
    end: (callback) => pool.end(callback),
  };
}

/** Nobody looks at it beside an error. */
const noConnection = undefined as unknown as MysqlPoolConnection;
