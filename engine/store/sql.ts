/**
 * Hand-written SQL on the connection and in the transaction that MikroORM holds: for the hot path and for queries.
 * Parameters are plain values only; an object (`{}`, which MikroORM would read as "any row") cannot get in.
 */
import { type Condition, notAbout, type Scope } from '#engine/runtime/access.ts';
import { StoreConflict } from './retry.ts';

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
   * The row with this id, read together with the rows that others look for at the same time. Whoever shares the
   * transaction and asks for the same row waits until the work that has it is done.
   * @param select a SELECT without WHERE, of one table, with its column `id`
   */
  hold(select: string, id: Uint8Array): Promise<SqlRow | undefined>;
  /**
   * A write that nobody waits for: sent with the others that are waiting, before a read of the same table, before the
   * next `run`, or with the commit, so that a step costs few ways to the server and back. Not for tables that are read
   * through the entity manager.
   */
  later(sql: string, params: readonly SqlValue[], bound?: Bound): void;
  /** As `later`: new rows, all with the same columns. They may go in one INSERT with what others add to the same table. */
  add(table: string, rows: readonly Columns[]): void;
}

/** What is known of a write that nobody waits for. */
export interface Bound {
  /** It must touch one row, or somebody else has changed this, and the transaction is undone and done again. */
  readonly touchesOne?: string;
  /** A later statement of the same work fails on the server where no row was touched: then the commit may go in the same packet. */
  readonly isHeldByServer?: boolean;
  /** It touches rows with these values only: others may be added before it or after. */
  readonly only?: Columns;
}

/** Values by column. */
export type Columns = Readonly<Record<string, SqlValue>>;

/** @throws StoreConflict where a write that must touch one row has not */
export function mustHaveTouched({ touchesOne }: Bound, touched: number): void {
  if (touchesOne !== undefined && touched !== 1) throw new StoreConflict(touchesOne);
}

/** A piece of a WHERE with its parameters. */
export interface Fragment {
  readonly sql: string;
  readonly params: readonly SqlValue[];
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
export function insertSql(table: string, rows: readonly Columns[]): Fragment {
  const columns = Object.keys(rows[0] ?? {});
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  return {
    sql: `${insertHead(table, columns)}${rows.map(() => tuple).join(', ')}`,
    params: valuesIn(columns, rows),
  };
}

/** @returns an INSERT up to its VALUES */
export function insertHead(table: string, columns: readonly string[]): string {
  return `insert into ${table} (${columns.join(', ')}) values `;
}

/** The values of all rows, row by row in the order of the columns. */
export function valuesIn(columns: readonly string[], rows: readonly Columns[]): readonly SqlValue[] {
  const values: SqlValue[] = [];
  for (const row of rows) for (const column of columns) values.push(row[column] ?? null);
  return values;
}

function conditionSql(condition: Condition, columns: Readonly<Record<string, string>>): Fragment {
  const entries = Object.entries(condition);
  // A rule without conditions would open every row: the rules must name what they open.
  if (entries.length === 0) throw new TypeError('An access condition must name at least one column.');
  const parts = entries.map(([name, value]) => {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column === undefined) throw new TypeError(`Access conditions cannot speak of "${name}" here.`);
    if (typeof value === 'string' && name !== notAbout) return { sql: `${column} = ?`, params: [value] };
    if (!Array.isArray(value)) throw new TypeError(`The access condition on "${name}" must be a text or texts.`);
    return name === notAbout ? noConflictSql(column, value) : inSql(column, value);
  });
  return { sql: `(${parts.map((part) => part.sql).join(' and ')})`, params: parts.flatMap((part) => part.params) };
}

/** The case complains of none of the units. By its primary key, so that it costs a look at most. */
function noConflictSql(caseId: string, units: readonly string[]): Fragment {
  const within = inSql('case_conflict.unit', units);
  return {
    sql: `not exists (select 1 from case_conflict where case_conflict.case_id = ${caseId} and ${within.sql})`,
    params: within.params,
  };
}

/** @throws TypeError for a parameter that is not a plain value */
export function checked(params: readonly SqlValue[]): readonly SqlValue[] {
  for (const value of params) {
    if (value === null || typeof value === 'string' || value instanceof Uint8Array) continue;
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    throw new TypeError(`A parameter of a statement must be a text, a number, bytes or null, not ${typeof value}.`);
  }
  return params;
}
