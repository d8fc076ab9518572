/**
 * Originals of evidence, apart from all that is served: `originals/<ab>/<cd>/<id>`, sealed under a key that lies in the
 * vault of their case. Without that key nobody reads them, in a backup either.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type Blobs, keyOf } from './blobs.ts';
import { opened, sealed } from './sealed-original.ts';

export const originalsFolder = 'originals';

/** @returns SHA-256 of a file, and its size; all of it is never in memory */
export async function factsOf(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

/** Keeps a staged file as it is. @param key 32 bytes, never used for another file */
export async function keepOriginal(blobs: Blobs, id: string, path: string, key: Uint8Array): Promise<void> {
  const made = `${path}.sealed`;
  try {
    await pipeline(sealed(createReadStream(path), key, id), createWriteStream(made, { mode: 0o600 }));
    await blobs.put([{ key: keyOf(originalsFolder, id), content: { path: made } }]);
  } finally {
    await rm(made, { force: true });
  }
}

/** @returns undefined where none is kept @throws Error while it is read, where it is not as it was sealed */
export async function openOriginal(
  blobs: Blobs,
  id: string,
  key: Uint8Array,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const stored = await blobs.read(keyOf(originalsFolder, id));
  return stored && opened(stored, key, id);
}
