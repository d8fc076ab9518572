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
]);

/**
 * @param committing whether the commit was sent: a connection lost then leaves open whether it was done, and only the
 *   caller's idempotency key can tell
 */
export function canRepeat(error: unknown, committing: boolean): boolean {
  return causes(error).some((cause) => {
    if (cause instanceof StoreConflict) return true;
    const { errno, code, fatal } = cause as {
      readonly errno?: unknown;
      readonly code?: unknown;
      readonly fatal?: unknown;
    };
    if (repeatable.has(errno)) return true;
    if (typeof code === 'string' && sqliteRepeatable.test(code)) return true;
    // mysql2 marks what ends a connection as fatal, not always with a code.
    return !committing && (fatal === true || connectionLost.has(code));
  });
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
