/**
 * From what was posted to what a field means. One rule: a browser without JavaScript posts texts, a program posts JSON,
 * and both mean the same. An empty text is no value; texts are trimmed, in NFC and without control characters.
 */
import type { FormComponent } from './definition.ts';
import { scalarText } from './scalar.ts';

export type FormValue =
  | string
  | number
  | boolean
  | readonly string[]
  | Place
  | { readonly [option: string]: boolean }
  | readonly Row[];

/** A row of a grid, by the keys of its fields. Rows do not stand in rows. */
export interface Row {
  readonly [key: string]: Exclude<FormValue, readonly Row[]>;
}

export interface Place {
  readonly lon: number;
  readonly lat: number;
}

/** `undefined`: no value was given. `invalid`: there is one, and it cannot mean anything for this field. */
export type Coerced = { readonly value: FormValue | undefined } | { readonly invalid: true };

const invalid: Coerced = { invalid: true };

/** @param raw what was posted under the component's key; for a location also `key.lon` and `key.lat` */
export function coerce(component: FormComponent, raw: Readonly<Record<string, unknown>>): Coerced {
  const posted = Object.hasOwn(raw, component.key) ? raw[component.key] : undefined;
  switch (component.type) {
    case 'number':
      return number(single(posted));
    case 'checkbox':
      return checkbox(single(posted));
    case 'selectboxes':
      return boxes(component, posted);
    case 'location':
      return place(posted ?? { lon: raw[`${component.key}.lon`], lat: raw[`${component.key}.lat`] });
    case 'file':
      return texts(posted);
    case 'select':
      return component.multiple === true ? texts(posted) : text(single(posted));
    case 'day':
      return day(single(posted));
    case 'datetime':
      return component['enableTime'] === false ? day(single(posted)) : dateAndTime(single(posted));
    default:
      return text(single(posted));
  }
}

/** A posted list of one is the one; a longer list for a field that holds one value cannot be meant. */
function single(posted: unknown): unknown {
  return Array.isArray(posted) && posted.length <= 1 ? posted[0] : posted;
}

function text(posted: unknown): Coerced {
  if (posted === undefined || posted === null) return { value: undefined };
  if (typeof posted !== 'string' && !Number.isFinite(posted)) return invalid;
  const clean = cleanText(String(posted));
  return { value: clean === '' ? undefined : clean };
}

/** Kept as ISO 8601 has it: `2026-10-13`; read also as Vietnamese write it, `13/10/2026`. */
function day(posted: unknown): Coerced {
  const read = text(posted);
  if ('invalid' in read || typeof read.value !== 'string') return read;
  return { value: isoDay(read.value) };
}

/** `2026-10-13T08:30`, on the clock of the place; seconds are left out, and what names a zone is not understood. */
function dateAndTime(posted: unknown): Coerced {
  const read = text(posted);
  if ('invalid' in read || typeof read.value !== 'string') return read;
  const [, date = '', time] = /^(\S{10})[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,3})?)?$/.exec(read.value) ?? [];
  return { value: time === undefined ? read.value : `${isoDay(date)}T${time}` };
}

function isoDay(typed: string): string {
  const [, date, month, year] = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(typed) ?? [];
  return date === undefined || month === undefined || year === undefined
    ? typed
    : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

function texts(posted: unknown): Coerced {
  if (posted === undefined || posted === null || posted === '') return { value: undefined };
  const list: readonly unknown[] = Array.isArray(posted) ? posted : [posted];
  if (!list.every((one) => typeof one === 'string')) return invalid;
  const clean = [...new Set(list.map(cleanText))].filter((one) => one !== '');
  return { value: clean.length === 0 ? undefined : clean };
}

function number(posted: unknown): Coerced {
  if (posted === undefined || posted === null) return { value: undefined };
  if (typeof posted === 'number') return Number.isFinite(posted) ? { value: posted } : invalid;
  if (typeof posted !== 'string') return invalid;
  const clean = posted.trim();
  if (clean === '') return { value: undefined };
  // Vietnamese writes the decimal comma; a point works too, thousands are not grouped.
  return /^[+-]?\d{1,15}([.,]\d{1,10})?$/.test(clean) ? { value: Number(clean.replace(',', '.')) } : invalid;
}

/** An unticked box is not posted at all; that is a "no", not a missing value. */
function checkbox(posted: unknown): Coerced {
  if (posted === undefined || posted === null || posted === '' || posted === false) return { value: false };
  if (posted === true || ['true', 'on', '1'].includes(scalarText(posted))) return { value: true };
  return ['false', 'off', '0'].includes(scalarText(posted)) ? { value: false } : invalid;
}

/** Form.io's meaning: every option with yes or no. A page without JavaScript posts the chosen ones. */
function boxes(component: FormComponent, posted: unknown): Coerced {
  const options = (component.values ?? []).map((option) => option.value);
  let chosen: readonly unknown[] = [];
  if (Array.isArray(posted)) chosen = posted;
  else if (typeof posted === 'string') chosen = posted === '' ? [] : [posted];
  else if (typeof posted === 'object' && posted !== null) {
    chosen = Object.entries(posted).flatMap(([key, on]) => (on === true ? [key] : []));
  } else if (posted !== undefined && posted !== null) return invalid;
  if (chosen.some((one) => !options.some((option) => option === one))) return invalid;
  if (chosen.length === 0) return { value: undefined };
  return { value: Object.fromEntries(options.map((option) => [option, chosen.includes(option)])) };
}

function place(posted: unknown): Coerced {
  const value = typeof posted === 'string' ? readPlaceText(posted) : posted;
  if (value === undefined || value === null) return { value: undefined };
  if (typeof value !== 'object') return invalid;
  const { lon, lat } = value as Record<string, unknown>;
  if (isBlank(lon) && isBlank(lat)) return { value: undefined };
  const [x, y] = [degrees(lon), degrees(lat)];
  return x === undefined || y === undefined || Math.abs(x) > 180 || Math.abs(y) > 90
    ? invalid
    : { value: { lon: x, lat: y } };
}

/** `{"lon":108.1,"lat":10.9}` as a hidden field carries it, or `108.1,10.9`. */
function readPlaceText(posted: string): unknown {
  const clean = posted.trim();
  if (clean === '') return undefined;
  const pair = /^(-?[\d.]+)\s*,\s*(-?[\d.]+)$/.exec(clean);
  if (pair !== null) return { lon: pair[1], lat: pair[2] };
  try {
    return JSON.parse(clean) as unknown;
  } catch {
    return clean;
  }
}

function degrees(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  // A Vietnamese phone's decimal keyboard offers the comma.
  if (typeof value !== 'string' || !/^\s*-?\d{1,3}([.,]\d{1,15})?\s*$/.test(value)) return undefined;
  return Number(value.replace(',', '.'));
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** Half a letter (a lone surrogate) becomes the replacement character, which every place can store and draw. */
function cleanText(posted: string): string {
  return withoutControls(posted.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n')).trim();
}

/** Without the control characters that no page can hold; line ends and tabs stay. */
export function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n\r\t]/gu, '');
}
