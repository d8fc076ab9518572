/**
 * Reads untrusted JSON objects field by field and collects every fault with file and path, instead of stopping at
 * the first. A fault leaves a harmless stand-in, so reading goes on; whoever reads must look at `faults` at the end.
 */
import { dayOf, isoDate } from '../calendars/civil-date.ts';
import type { Localised } from '../text/localised.ts';

/** One thing wrong in a configuration file. `path` is like `units[3].name.en`. */
export interface ConfigFault {
  readonly file: string;
  readonly path: string;
  readonly message: string;
  /** The same in Vietnamese, where an administrator may meet it on a screen. */
  readonly vi?: string;
}

export interface Reading {
  readonly file: string;
  readonly path: string;
  readonly value: { readonly [key: string]: unknown };
  readonly faults: ConfigFault[];
}

/** Opens a JSON text; a text that is no JSON object is one fault and reads as an empty object. */
export function openJson(file: string, text: string | undefined, faults: ConfigFault[]): Reading {
  if (text === undefined) {
    faults.push({ file, path: '', message: 'the file is missing' });
    return { file, path: '', value: {}, faults };
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return { file, path: '', value, faults };
    faults.push({ file, path: '', message: 'must hold one JSON object' });
  } catch (error) {
    faults.push({ file, path: '', message: `is no JSON: ${error instanceof Error ? error.message : String(error)}` });
  }
  return { file, path: '', value: {}, faults };
}

export function fault(at: Reading, key: string, message: string, vi?: string): void {
  at.faults.push({ file: at.file, path: join(at.path, key), message, ...(vi !== undefined && { vi }) });
}

/** A text that is not empty; what others refer to by it has no blank at its ends, which databases see as none. */
export function readText(at: Reading, key: string): string {
  const value = at.value[key];
  if ((key === 'code' || key === 'username') && typeof value === 'string' && value.trim() !== value) {
    fault(at, key, 'must not begin or end with a blank', 'không được có khoảng trắng ở đầu hoặc cuối');
  }
  if (typeof value === 'string' && value !== '') return value;
  fault(at, key, value === undefined ? 'is missing' : 'must be a text that is not empty', 'chưa có nội dung');
  return '';
}

export function readTextOrNull(at: Reading, key: string): string | null {
  const value = at.value[key];
  return value === null || value === undefined ? null : readText(at, key);
}

export function readNumber(at: Reading, key: string, atLeast = Number.NEGATIVE_INFINITY): number {
  const value = at.value[key];
  if (typeof value === 'number' && Number.isFinite(value) && value >= atLeast) return value;
  if (atLeast === Number.NEGATIVE_INFINITY) fault(at, key, 'must be a number', 'phải là số');
  else fault(at, key, `must be a number, at least ${atLeast}`, `phải là số, từ ${atLeast} trở lên`);
  return 0;
}

export function readFlag(at: Reading, key: string): boolean {
  const value = at.value[key];
  if (typeof value === 'boolean') return value;
  fault(at, key, 'must be true or false', 'phải là true hoặc false');
  return false;
}

export function readFlagOr(at: Reading, key: string, otherwise: boolean): boolean {
  return at.value[key] === undefined ? otherwise : readFlag(at, key);
}

export function readChoice<const T extends string>(at: Reading, key: string, allowed: readonly T[]): T {
  const value = at.value[key];
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  fault(at, key, `must be one of ${allowed.join(', ')}`, `phải là một trong: ${allowed.join(', ')}`);
  return allowed[0] as T;
}

export function readTexts(at: Reading, key: string): readonly string[] {
  const value = at.value[key];
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  fault(at, key, 'must be a list of texts', 'phải là danh sách các dòng chữ');
  return [];
}

/** A local ISO 8601 date, `YYYY-MM-DD`, or nothing. */
export function readDateOrNull(at: Reading, key: string): string | null {
  const date = readTextOrNull(at, key);
  if (date === null || date === '') return null;
  if (/^\d{4}-\d\d-\d\d$/.test(date) && isoDate(dayOf(date)) === date) return date;
  fault(at, key, 'must be a date like 2026-07-01', 'phải là ngày, như 2026-07-01');
  return null;
}

/** A text in every language of the product. */
export function readLocalised(at: Reading, key: string): Localised {
  const inner = readObject(at, key);
  return { vi: readText(inner, 'vi').normalize('NFC'), en: readText(inner, 'en').normalize('NFC') };
}

export function readObject(at: Reading, key: string): Reading {
  const value = at.value[key];
  const path = join(at.path, key);
  if (isObject(value)) return { ...at, path, value };
  if (value === undefined) fault(at, key, 'is missing', 'còn thiếu');
  else fault(at, key, 'must be an object', 'phải là một nhóm mục');
  // What is missing as a whole is one fault, not one per field.
  return { ...at, path, value: {}, faults: [] };
}

/** Reads a list of objects. */
export function readEach<T>(at: Reading, key: string, read: (item: Reading) => T): readonly T[] {
  const value = at.value[key];
  if (!Array.isArray(value)) {
    if (value === undefined) fault(at, key, 'is missing', 'còn thiếu');
    else fault(at, key, 'must be a list', 'phải là danh sách');
    return [];
  }
  const items: T[] = [];
  for (const [index, item] of value.entries()) {
    const path = `${join(at.path, key)}[${index}]`;
    if (isObject(item)) items.push(read({ ...at, path, value: item }));
    else at.faults.push({ file: at.file, path, message: 'must be an object' });
  }
  return items;
}

/** Reads a list of objects with a `code` each into a map; a code that comes twice is a fault. */
export function readByCode<T extends { readonly code: string }>(
  at: Reading,
  key: string,
  read: (item: Reading) => T,
): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const item of readEach(at, key, read)) {
    if (map.has(item.code)) fault(at, key, `the code ${item.code} comes twice`, `mã ${item.code} có hai lần`);
    map.set(item.code, item);
  }
  return map;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
