/**
 * What a bundle says of itself: what is in it with its hashes, who made it when, and what it began from. The manifest's
 * bytes are what is signed (docs/bundles.md).
 */
import type { Instant } from '#engine/core/values.ts';
import { byName, isJson } from './entry-names.ts';
import { BundleFault } from './fault.ts';
import { layOutJson } from './lay-out-json.ts';

/** Raised when bundles are written another way; `migrate.ts` brings older ones forward. */
export const format = 1;

export interface Manifest {
  readonly format: number;
  /** Version of the program that wrote it. */
  readonly version: string;
  readonly kind: BundleKind;
  readonly made: {
    /** ISO 8601, UTC. */
    readonly at: string;
    /** The city or office, never a person. */
    readonly by: string;
  };
  /** {@link Contents.digest} of what its maker had last given out or taken in; null: nothing. */
  readonly base: string | null;
  readonly contents: readonly ManifestLine[];
}

/** `service`: one; `configuration`: the whole. */
export type BundleKind = 'service' | 'configuration';

export interface ManifestLine {
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

export interface SignatureText {
  readonly algorithm: 'Ed25519';
  /** Raw public key (RFC 8032), base64url. */
  readonly key: string;
  /** As its holder calls itself: says nothing by itself. */
  readonly name: string;
  /** Of the bytes of `manifest.json`, base64url. */
  readonly value: string;
}

/** Hex SHA-256 of bytes: handed in, since this room knows no cryptography. */
export type Sha256 = (bytes: Uint8Array) => string;

/** Texts by name, without manifest and signature. */
export type BundleTexts = ReadonlyMap<string, string>;

export interface Contents {
  readonly lines: readonly ManifestLine[];
  /** Names what is in a bundle by itself: two with the same hold the same. Hex. */
  readonly digest: string;
}

/** Texts as a bundle holds them: JSON laid out in the one way. @throws BundleFault `BROKEN_JSON`, `NOT_TEXT` */
export function tidied(texts: BundleTexts): BundleTexts {
  const all = [...texts].map(([name, text]) => ({ name, text: tidyText(name, text) })).toSorted(byName);
  return new Map(all.map(({ name, text }) => [name, text]));
}

export function tidyText(name: string, text: string): string {
  // A lone surrogate would become another character in UTF-8.
  if (text.includes('\0') || !text.isWellFormed()) throw new BundleFault('NOT_TEXT', name);
  const laid = isJson(name) ? layOutJson(text) : text;
  if (laid === undefined) throw new BundleFault('BROKEN_JSON', name);
  return laid;
}

export function contentsOf(texts: BundleTexts, sha256: Sha256): Contents {
  const encoder = new TextEncoder();
  const sorted = [...texts].map(([name, text]) => ({ name, text })).toSorted(byName);
  const lines = sorted.map(({ name, text }): ManifestLine => {
    const bytes = encoder.encode(text);
    return { path: name, bytes: bytes.length, sha256: sha256(bytes) };
  });
  return { lines, digest: digestOf(lines, sha256) };
}

export function digestOf(lines: readonly ManifestLine[], sha256: Sha256): string {
  return sha256(new TextEncoder().encode(lines.map(({ path, sha256: hash }) => `${hash} ${path}\n`).join('')));
}

export interface ManifestFacts {
  readonly version: string;
  readonly kind: BundleKind;
  readonly at: Instant;
  readonly by: string;
  readonly base: string | null;
}

export function manifestText({ version, kind, at, by, base }: ManifestFacts, { lines }: Contents): string {
  const made = { at: new Date(at).toISOString(), by };
  return textOf({ format, version, kind, made, base, contents: lines });
}

export function textOf(value: object): string {
  return layOutJson(JSON.stringify(value)) ?? '';
}

/** @throws BundleFault `BROKEN_MANIFEST`, `FORMAT_UNKNOWN` */
export function parseManifest(text: string): Manifest {
  const value = objectIn(text, 'manifest.json');
  const known = value['format'];
  if (typeof known !== 'number' || !Number.isInteger(known) || known < 1) throw broken('format');
  if (known > format) throw new BundleFault('FORMAT_UNKNOWN', 'manifest.json', { format: known, max: format });
  const { version, kind, made, base, contents } = value;
  if (typeof version !== 'string' || version.length > 100) throw broken('version');
  if (kind !== 'service' && kind !== 'configuration') throw broken('kind');
  const { at, by } = (made ?? {}) as { readonly at?: unknown; readonly by?: unknown };
  if (typeof at !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(at)) throw broken('made.at');
  if (typeof by !== 'string' || by.length > 300) throw broken('made.by');
  if (base !== null && !isHash(base)) throw broken('base');
  if (!Array.isArray(contents)) throw broken('contents');
  return { format: known, version, kind, made: { at, by }, base, contents: contents.map(lineOf) };
}

function lineOf(line: unknown, index: number): ManifestLine {
  const { path, bytes, sha256 } = (line ?? {}) as Partial<Record<keyof ManifestLine, unknown>>;
  if (typeof path !== 'string' || typeof bytes !== 'number' || !isHash(sha256)) throw broken(`contents[${index}]`);
  return { path, bytes, sha256 };
}

/** @throws BundleFault `BROKEN_MANIFEST` */
export function parseSignature(text: string): SignatureText {
  const { algorithm, key, name, value } = objectIn(text, 'signature.json');
  if (algorithm !== 'Ed25519') throw broken('algorithm', 'signature.json');
  if (!isBase64url(key, 43)) throw broken('key', 'signature.json');
  if (!isBase64url(value, 86)) throw broken('value', 'signature.json');
  if (typeof name !== 'string' || name.length > 300) throw broken('name', 'signature.json');
  return { algorithm, key, name, value };
}

function objectIn(text: string, entry: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw broken('JSON', entry);
}

function broken(what: string, entry = 'manifest.json'): BundleFault {
  return new BundleFault('BROKEN_MANIFEST', entry, { what });
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isBase64url(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length === length && /^[\w-]+$/.test(value);
}
