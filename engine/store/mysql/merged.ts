/**
 * Rows that several works add to the same table go in one INSERT: the server parses and opens the table once for all.
 * What is moved ahead for that is only what the statements that it passes cannot touch.
 */
import type { Columns, SqlValue } from '../sql.ts';
import type { Statement } from './packet.ts';
import { tablesIn, type Write } from './side.ts';

/** Rows of one INSERT, and characters of all their texts: well below what a packet may hold. */
const rowsMax = 500;
const charactersMax = 200_000;

interface Merged {
  readonly statements: readonly Statement[];
  /** Of each write, which statement it is in. */
  readonly places: readonly number[];
}

/** @param writes in the order of their works; what one work writes keeps its order wherever that matters */
export function merged(writes: readonly Write[]): Merged {
  const statements: Statement[] = [];
  const open = new Map<string, Open>();
  const others = new Map<string, Passed>();
  const places = writes.map((write) => {
    const { added, sql, params, width } = write;
    if (added === undefined || width === undefined) {
      for (const table of tablesIn(sql)) passedBy(others, table).note(statements.length, write);
      return statements.push(write) - 1;
    }
    const found = open.get(sql);
    if (
      found?.takes(params, added.length) &&
      [...tablesIn(sql)].every((table) => isFree(others.get(table), found, added))
    ) {
      found.push(params, added.length);
      return found.place;
    }
    const begun = new Open(statements.length);
    begun.push(params, added.length);
    open.set(sql, begun);
    return statements.push({ sql, params: begun.values, width, isMute: true }) - 1;
  });
  return { statements, places };
}

/** An INSERT that takes more rows. */
class Open {
  readonly place: number;
  readonly values: SqlValue[] = [];
  #rows = 0;
  #characters = 0;

  constructor(place: number) {
    this.place = place;
  }

  takes(params: readonly SqlValue[], rows: number): boolean {
    return this.#rows + rows <= rowsMax && this.#characters + charactersIn(params) <= charactersMax;
  }

  push(params: readonly SqlValue[], rows: number): void {
    for (const value of params) this.values.push(value);
    this.#rows += rows;
    this.#characters += charactersIn(params);
  }
}

function charactersIn(params: readonly SqlValue[]): number {
  let characters = 0;
  for (const value of params) if (typeof value === 'string' || value instanceof Uint8Array) characters += value.length;
  return characters;
}

interface Bound {
  readonly columns: readonly string[];
  readonly places: Map<string, number>;
}

/** Where the other statements of a table stand, the last of each kind. */
class Passed {
  /** Of those that may touch any row. */
  #any = -1;
  /** Of those bound to values of some columns. */
  readonly #bound: Bound[] = [];

  note(place: number, { only }: Write): void {
    if (only === undefined) {
      this.#any = place;
      return;
    }
    const columns = Object.keys(only);
    let known = this.#bound.find((one) => one.columns.join() === columns.join());
    if (known === undefined) {
      known = { columns, places: new Map() };
      this.#bound.push(known);
    }
    known.places.set(keyOf(columns, only), place);
  }

  /** Whether none of those behind a place can touch a row. */
  isFree(place: number, row: Columns): boolean {
    if (this.#any > place) return false;
    return this.#bound.every(({ columns, places }) => {
      return columns.every((column) => column in row) && (places.get(keyOf(columns, row)) ?? -1) < place;
    });
  }
}

function isFree(passed: Passed | undefined, { place }: Open, added: readonly Columns[]): boolean {
  return passed === undefined || added.every((row) => passed.isFree(place, row));
}

function passedBy(others: Map<string, Passed>, table: string): Passed {
  const known = others.get(table) ?? new Passed();
  others.set(table, known);
  return known;
}

function keyOf(columns: readonly string[], row: Columns): string {
  let key = '';
  for (const column of columns) {
    const value = row[column] ?? null;
    key += `${value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex') : value} `;
  }
  return key;
}
