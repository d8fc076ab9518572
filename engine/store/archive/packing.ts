/**
 * The rows of a case as one value: each table's columns once, its rows as lists, compressed. Column by column as they
 * stand, whatever they mean, so that a column that is added later needs nothing here.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SqlRow, SqlValue } from '../sql.ts';

export type Rows = Readonly<Record<string, readonly SqlRow[]>>;

/** Bytes are a list of one text, which no other value is. */
type Packed = string | number | null | readonly [hex: string];
type PackedTables = Readonly<
  Record<string, { readonly columns: readonly string[]; readonly rows: readonly Packed[][] }>
>;

export function pack(tables: Rows): Uint8Array {
  const packed: PackedTables = Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {});
      return [table, { columns, rows: rows.map((row) => columns.map((column) => packedValue(row[column]))) }];
    }),
  );
  return deflateRawSync(JSON.stringify(packed));
}

export function unpack(content: Uint8Array): Rows {
  const packed = JSON.parse(inflateRawSync(content).toString('utf8')) as PackedTables;
  return Object.fromEntries(
    Object.entries(packed).map(([table, { columns, rows }]) => [
      table,
      rows.map((row) => Object.fromEntries(row.map((value, index) => [columns[index], unpackedValue(value)]))),
    ]),
  );
}

function packedValue(value: unknown): Packed {
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('hex')];
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`A value of type ${typeof value} cannot be archived.`);
}

function unpackedValue(value: Packed): SqlValue {
  return typeof value === 'object' && value !== null ? Buffer.from(value[0], 'hex') : value;
}
