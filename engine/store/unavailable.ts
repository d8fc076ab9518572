/**
 * What a database says when it can do nothing for anybody, in the words of a refusal: its disk is full, it may not write,
 * it has no connection left, it is away. Nothing was written; who asks again later gets through without a restart.
 */
import type { Store } from '#engine/runtime/ports.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { type StoreErrorCode, storeErrors } from './errors.ts';

type Unavailable = Extract<StoreErrorCode, 'STORAGE_FULL' | 'STORAGE_READ_ONLY' | 'DATABASE_BUSY' | 'DATABASE_AWAY'>;

/** Seconds until it is worth asking again. */
const retryAfter: Readonly<Record<Unavailable, number>> = {
  STORAGE_FULL: 60,
  STORAGE_READ_ONLY: 60,
  DATABASE_BUSY: 2,
  DATABASE_AWAY: 5,
};

/** MariaDB's numbers: 1021 disk full, 1114 table full; 1036, 1142, 1290, 1792, 1836 no writes; 1040, 1203, 1226 connections. */
const byNumber: ReadonlyMap<unknown, Unavailable> = new Map([
  ...[1021, 1114].map((errno) => [errno, 'STORAGE_FULL'] as const),
  ...[1036, 1142, 1290, 1792, 1836].map((errno) => [errno, 'STORAGE_READ_ONLY'] as const),
  ...[1040, 1203, 1226].map((errno) => [errno, 'DATABASE_BUSY'] as const),
  ...[1053, 1047, 1927].map((errno) => [errno, 'DATABASE_AWAY'] as const),
]);

const byCode: readonly (readonly [RegExp, Unavailable])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)$/, 'STORAGE_FULL'],
  [/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_IOERR|EROFS)/, 'STORAGE_READ_ONLY'],
  [/^(POOL_WAIT|SQLITE_BUSY)/, 'DATABASE_BUSY'],
  [
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|PROTOCOL_\w+|ER_SERVER_SHUTDOWN)$/,
    'DATABASE_AWAY',
  ],
];

/** A connection of the pool did not become free in time. */
export class PoolWait extends Error {
  readonly code = 'POOL_WAIT';
}

/** @returns a store whose failures of this kind are refusals with the time to come again */
export function withClearFaults<S extends Store>(store: S): S {
  const clear =
    (how: Store['transaction']): Store['transaction'] =>
    async (work) => {
      try {
        return await how(work);
      } catch (error) {
        throw unavailable(error) ?? error;
      }
    };
  return { ...store, transaction: clear(store.transaction), step: clear(store.step) };
}

/** @returns undefined where the fault is of another kind */
export function unavailable(error: unknown): Refusal | undefined {
  // One that was tried in vain several times is told by what stood in its way.
  const cause = error instanceof Refusal ? (error.code === 'STORE_CONTENDED' ? error.cause : undefined) : error;
  const code = kindOf(cause);
  if (code === undefined) return undefined;
  const refusal = new Refusal(code, storeErrors[code].status, { seconds: retryAfter[code] });
  refusal.cause = error;
  return refusal;
}

function kindOf(error: unknown): Unavailable | undefined {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 6; depth += 1) {
    const { errno, code, cause, previous } = at as Readonly<Record<string, unknown>>;
    const found =
      byNumber.get(errno) ?? byCode.find(([pattern]) => typeof code === 'string' && pattern.test(code))?.[1];
    if (found !== undefined) return found;
    at = cause ?? previous;
  }
  return undefined;
}
