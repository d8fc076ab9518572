/**
 * Photos and videos: `files/<ab>/<cd>/<id>.{full,thumbnail}.jpg` (of a video `full.mp4`) and `<id>.json`, which is written last. Where the JSON file
 * stands, both pictures are whole. With a scanner, `waiting/<id>` is the file as it was sent: as long as it is there,
 * nobody reads the pictures. What is evidence is kept as it was sent too, sealed ({@link keepOriginal}).
 */
import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { factsBytesMax, type PhotoFacts, photoFacts } from '#engine/cases/photos/photo-facts.ts';
import type { FileContent, FileVariant, Range } from '#engine/runtime/application/files.ts';
import type { FileStore, IngestedImage, Scanner } from '#engine/runtime/ports/files.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { type Blobs, idIn, keyOf, readWhole } from './blobs.ts';
import { type Drawn, imageMediaType, redraw, redrawCovered } from './image.ts';
import { isVideo, type TakenVideo, takeVideo } from './ingest-video.ts';
import { factsOf, keepOriginal, openOriginal, originalsFolder } from './originals.ts';
import { createWaiting, waitingFolder } from './waiting.ts';

interface Pair {
  readonly full: Drawn;
  readonly thumbnail: Drawn;
}

type SheetEntry = Omit<FileContent, 'open'>;
type Sheet = { readonly [variant in FileVariant]: SheetEntry };

const filesFolder = 'files';
const fileBytesMax = 10 * 1024 * 1024;
const usualVideoBytesMax = 50 * 1024 * 1024;
/** Pictures drawn at the same time; each holds its pixels in memory. */
const drawingMax = 2;

/**
 * @param blobs where all of it lies
 * @param scanner left out: files are not looked at
 * @param videoBytesMax 0: no video is taken
 */
export function createImageStore(blobs: Blobs, scanner?: Scanner, videoBytesMax = usualVideoBytesMax): FileStore {
  const waiting = createWaiting(blobs, scanner);
  const drawing = new Turnstile(drawingMax);
  return {
    async ingest(staged, id, originalKey) {
      const { path, field } = staged;
      const { mime } = (await fileTypeFromFile(path).catch(() => undefined)) ?? {};
      if (mime !== undefined && isVideo(mime) && videoBytesMax > 0) {
        const received = { mediaType: mime, ...(await factsOf(path)) };
        const film = `${path}.film`;
        try {
          const video = await takeVideo(path, film, videoBytesMax).catch(atField(field));
          await waiting.put(path, id);
          if (originalKey !== undefined) await keepOriginal(blobs, id, path, originalKey);
          return { ...(await keepVideo(blobs, id, film, { ...video, mediaType: mime })), received };
        } finally {
          await rm(film, { force: true });
        }
      }
      if (staged.bytes > fileBytesMax) throw tooLarge(field);
      const { mediaType, ...drawn } = await drawing.through(() => redraw(path)).catch(atField(field));
      const received = { mediaType, ...(await factsOf(path)) };
      await waiting.put(path, id);
      if (originalKey !== undefined) await keepOriginal(blobs, id, path, originalKey);
      return { ...(await keep(blobs, id, drawn)), received };
    },
    photoFacts: ({ path }) => hiddenFacts(path),
    original: async (id, key) => ((await waiting.holds(id)) ? undefined : await openOriginal(blobs, id, key)),
    async cover(source, boxes, id) {
      if (await waiting.holds(source)) return undefined;
      const picture = await readWhole(blobs, pictureKey(source, 'full'));
      return picture && (await keep(blobs, id, await drawing.through(() => redrawCovered(picture, boxes))));
    },
    async locate(id, variant) {
      const sheet = await readWhole(blobs, sheetKey(id));
      if (sheet === undefined || (await waiting.holds(id))) return undefined;
      const entry = (JSON.parse(sheet.toString('utf8')) as Sheet)[variant];
      const key = isVideo(entry.mediaType) ? videoKey(id) : pictureKey(id, variant);
      return { ...entry, open: (range) => opened(blobs, key, range) };
    },
    async remove(id) {
      await removeKept(blobs, id);
      await waiting.drop(id);
    },
    waits: (id) => waiting.holds(id),
    checkWaiting: (limit) => waiting.check(limit),
    async quarantine(id) {
      await removeKept(blobs, id);
      await waiting.quarantine(id);
    },
    async madeBefore(before) {
      const ids = new Set<string>();
      for (const folder of [filesFolder, originalsFolder, waitingFolder]) {
        for await (const { key, madeAt } of blobs.list(folder)) {
          const id = idIn(key);
          if (id !== undefined && madeAt < before) ids.add(id);
        }
      }
      return [...ids];
    },
  };
}

async function hiddenFacts(path: string): Promise<PhotoFacts> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(factsBytesMax), 0, factsBytesMax, 0);
    return photoFacts(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The sheet comes last: where it stands, both pictures are whole. */
async function keep(blobs: Blobs, id: string, { full, thumbnail }: Pair): Promise<IngestedImage> {
  const sheet: Sheet = { full: sheetEntry(full), thumbnail: sheetEntry(thumbnail) };
  await blobs.put([
    { key: pictureKey(id, 'full'), content: full.data },
    { key: pictureKey(id, 'thumbnail'), content: thumbnail.data },
    { key: sheetKey(id), content: Buffer.from(JSON.stringify(sheet)) },
  ]);
  return ingested(id, full);
}

/** The sheet comes last here too. */
async function keepVideo(
  blobs: Blobs,
  id: string,
  film: string,
  { poster, ...video }: TakenVideo & { readonly mediaType: string },
): Promise<IngestedImage> {
  const { mediaType, bytes, sha256 } = video;
  const thumbnail = { data: poster, sha256: createHash('sha256').update(poster).digest('hex') };
  const sheet: Sheet = { full: { mediaType, bytes, sha256 }, thumbnail: sheetEntry(thumbnail) };
  await blobs.put([
    { key: videoKey(id), content: { path: film } },
    { key: pictureKey(id, 'thumbnail'), content: poster },
    { key: sheetKey(id), content: Buffer.from(JSON.stringify(sheet)) },
  ]);
  return { id, ...video };
}

async function removeKept(blobs: Blobs, id: string): Promise<void> {
  const keys = [
    sheetKey(id),
    pictureKey(id, 'full'),
    videoKey(id),
    pictureKey(id, 'thumbnail'),
    keyOf(originalsFolder, id),
  ];
  for (const key of keys) await blobs.remove(key);
}

/** @throws Error where it was removed meanwhile */
async function opened(blobs: Blobs, key: string, range: Range | undefined): Promise<AsyncIterable<Uint8Array>> {
  const stream = await blobs.read(key, range);
  if (stream === undefined) throw new Error('the file was removed while somebody asked for it');
  return stream;
}

function pictureKey(id: string, variant: FileVariant): string {
  return keyOf(filesFolder, id, `.${variant}.jpg`);
}

function videoKey(id: string): string {
  return keyOf(filesFolder, id, '.full.mp4');
}

function sheetKey(id: string): string {
  return keyOf(filesFolder, id, '.json');
}

function sheetEntry({ data, sha256 }: Pick<Drawn, 'data' | 'sha256'>): SheetEntry {
  return { mediaType: imageMediaType, bytes: data.length, sha256 };
}

function ingested(id: string, { data, width, height, sha256 }: Drawn): IngestedImage {
  return { id, mediaType: imageMediaType, width, height, bytes: data.length, sha256 };
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
