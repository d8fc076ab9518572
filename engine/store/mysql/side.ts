/** One work's side of a transaction that it may share: what it asks for, and what it leaves to be written. */
import type { Bound, Columns, Sql, SqlRow, SqlValue } from '../sql.ts';
import { checked, insertHead, valuesIn } from '../sql.ts';
import type { Outcome } from '../work.ts';
import type { Answer, Statement } from './packet.ts';

export interface Write extends Statement, Bound {
  /** New rows, and nothing else. */
  readonly added?: readonly Columns[];
}

export interface Ask extends Statement {
  readonly writes: boolean;
  /** For {@link Sql.hold}: the SELECT and the row's id in hexadecimal. */
  readonly held: { readonly select: string; readonly id: Uint8Array; readonly key: string } | undefined;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export class Side {
  /** Not sent yet. */
  writes: Write[] = [];
  /** Not answered yet. */
  asks: Ask[] = [];
  /** Something of it stands in the transaction: it cannot be dropped any more. */
  hasSent = false;
  outcome: Outcome | undefined;
  /** Why it is not done. */
  failure: unknown;
  readonly sql: Sql;
  readonly #changed: () => void;
  #closed: Error | undefined;

  /** @param changed called whenever it has asked for something or is done */
  constructor(changed: () => void) {
    this.#changed = changed;
    const all = async (sql: string, params: readonly SqlValue[] = []) =>
      (await this.ask({ sql, params: checked(params) })).rows;
    this.sql = {
      dialect: 'mysql',
      all: async <Row>(sql: string, params?: readonly SqlValue[]) => (await all(sql, params)) as readonly Row[],
      first: async <Row>(sql: string, params?: readonly SqlValue[]) => (await all(sql, params))[0] as Row | undefined,
      run: async (sql, params = []) => (await this.ask({ sql, params: checked(params) })).touched,
      hold: (select, id) => this.#hold(select, id),
      later: (sql, params, bound = {}) =>
        void this.writes.push({ sql, params: checked(params), isMute: true, ...bound }),
      add: (table, rows) => void this.writes.push(addition(table, rows)),
    };
  }

  /** Waits for the answer of the server; the next packet takes it along. */
  ask({ sql, params }: Statement, held?: Ask['held']): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== undefined) return reject(this.#closed);
      this.asks.push({ sql, params, writes: !isRead(sql), held, resolve, reject });
      this.#changed();
    });
  }

  async #hold(select: string, id: Uint8Array): Promise<SqlRow | undefined> {
    const key = Buffer.from(id).toString('hex');
    return (await this.ask({ sql: `${select} where id = ?`, params: [id] }, { select, id, key })).rows[0];
  }

  finish(outcome: Outcome): void {
    this.outcome = outcome;
    if (outcome.kind !== 'done') this.writes = [];
    this.#changed();
  }

  /** The transaction has failed: whoever waits, and whoever asks from now on, hears it. */
  close(error: Error): void {
    this.#closed = error;
    for (const ask of this.asks.splice(0)) ask.reject(error);
  }

  /** Whether what waits to be written has to be sent before this. */
  mustSendBefore(ask: Ask): boolean {
    if (this.writes.length === 0) return false;
    if (ask.writes) return true;
    const read = tablesIn(ask.sql);
    return read.size === 0 || this.writes.some(({ sql }) => [...tablesIn(sql)].some((table) => read.has(table)));
  }
}

function addition(table: string, rows: readonly Columns[]): Write {
  const columns = Object.keys(rows[0] ?? {});
  const params = checked(valuesIn(columns, rows));
  return { sql: insertHead(table, columns), params, width: columns.length, isMute: true, added: rows };
}

/** A plain query needs no transaction: at READ COMMITTED each sees what is committed when it runs. */
function isRead(sql: string): boolean {
  return /^\s*select\b/i.test(sql) && !/\b(for\s+update|lock\s+in\s+share\s+mode)\b/i.test(sql);
}

const kept = new Map<string, ReadonlySet<string>>();
const keptMax = 1_000;

/** Names of the tables that a statement reads or writes. */
export function tablesIn(sql: string): ReadonlySet<string> {
  const known = kept.get(sql);
  if (known !== undefined) return known;
  const found = sql.matchAll(/\b(?:from|join|into|update)\s+`?([a-z_]+)/gi);
  const tables = new Set(Array.from(found, ([, name = '']) => name));
  if (kept.size >= keptMax) kept.clear();
  kept.set(sql, tables);
  return tables;
}
