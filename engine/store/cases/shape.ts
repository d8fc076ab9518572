/** How the rows of one table become records and back: one list of fields says it for reading and writing alike. */
import { type Columns, type Fragment, insertSql, type SqlRow, type SqlValue } from '../sql.ts';
import { uuidFromBytes, uuidToBytes } from '../uuid.ts';

export type Kind = 'id' | 'words' | 'number' | 'flag' | 'json' | 'bytes';

export interface Shape<Row> {
  readonly table: string;
  /** All columns, for a SELECT. */
  readonly columns: string;
  read(row: SqlRow): Row;
  columnsOf(row: Row): Columns;
  insert(rows: readonly Row[]): Fragment;
  /** `a = ?, b = ?` for the fields that are named; undefined where none is. */
  set(change: Partial<Row>): Fragment | undefined;
}

/** @param kinds every field of the row; its column has the same name in snake case */
export function shape<Row extends object>(table: string, kinds: { readonly [field in keyof Row]-?: Kind }): Shape<Row> {
  const fields = Object.entries<Kind>(kinds).map(([field, kind]) => ({ field, kind, column: snakeCase(field) }));
  const write = (row: Partial<Row>, field: string, kind: Kind): SqlValue => {
    const value = row[field as keyof Row];
    if (value === undefined) throw new TypeError(`A row of ${table} lacks "${field}".`);
    return toSql(value, kind);
  };
  const columnsOf = (row: Row): Columns =>
    Object.fromEntries(fields.map(({ field, kind, column }) => [column, write(row, field, kind)]));
  return {
    table,
    columns: fields.map(({ column }) => column).join(', '),
    read: (row) =>
      Object.fromEntries(fields.map(({ field, kind, column }) => [field, fromSql(row[column], kind)])) as Row,
    columnsOf,
    insert: (rows) => insertSql(table, rows.map(columnsOf)),
    set: (change) => {
      const changed = fields.filter(({ field }) => change[field as keyof Row] !== undefined);
      if (changed.length === 0) return undefined;
      return {
        sql: changed.map(({ column }) => `${column} = ?`).join(', '),
        params: changed.map(({ field, kind }) => write(change, field, kind)),
      };
    },
  };
}

function snakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function toSql(value: unknown, kind: Kind): SqlValue {
  if (value === null) return null;
  if (kind === 'id') return uuidToBytes(value as string);
  if (kind === 'flag') return value === true ? 1 : 0;
  if (kind === 'json') return JSON.stringify(value);
  return value as SqlValue;
}

function fromSql(value: unknown, kind: Kind): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'id') return uuidFromBytes(value as Uint8Array);
  if (kind === 'flag') return Number(value) === 1;
  if (kind === 'json') return JSON.parse(value as string);
  if (kind === 'number') return Number(value);
  return value;
}
