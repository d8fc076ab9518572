/** Files go from one store to another, e.g. from the disk to S3: copied, read back, compared, and only then removed. */
import { createHash } from 'node:crypto';
import { type Blobs, type Listed, readWhole } from './blobs.ts';
import { originalsFolder } from './originals.ts';
import { waitingFolder } from './waiting.ts';

export interface Moved {
  /** Copied now, and found to be the same when read back. */
  readonly copied: number;
  /** Were there already, the same byte by byte. */
  readonly there: number;
  /** Keys whose copy differs from what was copied. */
  readonly wrong: readonly string[];
}

const folders = ['files', originalsFolder, waitingFolder, 'quarantine'];

/** @param remove whether what is surely in the other store leaves this one; run again where it was broken off */
export async function moveFiles(from: Blobs, to: Blobs, remove: boolean): Promise<Moved> {
  const wrong: string[] = [];
  let [copied, there] = [0, 0];
  for (const folder of folders) {
    for await (const one of from.list(folder)) {
      // Half of a file that was being written when its process was killed.
      if (one.key.endsWith('.part')) continue;
      const digest = await digestOf(from, one.key);
      const isThere = (await to.size(one.key)) === one.bytes && (await digestOf(to, one.key)) === digest;
      if (!isThere) await copy(from, to, one);
      if (!isThere && (await digestOf(to, one.key)) !== digest) {
        wrong.push(one.key);
        continue;
      }
      if (isThere) there += 1;
      else copied += 1;
      if (remove) await from.remove(one.key);
    }
  }
  return { copied, there, wrong };
}

async function copy(from: Blobs, to: Blobs, { key }: Listed): Promise<void> {
  const done = await from.withFile(key, async (path) => {
    await to.put([{ key, content: { path } }]);
    return true;
  });
  if (done !== true) throw new Error(`${key} went away while it was copied: run it again`);
}

async function digestOf(blobs: Blobs, key: string): Promise<string | undefined> {
  const stream = await blobs.read(key);
  if (stream === undefined) return undefined;
  const hash = createHash('sha256');
  for await (const part of stream) hash.update(part);
  return hash.digest('hex');
}

/** Whether a store does what it must: keeps, gives a part, lists and removes. @throws Error that says what it did not */
export async function tryBlobs(blobs: Blobs, name: string): Promise<void> {
  const [folder, text] = ['doctor', 'wardflow'];
  const key = `${folder}/${name}`;
  await blobs.put([{ key, content: Buffer.from(text) }]);
  if ((await readWhole(blobs, key))?.toString() !== text) throw new Error('what was kept was not read back');
  let isListed = false;
  for await (const one of blobs.list(folder)) isListed ||= one.key === key;
  if (!isListed) throw new Error('what was kept is not listed');
  await blobs.remove(key);
  if ((await blobs.size(key)) !== undefined) throw new Error('what was removed is still there');
}
