/** Bundles on a disk: one file, or a folder with the same files, so that a configuration can be kept in git. */
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { type ArchiveEntry, archiveBytesMax, entriesMax } from '#engine/bundles/archive.ts';
import { manifestName, placeOf, signatureName } from '#engine/bundles/entry-names.ts';
import { BundleFault } from '#engine/bundles/fault.ts';
import { type OpenBundle, openArchive, openFolder } from '#engine/bundles/open-bundle.ts';
import { bundleCrypto } from '#engine/runtime/administration/bundles/signing.ts';

/** @throws BundleFault naming the entry; Error where there is no such file or folder */
export async function readBundle(path: string): Promise<OpenBundle> {
  const found = await lstat(path);
  if (found.isDirectory()) return openFolder(await entriesIn(path), bundleCrypto);
  if (found.size > archiveBytesMax) throw new BundleFault('TOO_LARGE', path, { max: archiveBytesMax });
  return openArchive(await readFile(path), bundleCrypto);
}

/** The files of a folder as entries, as they stand; README.md and what begins with a dot belong to the folder, not to the bundle. */
export async function entriesIn(folder: string): Promise<readonly ArchiveEntry[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const entries: ArchiveEntry[] = [];
  for (const entry of found) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(join(folder, sep).length).replaceAll(sep, '/');
    if (name === 'README.md' || name.split('/').some((part) => part.startsWith('.'))) continue;
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) throw new BundleFault('NOT_A_FILE', name);
    if (entries.length === entriesMax) throw new BundleFault('TOO_MANY_ENTRIES', '', { max: entriesMax });
    const { size } = await lstat(path);
    if (size > archiveBytesMax) throw new BundleFault('TOO_LARGE', name, { max: archiveBytesMax });
    entries.push({ name, bytes: await readFile(path) });
  }
  return entries;
}

/**
 * Writes a bundle's files into a folder; those of an earlier export that are no more are removed, whatever else lies
 * there stays.
 */
export async function writeFolder(folder: string, texts: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name } of await entriesIn(folder)) {
    if (placeOf(name) !== undefined && !texts.has(name)) await rm(join(folder, name));
  }
  for (const [name, text] of texts) {
    if (placeOf(name) === undefined && name !== manifestName && name !== signatureName) {
      throw new BundleFault('NAME_NOT_ALLOWED', name);
    }
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}
