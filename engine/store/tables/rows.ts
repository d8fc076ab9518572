/** Values between rows of the database and rows of the ports. */
import type { Instant } from '#engine/core/values.ts';
import type { SqlRow } from '../sql.ts';
import { uuidFromBytes, uuidToBytes } from '../uuid.ts';

/** Stands for "no due date" in columns that pages are ordered by; later than any real one (year 9999). */
export const never: Instant = 253_402_300_799_999;

export const bytesOf = uuidToBytes;

export function bytesOrNull(id: string | null): Uint8Array | null {
  return id === null ? null : uuidToBytes(id);
}

export function flagOf(value: boolean): number {
  return value ? 1 : 0;
}

export function idIn(row: SqlRow, column: string): string {
  return uuidFromBytes(row[column] as Uint8Array);
}

export function idOrNullIn(row: SqlRow, column: string): string | null {
  const value = row[column];
  return value === null ? null : uuidFromBytes(value as Uint8Array);
}

export function textIn(row: SqlRow, column: string): string {
  return row[column] as string;
}

export function textOrNullIn(row: SqlRow, column: string): string | null {
  return row[column] as string | null;
}

/** Whole numbers come as numbers from both drivers; sums and counts of MySQL may come as text. */
export function numberIn(row: SqlRow, column: string): number {
  return Number(row[column]);
}

export function numberOrNullIn(row: SqlRow, column: string): number | null {
  const value = row[column];
  return value === null ? null : Number(value);
}

export function flagIn(row: SqlRow, column: string): boolean {
  return Number(row[column]) === 1;
}

export function dueOrNullIn(row: SqlRow, column: string): Instant | null {
  const value = numberIn(row, column);
  return value === never ? null : value;
}

/** Cuts a text to what a `{code}` column takes; for names and messages, never for keys. */
export function clipped(text: string, charactersMax: number): string {
  return text.length <= charactersMax ? text : `${text.slice(0, charactersMax - 1)}…`;
}

export type { Columns } from '../sql.ts';
