/**
 * Where bytes lie: the local disk, or an S3-compatible store. A key is a path of ours, e.g.
 * `files/<ab>/<cd>/<id>.full.jpg`; no key is ever made from a stranger's text.
 */
import type { Range } from '#engine/runtime/application/files.ts';

export interface Blobs {
  /** Keeps all of them, in this order; each is whole or not there, and all are durable when this returns. */
  put(entries: readonly Entry[]): Promise<void>;
  /** @returns undefined where it is not there */
  read(key: string, range?: Range): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** @returns bytes; undefined where it is not there */
  size(key: string): Promise<number | undefined>;
  /** Nothing happens where it is not there. */
  remove(key: string): Promise<void>;
  /** Lets somebody work on a file that has its bytes. @returns undefined where it is not there */
  withFile<T>(key: string, use: (path: string) => Promise<T>): Promise<T | undefined>;
  /** All whose keys begin with `<folder>/`, in no order. */
  list(folder: string): AsyncIterable<Listed>;
}

export interface Entry {
  readonly key: string;
  readonly content: Content;
}

/** In memory, or a file that stays as it is until {@link Blobs.put} returns. */
export type Content = Buffer | { readonly path: string };

export interface Listed {
  readonly key: string;
  readonly bytes: number;
  /** Epoch milliseconds. */
  readonly madeAt: number;
}

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const idLength = 36;

/**
 * The key of something of a file. Folders are named after the end of the id, because ids begin with the time.
 * @throws TypeError where the id is none of ours, so that no key is ever made from a stranger's text
 */
export function keyOf(folder: string, id: string, ending = ''): string {
  if (!idPattern.test(id)) throw new TypeError('A file id must be a UUID.');
  return `${folder}/${id.slice(-2)}/${id.slice(-4, -2)}/${id}${ending}`;
}

/** The id of the file that something is kept for; undefined for what is none of ours. */
export function idIn(key: string): string | undefined {
  const id = key.slice(key.lastIndexOf('/') + 1).slice(0, idLength);
  return idPattern.test(id) ? id : undefined;
}

/** All of it, for what is known to be small. */
export async function readWhole(blobs: Blobs, key: string): Promise<Buffer | undefined> {
  const stream = await blobs.read(key);
  if (stream === undefined) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
