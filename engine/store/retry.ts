/** Which failures of a transaction go away when all of it is done again on fresh data. */

/** A row that a transaction built on has changed meanwhile (compare-and-set lost). */
export class StoreConflict extends Error {
  constructor(what: string) {
    super(`Somebody else changed the ${what} at the same time.`);
    this.name = 'StoreConflict';
  }
}

/**
 * MySQL error numbers: 1213 deadlock or certification failure, 1205 lock wait, 1020 row changed since read, 1047 node
 * not ready, 1062 a key that somebody else has just used (the replay finds the row and decides anew).
 */
const repeatable: ReadonlySet<unknown> = new Set([1213, 1205, 1020, 1047, 1062]);
const sqliteRepeatable = /^SQLITE_(BUSY|LOCKED|CONSTRAINT_(UNIQUE|PRIMARYKEY))/;
const connectionLost: ReadonlySet<unknown> = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ER_SERVER_SHUTDOWN',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What mysql2 and Node say of a connection that they know to be closed before they send anything on it. */
const neverSent = /^(Can't add new command when connection is in closed state|This socket has been ended by the other)/;

/** The server has committed what it should have refused. Nothing undoes that: it is told, and never done again. */
export class CommittedDespite extends Error {
  constructor(cause: unknown) {
    super('The server has committed a step that built on a row which had changed.', { cause: String(cause) });
    this.name = 'CommittedDespite';
  }
}

/** @returns whether a node of a cluster has refused because it sees no majority of the others */
export function isNotReady(error: unknown): boolean {
  return causes(error).some((cause) => (cause as { readonly errno?: unknown }).errno === 1047);
}

/** @returns whether the database could not be reached, or was lost before anything was to be kept */
export function isAway(error: unknown): boolean {
  return isNotReady(error) || causes(error).some(isLost);
}

/** @returns whether nobody here can tell if the transaction was committed */
export function isInDoubt(error: unknown, { committing }: { readonly committing: boolean }): boolean {
  return committing && causes(error).some((cause) => cause instanceof CommittedDespite || isLost(cause));
}

/**
 * @param committing whether the commit was sent: a connection lost then leaves open whether it was done, and only the
 *   caller's idempotency key can tell
 */
export function canRepeat(error: unknown, committing: boolean): boolean {
  return causes(error).some((cause) => {
    if (cause instanceof StoreConflict) return true;
    const { errno, code, message = '' } = cause as { errno?: unknown; code?: unknown; message?: string };
    if (repeatable.has(errno)) return true;
    // The journal's row behind an update that has touched nothing (`journalAfterUpdate`).
    if (errno === 1048 && message.includes(`'at'`)) return true;
    if (neverSent.test(message)) return true;
    if (typeof code === 'string' && sqliteRepeatable.test(code)) return true;
    return !committing && isLost(cause);
  });
}

/** Why something is done again, in few words. */
export type RepeatCause = 'conflict' | 'deadlock' | 'lock_wait' | 'connection';

/** @param error for which {@link canRepeat} has said yes; a row or key that somebody else has changed is a `conflict` */
export function repeatCause(error: unknown): RepeatCause {
  for (const cause of causes(error)) {
    const { errno, code, message = '' } = cause as { errno?: unknown; code?: unknown; message?: string };
    if (cause instanceof StoreConflict) return 'conflict';
    if (errno === 1213) return 'deadlock';
    if (errno === 1205 || (typeof code === 'string' && /^SQLITE_(BUSY|LOCKED)/.test(code))) return 'lock_wait';
    if (errno === 1047 || isLost(cause) || neverSent.test(message)) return 'connection';
  }
  return 'conflict';
}

/** mysql2 marks what ends a connection as fatal, not always with a code. */
function isLost(cause: object): boolean {
  const { code, fatal, message = '' } = cause as { code?: unknown; fatal?: unknown; message?: string };
  return (fatal === true || connectionLost.has(code)) && !neverSent.test(message);
}

/** @returns a random wait that doubles with each attempt, so that rivals part: 1–2 ms, 2–4 ms, … at most 256 ms */
export function waitMs(attempt: number, random: number): number {
  const base = Math.min(128, 2 ** attempt);
  return base + random * base;
}

function causes(error: unknown): readonly object[] {
  const found: object[] = [];
  for (let at: unknown = error; typeof at === 'object' && at !== null && found.length < 6; ) {
    found.push(at);
    at =
      (at as { readonly cause?: unknown; readonly previous?: unknown }).cause ??
      (at as { previous?: unknown }).previous;
  }
  return found;
}
