/** Bytes on the local disk, below the data folder: written beside, brought to the disk, then given their name. */
import { createReadStream } from 'node:fs';
import { access, constants, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Range } from '#engine/runtime/application/files.ts';
import type { Blobs, Content, Listed } from './blobs.ts';

/** @param root absolute folder of the installation's data */
export function diskBlobs(root: string): Blobs {
  const pathOf = (key: string) => join(root, ...key.split('/'));
  return {
    async put(entries) {
      const folders = new Set(entries.map(({ key }) => dirname(pathOf(key))));
      for (const folder of folders) {
        await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => whyNot(folder, error));
      }
      for (const { key, content } of entries) await writeDurably(pathOf(key), content);
      for (const folder of folders) await syncFolder(folder);
    },
    async read(key, range) {
      const there = await stat(pathOf(key)).catch(unlessMissing);
      return there && streamed(pathOf(key), range);
    },
    size: async (key) => (await stat(pathOf(key)).catch(unlessMissing))?.size,
    remove: (key) => rm(pathOf(key), { force: true }),
    async withFile(key, use) {
      const path = pathOf(key);
      return (await stat(path).catch(unlessMissing)) === undefined ? undefined : await use(path);
    },
    list: (folder) => listed(root, folder),
  };
}

/** Opened when somebody begins to read, so that nothing stays open that nobody reads. */
async function* streamed(path: string, range: Range | undefined): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { ...(range && { start: range.from, end: range.to }) });
}

async function* listed(root: string, folder: string): AsyncGenerator<Listed> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(unlessMissing);
  for (const entry of entries ?? []) {
    const path = join(entry.parentPath, entry.name);
    const found = entry.isFile() ? await stat(path).catch(unlessMissing) : undefined;
    if (found === undefined) continue;
    yield { key: relative(root, path).split(sep).join('/'), bytes: found.size, madeAt: found.mtimeMs };
  }
}

async function writeDurably(path: string, content: Content): Promise<void> {
  const part = `${path}.part`;
  if (!Buffer.isBuffer(content)) await copyFile(content.path, part);
  const file = await open(part, Buffer.isBuffer(content) ? 'w' : 'r+', 0o600);
  try {
    if (Buffer.isBuffer(content)) await file.writeFile(content);
    else await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder; its renames are durable by themselves.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Where nothing may be written Node says of a folder that it is not there. @throws what the system says of its place */
async function whyNot(folder: string, error: unknown): Promise<never> {
  let place = folder;
  while ((await stat(place).catch(unlessMissing)) === undefined && place !== dirname(place)) place = dirname(place);
  await access(place, constants.W_OK);
  throw error;
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}
