/** Rows of a file that comes in, and what is said of them in the words of who sends it. */

import { isDate } from '../calendars/local-date.ts';
import { fold } from '../text/fold.ts';
import type { Localised } from '../text/localised.ts';

/** A table as it was read: the first row names the columns. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/** Something wrong, where, and what to do. Rows are counted as in the file, the header being row 1. */
export interface ImportFault {
  readonly row: number;
  /** As it is called in the file; '' for the row as a whole. */
  readonly column: string;
  readonly message: Localised;
}

export interface Row {
  readonly number: number;
  /** What stands in a column, trimmed; '' where it is empty or there is no such column. */
  readonly get: (column: string) => string;
  readonly has: (column: string) => boolean;
}

/** What a column may be called, folded; the first name is the one in the template. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** @returns the rows by the names of `columns`; a fault for each needed column that is missing */
export function rowsOf(
  table: Table,
  columns: Columns,
  needed: readonly string[],
): { readonly rows: readonly Row[]; readonly faults: readonly ImportFault[] } {
  const header = table.header.map((name) => fold(name).replaceAll(/[\s_]+/g, '_'));
  const places = new Map(
    Object.entries(columns).map(([key, names]) => [key, header.findIndex((name) => names.includes(name))]),
  );
  const missing = needed.filter((key) => (places.get(key) ?? -1) < 0);
  const faults = missing.map((key): ImportFault => {
    const name = columns[key]?.[0] ?? key;
    return faultIn(
      1,
      name,
      `thiếu cột "${name}"; hãy tải tệp mẫu và đặt tên cột như trong mẫu`,
      `the column "${name}" is missing; take the template and name the columns as there`,
    );
  });
  const rows = table.rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ number, cells }): Row => {
      const get = (key: string) => (cells[places.get(key) ?? -1] ?? '').normalize('NFC').trim();
      return { number, get, has: (key) => (places.get(key) ?? -1) >= 0 };
    });
  return { rows: faults.length > 0 ? [] : rows, faults };
}

export function faultIn(row: number, column: string, vi: string, en: string): ImportFault {
  return { row, column, message: { vi, en } };
}

/** `01/07/2026`, `1/7/2026` and `2026-07-01` → `2026-07-01`; '' stays; undefined for anything else. */
export function dateIn(text: string): string | undefined {
  if (text === '') return '';
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = local === null ? text : `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}`;
  return isDate(iso) ? iso : undefined;
}
