/**
 * Hand-written SQL on the connection and in the transaction that MikroORM holds: for the hot path and for queries.
 * Parameters are plain values only; an object (`{}`, which MikroORM would read as "any row") cannot get in.
 */
import { CompiledQuery, type Kysely } from 'kysely';
import type { Condition, Scope } from '#engine/runtime/access.ts';

export type SqlValue = string | number | Uint8Array | null;
export type SqlRow = Readonly<Record<string, unknown>>;
export type Dialect = 'sqlite' | 'mysql';

export interface Sql {
  readonly dialect: Dialect;
  /** @returns the rows of a query */
  all<Row = SqlRow>(sql: string, params?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** @returns the first row, if there is one */
  first<Row = SqlRow>(sql: string, params?: readonly SqlValue[]): Promise<Row | undefined>;
  /** @returns how many rows the statement touched (matched, even where they held the values already) */
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
  /**
   * A write that nobody waits for: sent before the next `all`, `first` or `run` and before the commit, together with
   * the others that are waiting, so that a step costs few ways to the server and back. Not for tables that are read
   * through the entity manager.
   * @param check hears how many rows were touched; what it throws fails the transaction
   */
  later(sql: string, params: readonly SqlValue[], check?: (touched: number) => void): void;
  /** Sends what waits. */
  flush(): Promise<void>;
}

/** A piece of a WHERE with its parameters. */
export interface Fragment {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** @param connection a Kysely transaction, or Kysely itself outside of one */
export function sqlOn(connection: Executor, dialect: Dialect): Sql {
  const waiting: Write[] = [];
  const flush = async () => {
    while (waiting.length > 0) await send(connection, dialect, waiting.splice(0, batchMax));
  };
  const query = async <Row>(sql: string, params: readonly SqlValue[] = []) => {
    const values = checked(params);
    await flush();
    return await connection.executeQuery<Row>(CompiledQuery.raw(sql, values));
  };
  const all = async <Row>(sql: string, params?: readonly SqlValue[]) => (await query<Row>(sql, params)).rows;
  return {
    dialect,
    all,
    first: async <Row>(sql: string, params?: readonly SqlValue[]) => (await all<Row>(sql, params))[0],
    run: async (sql, params) => Number((await query(sql, params)).numAffectedRows ?? 0n),
    later(sql, params, check) {
      waiting.push({ sql, params: checked(params), check });
    },
    flush,
  };
}

type Executor = Pick<Kysely<unknown>, 'executeQuery'>;

interface Write {
  readonly sql: string;
  readonly params: readonly unknown[];
  readonly check: ((touched: number) => void) | undefined;
}

/** Statements sent together. */
const batchMax = 50;

/** SQLite is in this process: one by one. MySQL/MariaDB get them in one packet, and stop at the first that fails. */
async function send(connection: Executor, dialect: Dialect, writes: readonly Write[]): Promise<void> {
  if (dialect === 'sqlite' || writes.length === 1) {
    for (const { sql, params, check } of writes) {
      const result = await connection.executeQuery(CompiledQuery.raw(sql, params.slice()));
      check?.(Number(result.numAffectedRows ?? 0n));
    }
    return;
  }
  const sql = writes.map((write) => write.sql).join(';\n');
  const params = writes.flatMap((write) => write.params);
  const { rows } = await connection.executeQuery<{ readonly affectedRows: number }>(CompiledQuery.raw(sql, params));
  for (const [index, { check }] of writes.entries()) check?.(rows[index]?.affectedRows ?? 0);
}

/**
 * The access rules as a condition. An empty scope and an empty list of values mean: no rows.
 * @param columns column of the query for each name that conditions may use; another name is a fault
 */
export function scopeSql(scope: Scope, columns: Readonly<Record<string, string>>): Fragment {
  const parts = scope.map((condition) => conditionSql(condition, columns));
  if (parts.length === 0) return { sql: '1 = 0', params: [] };
  return { sql: `(${parts.map((part) => part.sql).join(' or ')})`, params: parts.flatMap((part) => part.params) };
}

/** @returns `column in (?, …)`, or a condition that no row meets for an empty list */
export function inSql(column: string, values: readonly SqlValue[]): Fragment {
  if (values.length === 0) return { sql: '1 = 0', params: [] };
  return { sql: `${column} in (${values.map(() => '?').join(', ')})`, params: values };
}

/** @returns one INSERT for all rows; the rows' fields are the columns, in the order of the first row */
export function insertSql(table: string, rows: readonly Readonly<Record<string, SqlValue>>[]): Fragment {
  const columns = Object.keys(rows[0] ?? {});
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  return {
    sql: `insert into ${table} (${columns.join(', ')}) values ${rows.map(() => tuple).join(', ')}`,
    params: rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
  };
}

function conditionSql(condition: Condition, columns: Readonly<Record<string, string>>): Fragment {
  const entries = Object.entries(condition);
  // A rule without conditions would open every row: the rules must name what they open.
  if (entries.length === 0) throw new TypeError('An access condition must name at least one column.');
  const parts = entries.map(([name, value]) => {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column === undefined) throw new TypeError(`Access conditions cannot speak of "${name}" here.`);
    if (typeof value === 'string') return { sql: `${column} = ?`, params: [value] };
    if (!Array.isArray(value)) throw new TypeError(`The access condition on "${name}" must be a text or texts.`);
    return inSql(column, value);
  });
  return { sql: `(${parts.map((part) => part.sql).join(' and ')})`, params: parts.flatMap((part) => part.params) };
}

function checked(params: readonly SqlValue[]): unknown[] {
  for (const value of params) {
    if (value === null || typeof value === 'string' || value instanceof Uint8Array) continue;
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    throw new TypeError(`A parameter of a statement must be a text, a number, bytes or null, not ${typeof value}.`);
  }
  return params.slice();
}
