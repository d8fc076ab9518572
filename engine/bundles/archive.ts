/**
 * A bundle as one file: a ZIP (PKWARE APPNOTE 6.3.10) that any program opens, of which there is exactly one for the same
 * entries: sorted, nothing compressed (so nothing can unpack to more than it is), no dates, no attributes. What is not
 * written so, byte for byte, is refused: there is nothing to hide in.
 */
import { crc32 } from './crc32.ts';
import { byName, manifestName, placeOf, signatureName } from './entry-names.ts';
import { BundleFault } from './fault.ts';

export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const archiveBytesMax = 32 * 1024 * 1024;
export const entriesMax = 5_000;

const local = 0x04034b50;
const central = 0x02014b50;
const end = 0x06054b50;
const [localLength, centralLength, endLength] = [30, 46, 22];
/** APPNOTE 4.4.3: stored files need version 1.0; no bit of 4.4.4 is set, so names are ASCII. */
const version = 10;
/** 1 January 1980, the first that MS-DOS knows. */
const firstDay = 0x21;

/** @returns the bytes of the archive; the same entries in any order give the same bytes */
export function writeArchive(entries: readonly ArchiveEntry[]): Uint8Array {
  const sorted = entries.toSorted(byName);
  const headers: Uint8Array[] = [];
  const files: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of sorted) {
    const header = fields(name, bytes);
    const record = [u32(local), ...header, u16(0)];
    headers.push(joined([u32(central), u16(version), ...header, u16(0), ...centralRest(offset), ascii(name)]));
    const file = joined([...record, ascii(name), bytes]);
    files.push(file);
    offset += file.length;
  }
  const directory = joined(headers);
  const count = u16(sorted.length);
  const last = [u32(end), u16(0), u16(0), count, count, u32(directory.length), u32(offset), u16(0)];
  return joined([...files, directory, ...last]);
}

/** @throws BundleFault naming the entry, for everything that {@link writeArchive} would have written otherwise */
export function readArchive(bytes: Uint8Array): readonly ArchiveEntry[] {
  if (bytes.length > archiveBytesMax) throw new BundleFault('TOO_LARGE', '', { max: archiveBytesMax });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: ArchiveEntry[] = [];
  const known = new Set<string>();
  let at = 0;
  while (at + 4 <= bytes.length && view.getUint32(at, true) === local) {
    if (entries.length === entriesMax) throw new BundleFault('TOO_MANY_ENTRIES', '', { max: entriesMax });
    const { entry, next } = readFile(bytes, view, at);
    mustBeNew(known, entry.name);
    entries.push(entry);
    at = next;
  }
  if (entries.length === 0) throw new BundleFault('NOT_AN_ARCHIVE');
  at = mustBeFiles(view, bytes, at);
  if (at + endLength > bytes.length || view.getUint32(at, true) !== end) throw new BundleFault('NOT_AN_ARCHIVE');
  if (!same(writeArchive(entries), bytes)) throw new BundleFault('NOT_CANONICAL');
  return entries;
}

function readFile(
  bytes: Uint8Array,
  view: DataView,
  at: number,
): { readonly entry: ArchiveEntry; readonly next: number } {
  if (at + localLength > bytes.length) throw new BundleFault('NOT_AN_ARCHIVE');
  const [flags, method] = [view.getUint16(at + 6, true), view.getUint16(at + 8, true)];
  const [crc, packed, size] = [14, 18, 22].map((place) => view.getUint32(at + place, true)) as [number, number, number];
  const begin = at + localLength + view.getUint16(at + 26, true);
  const name = latin(bytes.subarray(at + localLength, begin));
  // Said of a bad name before what is in it is looked at.
  if (!isEntryName(name)) throw new BundleFault('NAME_NOT_ALLOWED', name);
  if (flags !== 0 || method !== 0 || packed !== size) throw new BundleFault('COMPRESSED', name);
  const next = begin + view.getUint16(at + 28, true) + size;
  if (next > bytes.length) throw new BundleFault('NOT_AN_ARCHIVE', name);
  const content = bytes.slice(next - size, next);
  if (crc32(content) !== crc) throw new BundleFault('CHECKSUM', name);
  return { entry: { name, bytes: content }, next };
}

/** Reads over the directory. @returns where it ends */
function mustBeFiles(view: DataView, bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + centralLength <= bytes.length && view.getUint32(at, true) === central) {
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    const called = latin(bytes.subarray(at + centralLength, at + centralLength + name));
    // Made on Unix with a mode (APPNOTE 4.4.2, 4.4.15): that is how links come in.
    if (view.getUint32(at + 38, true) !== 0) throw new BundleFault('NOT_A_FILE', called);
    at += centralLength + name + extra + comment;
  }
  return at;
}

export function isEntryName(name: string): boolean {
  return name === manifestName || name === signatureName || placeOf(name) !== undefined;
}

/** On half of the machines of this world `A` and `a` are one file. @throws BundleFault `NAME_TWICE` */
export function mustBeNew(known: Set<string>, name: string): void {
  const folded = name.toLowerCase();
  if (known.has(folded)) throw new BundleFault('NAME_TWICE', name);
  known.add(folded);
}

/** What both headers of an entry share (APPNOTE 4.3.7), from the version to the length of the name. */
function fields(name: string, bytes: Uint8Array): readonly Uint8Array[] {
  const size = u32(bytes.length);
  return [u16(version), u16(0), u16(0), u16(0), u16(firstDay), u32(crc32(bytes)), size, size, u16(name.length)];
}

/** Comment, disk, attributes and where the file stands (APPNOTE 4.3.12). */
function centralRest(offset: number): readonly Uint8Array[] {
  return [u16(0), u16(0), u16(0), u32(0), u32(offset)];
}

function u16(value: number): Uint8Array {
  return new Uint8Array([value & 0xff, (value >>> 8) & 0xff]);
}

function u32(value: number): Uint8Array {
  return joined([u16(value & 0xffff), u16(value >>> 16)]);
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
