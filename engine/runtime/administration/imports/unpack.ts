/** ZIP archives that somebody sends: what they unpack to is counted while it unpacks, whatever their directory claims. */
import { crc32, inflateRawSync } from 'node:zlib';

const directorySign = 0x02014b50;
const entryHead = 46;
const localHead = 30;
const stored = 0;
const deflated = 8;

/** It unpacks to more than was allowed. */
export class UnpacksTooLarge extends Error {}

/**
 * The same archive with nothing compressed, of what its directory names (APPNOTE.TXT 6.3.10, 4.3.12).
 * @param bytesMax of all entries together
 * @throws UnpacksTooLarge; any other error where it is no archive, or packed in a way that nobody uses here
 */
export function unpackedArchive(content: Uint8Array, bytesMax: number): Uint8Array {
  const archive = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let left = bytesMax;
  let at = 0;
  for (const { name, data } of entriesOf(archive, () => left)) {
    left -= data.length;
    const head = headOf(name, data);
    const sign = Buffer.from([0x50, 0x4b, 3, 4]);
    const local = Buffer.concat([sign, head, name, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), head, place, name]));
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

interface Entry {
  readonly name: Buffer;
  readonly data: Buffer;
}

function* entriesOf(archive: Buffer, left: () => number): Generator<Entry> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new RangeError('There is no end of a directory.');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== directorySign) throw new RangeError('The directory is broken.');
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + entryHead, at + entryHead + nameLength);
    yield { name, data: dataOf(archive, at, left()) };
    at += entryHead + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}

function dataOf(archive: Buffer, at: number, bytesMax: number): Buffer {
  const method = archive.readUInt16LE(at + 10);
  const packedBytes = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  const start = local + localHead + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + packedBytes);
  if (method !== stored && method !== deflated) throw new RangeError(`Packed by method ${method}.`);
  const data = method === stored ? packed : inflated(packed, bytesMax);
  if (data.length > bytesMax) throw new UnpacksTooLarge();
  return data;
}

function inflated(packed: Buffer, bytesMax: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytesMax) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new UnpacksTooLarge();
    throw error;
  }
}

/** What the local head and the directory say alike: version, flags (names are UTF-8), method, time, sum, sizes. */
function headOf(name: Buffer, data: Buffer): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(0x0800, 2);
  head.writeUInt32LE(crc32(data), 10);
  head.writeUInt32LE(data.length, 14);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}
