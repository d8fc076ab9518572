/** Rows as they stand in a backup: the same text whichever kind of database they come from or go to. */
import type { SqlValue } from '../sql.ts';

/** A value of a row: bytes as base64, everything else as JSON says it. */
export type Portable = null | string | number | { readonly base64: string };
export type PortableRow = Readonly<Record<string, Portable>>;

/** @throws TypeError for what no column of ours holds */
export function toPortable(value: unknown): Portable {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (typeof value === 'bigint') return Number(value);
  throw new TypeError(`A row holds a ${typeof value}, which no backup knows.`);
}

export function fromPortable(value: Portable | undefined): SqlValue {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? Buffer.from(value.base64, 'base64') : value;
}
