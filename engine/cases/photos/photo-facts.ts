/**
 * What a photo hides of where and when it was taken, of all its metadata nothing else: position and date of CIPA DC-008
 * (Exif 3.0), sections 4.6.5 and 4.6.6, in the APP1 segment of a JPEG, as phones write it. Runs on the server and in the
 * browser, and only where the person who sends the photo has asked for it.
 */
import type { Point } from '../text/localised.ts';

export interface PhotoFacts {
  /** Null: the photo does not say, or nothing that can be a place. */
  readonly point: Point | null;
  /** By the clock of the camera: `2026-11-20T08:15:00`, with the offset where the photo has it. */
  readonly taken: string | null;
}

export const noFacts: PhotoFacts = { point: null, taken: null };
/** Metadata stand before the picture; of a file no more than this is read. */
export const factsBytesMax = 256 * 1024;

const segmentsMax = 64;
const fieldsMax = 200;
const tags = { exif: 0x8769, gps: 0x8825, taken: 0x9003, offset: 0x9011 };
const gpsTags = { latRef: 1, lat: 2, lonRef: 3, lon: 4 };
const takenPattern = /^(20\d\d):(\d\d):(\d\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/;

/**
 * @param head the beginning of a file, of any kind: what is not understood says nothing
 * @returns the facts; never throws, and looks at each byte a bounded number of times
 */
export function photoFacts(head: Uint8Array): PhotoFacts {
  const view = new DataView(head.buffer, head.byteOffset, Math.min(head.byteLength, factsBytesMax));
  const tiff = within(() => tiffOf(view));
  if (tiff === undefined) return noFacts;
  return { point: within(() => pointOf(tiff)) ?? null, taken: within(() => takenOf(tiff)) ?? null };
}

/** Offsets of a hostile file lead anywhere; a view lets nobody read beyond its end. */
function within<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Tiff {
  readonly view: DataView;
  readonly little: boolean;
  readonly first: Fields;
}

/** A field: its type, how many values it has, and where its entry stands. */
type Fields = ReadonlyMap<number, { readonly type: number; readonly count: number; readonly at: number }>;

/** Walks the segments of a JPEG up to the picture (ITU-T T.81, annex B). */
function tiffOf(view: DataView): Tiff | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  for (let segment = 0; segment < segmentsMax; segment++) {
    const marker = view.getUint16(at);
    const length = view.getUint16(at + 2);
    if (marker < 0xffc0 || marker === 0xffda || length < 2) return undefined;
    const isExif = marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966 && view.getUint16(at + 8) === 0;
    // Never beyond what was handed in: the memory behind it is somebody else's.
    const bytes = Math.min(length - 8, view.byteLength - at - 10);
    if (isExif) return openTiff(new DataView(view.buffer, view.byteOffset + at + 10, bytes));
    at += 2 + length;
  }
  return undefined;
}

function openTiff(view: DataView): Tiff | undefined {
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) return undefined;
  return { view, little, first: fieldsAt(view, little, view.getUint32(4, little)) };
}

function fieldsAt(view: DataView, little: boolean, start: number): Fields {
  const count = Math.min(view.getUint16(start, little), fieldsMax);
  const fields = new Map<number, { type: number; count: number; at: number }>();
  for (let index = 0; index < count; index++) {
    const at = start + 2 + index * 12;
    const [tag, type] = [view.getUint16(at, little), view.getUint16(at + 2, little)];
    fields.set(tag, { type, count: view.getUint32(at + 4, little), at: at + 8 });
  }
  return fields;
}

function inner({ view, little, first }: Tiff, tag: number): Fields | undefined {
  const field = first.get(tag);
  return field && fieldsAt(view, little, view.getUint32(field.at, little));
}

function takenOf(tiff: Tiff): string | undefined {
  const fields = inner(tiff, tags.exif);
  if (fields === undefined) return undefined;
  const match = takenPattern.exec(textOf(tiff, fields, tags.taken) ?? '');
  if (match === null) return undefined;
  const [, year, month, day, ...clock] = match;
  const offset = within(() => textOf(tiff, fields, tags.offset)) ?? '';
  return `${year}-${month}-${day}T${clock.join(':')}${/^[+-][01]\d:[0-5]\d$/.test(offset) ? offset : ''}`;
}

function pointOf(tiff: Tiff): Point | undefined {
  const fields = inner(tiff, tags.gps);
  if (fields === undefined) return undefined;
  const lat = degreesOf(tiff, fields, { ref: gpsTags.latRef, value: gpsTags.lat, signs: 'NS', max: 90 });
  const lon = degreesOf(tiff, fields, { ref: gpsTags.lonRef, value: gpsTags.lon, signs: 'EW', max: 180 });
  // A camera that has not found its place yet writes zeros.
  return lat === undefined || lon === undefined || (lat === 0 && lon === 0) ? undefined : { lon, lat };
}

interface Axis {
  readonly ref: number;
  readonly value: number;
  /** The letter for positive degrees, then the one for negative. */
  readonly signs: string;
  readonly max: number;
}

/** Degrees, minutes, seconds: three rationals, to a tenth of a metre. */
function degreesOf(tiff: Tiff, fields: Fields, { ref, value, signs, max }: Axis): number | undefined {
  const letter = textOf(tiff, fields, ref);
  const sign = letter?.length === 1 ? signs.indexOf(letter) : -1;
  const field = fields.get(value);
  if (sign === -1 || field?.type !== 5 || field.count !== 3) return undefined;
  const { view, little } = tiff;
  const start = view.getUint32(field.at, little);
  const part = (index: number) =>
    view.getUint32(start + index * 8, little) / view.getUint32(start + index * 8 + 4, little);
  const [degrees, minutes, seconds] = [part(0), part(1), part(2)];
  const total = degrees + minutes / 60 + seconds / 3600;
  if (!(minutes < 60 && seconds < 60 && total <= max)) return undefined;
  return Math.round((sign === 0 ? total : -total) * 1e6) / 1e6 + 0;
}

/** ASCII, short; up to four bytes stand in the entry itself. */
function textOf({ view, little }: Tiff, fields: Fields, tag: number): string | undefined {
  const field = fields.get(tag);
  if (field?.type !== 2 || field.count > 32) return undefined;
  const start = field.count <= 4 ? field.at : view.getUint32(field.at, little);
  const codes = Array.from({ length: field.count }, (_, index) => view.getUint8(start + index));
  return String.fromCharCode(...codes).replace(/[\0 ]+$/, '');
}
