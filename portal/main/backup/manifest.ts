/** What a backup says of itself: the first entry of its archive, `manifest.json`. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface Manifest {
  /** Grows when an older program could not read it any more. */
  readonly format: 1;
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly database: 'sqlite' | 'mysql';
  readonly migrations: readonly { readonly number: number; readonly name: string }[];
  readonly tables: readonly TableEntry[];
  readonly files: readonly FileEntry[];
  /** The vault cannot be read without it; it is kept apart. */
  readonly secretKey: 'not included';
}

export interface TableEntry {
  readonly name: string;
  /** Of the rows, in their order; none where the table is empty. */
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sha256: string;
}

export interface FileEntry {
  /** Relative to the data folder. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const manifestName = 'manifest.json';

/** @returns where a table's rows stand in the archive */
export function tablePath(name: string): string {
  return `tables/${name}.ndjson`;
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** @throws Error where it is not the manifest of a backup that this program reads */
export function parseManifest(text: string): Manifest {
  const found: unknown = JSON.parse(text);
  const { format, tables, files, migrations } = (found ?? {}) as Partial<Record<keyof Manifest, unknown>>;
  if (format !== 1) throw new Error(`the backup has format ${String(format)}, this program reads format 1`);
  if (![tables, files, migrations].every(Array.isArray)) throw new Error('its manifest is not whole');
  return found as Manifest;
}
