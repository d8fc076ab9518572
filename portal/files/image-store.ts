/**
 * Photos on disk: `files/<ab>/<cd>/<id>.{full,thumbnail}.jpg` and `<id>.json`, which is written last. Where the JSON
 * file stands, both pictures are whole. Folders are named after the end of the id, because ids begin with the time.
 * With a scanner, `waiting/<id>` is the file as it was sent: as long as it is there, nobody reads the pictures.
 */
import { access, constants, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileVariant } from '#engine/runtime/application/files.ts';
import type { FileStore, IngestedImage, Scanner, StoredImage } from '#engine/runtime/ports/files.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { type Drawn, imageMediaType, redraw, redrawCovered } from './image.ts';
import { createWaiting } from './waiting.ts';

interface Pair {
  readonly full: Drawn;
  readonly thumbnail: Drawn;
}

interface Sheet {
  readonly full: Omit<StoredImage, 'path'>;
  readonly thumbnail: Omit<StoredImage, 'path'>;
}

const fileBytesMax = 10 * 1024 * 1024;
/** Pictures drawn at the same time; each holds its pixels in memory. */
const drawingMax = 2;
const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * @param dataDir absolute folder of the installation's data
 * @param scanner left out: files are not looked at
 */
export function createImageStore(dataDir: string, scanner?: Scanner): FileStore {
  const root = join(dataDir, 'files');
  const waiting = createWaiting(dataDir, scanner);
  const drawing = new Turnstile(drawingMax);
  return {
    async ingest(staged, id) {
      folderOf(root, id);
      if (staged.bytes > fileBytesMax) throw tooLarge(staged.field);
      const drawn = await drawing.through(() => redraw(staged.path)).catch(atField(staged.field));
      await waiting.put(staged.path, id);
      return await keep(root, id, drawn);
    },
    async cover(source, boxes, id) {
      const path = pathOf(folderOf(root, source), source, 'full');
      if ((await stat(path).catch(unlessMissing)) === undefined || (await waiting.holds(source))) return undefined;
      return await keep(root, id, await drawing.through(() => redrawCovered(path, boxes)));
    },
    async locate(id, variant) {
      const folder = folderOf(root, id);
      const sheet = await readFile(join(folder, `${id}.json`), 'utf8').catch(unlessMissing);
      if (sheet === undefined || (await waiting.holds(id))) return undefined;
      return { ...(JSON.parse(sheet) as Sheet)[variant], path: pathOf(folder, id, variant) };
    },
    async remove(id) {
      await removePictures(root, id);
      await waiting.drop(id);
    },
    waits: (id) => waiting.holds(id),
    checkWaiting: (limit) => waiting.check(limit),
    async quarantine(id) {
      await removePictures(root, id);
      await waiting.quarantine(id);
    },
    madeBefore: async (before) => [
      ...new Set([...(await idsMadeBefore(root, before)), ...(await waiting.madeBefore(before))]),
    ],
  };
}

/** The sheet comes last: where it stands, both pictures are whole. */
async function keep(root: string, id: string, { full, thumbnail }: Pair): Promise<IngestedImage> {
  const folder = folderOf(root, id);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => whyNot(root, error));
  await writeDurably(join(folder, `${id}.full.jpg`), full.data);
  await writeDurably(join(folder, `${id}.thumbnail.jpg`), thumbnail.data);
  const sheet: Sheet = { full: sheetEntry(full), thumbnail: sheetEntry(thumbnail) };
  await writeDurably(join(folder, `${id}.json`), JSON.stringify(sheet));
  await syncFolder(folder);
  return ingested(id, full);
}

async function removePictures(root: string, id: string): Promise<void> {
  const folder = folderOf(root, id);
  for (const name of [`${id}.json`, `${id}.full.jpg`, `${id}.thumbnail.jpg`]) {
    await rm(join(folder, name), { force: true });
  }
}

/** Where nothing may be written Node says of a folder that it is not there. @throws what the system says of its place */
async function whyNot(root: string, error: unknown): Promise<never> {
  await access(root, constants.W_OK);
  throw error;
}

async function idsMadeBefore(root: string, before: number): Promise<readonly string[]> {
  const ids = new Set<string>();
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(unlessMissing);
  for (const entry of entries ?? []) {
    const id = entry.name.slice(0, 36);
    if (!entry.isFile() || !idPattern.test(id) || ids.has(id)) continue;
    const { mtimeMs } = await stat(join(entry.parentPath, entry.name));
    if (mtimeMs < before) ids.add(id);
  }
  return [...ids];
}

/** @throws TypeError where the id is none of ours, so that no path is ever made from a stranger's text */
function folderOf(root: string, id: string): string {
  if (!idPattern.test(id)) throw new TypeError('A file id must be a UUID.');
  return join(root, id.slice(-2), id.slice(-4, -2));
}

function pathOf(folder: string, id: string, variant: FileVariant): string {
  return join(folder, `${id}.${variant}.jpg`);
}

function sheetEntry({ data, sha256 }: Drawn): Omit<StoredImage, 'path'> {
  return { mediaType: imageMediaType, bytes: data.length, sha256 };
}

function ingested(id: string, { data, width, height, sha256 }: Drawn): IngestedImage {
  return { id, mediaType: imageMediaType, width, height, bytes: data.length, sha256 };
}

async function writeDurably(path: string, content: string | Buffer): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    await file.writeFile(content);
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

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function tooLarge(field: string): Refusal {
  const params = { megabytes: fileBytesMax / 1024 / 1024 };
  return new Refusal('FILE_TOO_LARGE', 413, params, [{ path: field, rule: 'FILE_TOO_LARGE', params }]);
}

function atField(field: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, error.status, error.params, [
      { path: field, rule: error.code, params: error.params },
    ]);
  };
}

/** Lets so many through at a time; the others wait in order. */
class Turnstile {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free -= 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
