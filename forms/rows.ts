/**
 * Rows of a grid as they are posted: by a program as a list, by a page without JavaScript as `items[0].qty`. The mark
 * `items[0].*` says that a row is there, even where nothing in it was filled in.
 */
import type { FormComponent } from './definition.ts';

/** Rows that a form allows where it says nothing, and the most that any may allow. */
export const rowsMaxUsual = 20;
export const rowsMax = 50;

/** More rows than that are not even read. */
const rowsReadMax = 200;

/** What stands for a row in the names of its fields: `items[0].`. */
export function rowPrefix(grid: string, index: number): string {
  return `${grid}[${index}].`;
}

/** Name of the field by which a page says that there is a row. */
export const rowMark = '*';

/** @returns the rows in their order; none where nothing was posted; undefined for what is no list of rows */
export function postedRows(
  { key }: FormComponent,
  posted: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, unknown>>[] | undefined {
  const list = Object.hasOwn(posted, key) ? posted[key] : undefined;
  if (Array.isArray(list)) return list.length <= rowsReadMax && list.every(isRow) ? list : undefined;
  if (list !== undefined && list !== null && list !== '') return undefined;
  const rows = new Map<number, Record<string, unknown>>();
  for (const [name, value] of Object.entries(posted)) {
    const at = rowName(key, name);
    if (at === undefined) continue;
    const row = rows.get(at.index) ?? {};
    if (at.field !== rowMark) Object.defineProperty(row, at.field, { value, enumerable: true });
    rows.set(at.index, row);
  }
  return [...rows].toSorted(([a], [b]) => a - b).map(([, row]) => row);
}

/** Whether a page or a program has said anything about the rows: none may be meant. */
export function saysRows({ key }: FormComponent, posted: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(posted, key) || Object.keys(posted).some((name) => rowName(key, name) !== undefined);
}

/** Limits of the number of rows, as Form.io keeps them: `validate.minLength` and `validate.maxLength`. */
export function rowLimits({ validate }: FormComponent): { readonly min: number; readonly max: number } {
  const [min, max] = [Number(validate?.['minLength'] ?? 0), Number(validate?.['maxLength'] ?? 0)];
  return { min: min > 0 ? min : 0, max: max > 0 ? Math.min(max, rowsMax) : rowsMaxUsual };
}

function rowName(grid: string, name: string): { readonly index: number; readonly field: string } | undefined {
  if (!name.startsWith(`${grid}[`)) return undefined;
  const match = /^\[(\d{1,3})\]\.(.{1,100})$/.exec(name.slice(grid.length));
  const [index, field] = [Number(match?.[1]), match?.[2]];
  return field === undefined || index >= rowsReadMax ? undefined : { index, field };
}

function isRow(row: unknown): row is Readonly<Record<string, unknown>> {
  return typeof row === 'object' && row !== null && !Array.isArray(row);
}
