// A YAML or JSON document read with its lines: every fault names the line it stands in.
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Json, Variables } from '#engine/core/values.ts';

export interface Fault {
  readonly line: number;
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** A place in the document; values are read through it and faults are collected beside. */
export interface Place {
  readonly source: Source;
  readonly path: Path;
  readonly value: unknown;
}

export interface Source {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly faults: Fault[];
}

export function openDocument(text: string): Place {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', uniqueKeys: true });
  const faults = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    message: error.message.split('\n')[0] ?? error.message,
  }));
  const value: unknown = faults.length > 0 ? null : document.toJS({ maxAliasCount: 100 });
  return { source: { document, lines, faults }, path: [], value };
}

export function at(place: Place, key: string | number): Place {
  const value = isRecord(place.value) || Array.isArray(place.value) ? Reflect.get(place.value, key) : undefined;
  return { source: place.source, path: [...place.path, key], value };
}

export function has(place: Place, key: string): boolean {
  return isRecord(place.value) && Object.hasOwn(place.value, key);
}

export function keysOf(place: Place): readonly string[] {
  return isRecord(place.value) ? Object.keys(place.value) : [];
}

export function items(place: Place): readonly Place[] {
  return Array.isArray(place.value) ? place.value.map((_, index) => at(place, index)) : [];
}

export function fault(place: Place, message: string): void {
  place.source.faults.push({ line: lineOf(place), message });
}

/** Says which keys may stand here; every other one is a fault at its own line. */
export function allowKeys(place: Place, allowed: readonly string[]): void {
  if (place.value === null || place.value === undefined) return;
  if (!isRecord(place.value)) {
    fault(place, `${nameOf(place)} must be a map with keys`);
    return;
  }
  for (const key of keysOf(place)) {
    if (!allowed.includes(key)) fault(at(place, key), `unknown key "${key}"; known here: ${allowed.join(', ')}`);
  }
}

export function text(place: Place, fallback?: string): string {
  if (typeof place.value === 'string') return place.value;
  if (place.value === undefined && fallback !== undefined) return fallback;
  fault(place, `${nameOf(place)} must be a text`);
  return '';
}

export function optionalText(place: Place): string | null {
  return place.value === undefined ? null : text(place);
}

export function wholeNumber(place: Place, fallback: number): number {
  if (place.value === undefined) return fallback;
  if (Number.isSafeInteger(place.value) && Number(place.value) >= 0) return Number(place.value);
  fault(place, `${nameOf(place)} must be a whole number`);
  return fallback;
}

export function flag(place: Place): boolean {
  if (place.value === undefined || typeof place.value === 'boolean') return place.value === true;
  fault(place, `${nameOf(place)} must be true or false`);
  return false;
}

export function texts(place: Place): readonly string[] {
  if (Array.isArray(place.value)) return items(place).map((item) => text(item));
  fault(place, `${nameOf(place)} must be a list`);
  return [];
}

export function variables(place: Place): Variables {
  if (place.value === undefined || place.value === null) return {};
  if (isRecord(place.value)) return place.value as Variables;
  fault(place, `${nameOf(place)} must be a map of variables`);
  return {};
}

export function json(place: Place): Json {
  return (place.value ?? null) as Json;
}

/** Line of the key where the place has one, else of the value. */
export function lineOf(place: Place): number {
  for (let path = place.path; ; path = path.slice(0, -1)) {
    const offset = offsetOf(place.source.document, path);
    if (offset !== undefined) return place.source.lines.linePos(offset).line;
    if (path.length === 0) return 1;
  }
}

function offsetOf(document: Document, path: Path): number | undefined {
  const parent: unknown = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => (isScalar(key) ? key.value : key) === last);
    if (pair !== undefined && isNode(pair.key)) return pair.key.range?.[0];
  }
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function nameOf(place: Place): string {
  return place.path.length === 0 ? 'the file' : `"${place.path.at(-1)}"`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
