/**
 * A ZIP archive (PKWARE APPNOTE 6.3) as a stream, its files stored as they are: what is in it is compressed already or small.
 * Every telephone opens one.
 */
import { crc32 } from 'node:zlib';

export interface ZippedFile {
  readonly name: string;
  /** Read when its turn comes; nothing but one file is kept whole. */
  readonly read: () => Promise<Uint8Array>;
}

/** Names are UTF-8 (general purpose bit 11). */
const flags = 0x08_00;
const version = 20;

export async function* zip(files: Iterable<ZippedFile>): AsyncGenerator<Uint8Array> {
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, read } of files) {
    const content = await read();
    const facts = { name: Buffer.from(name, 'utf8'), size: content.length, sum: crc32(content) };
    const head = localHead(facts);
    yield head;
    yield content;
    central.push(centralHead(facts, offset));
    offset += head.length + content.length;
  }
  const directory = Buffer.concat(central);
  yield directory;
  yield end(central.length, directory.length, offset);
}

interface Facts {
  readonly name: Buffer;
  readonly size: number;
  readonly sum: number;
}

/** Version, flags, stored, no time, the first day of the format, sum and sizes, length of the name. */
function common({ name, size, sum }: Facts): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(version, 0);
  bytes.writeUInt16LE(flags, 2);
  bytes.writeUInt16LE(0x21, 8);
  bytes.writeUInt32LE(sum, 10);
  bytes.writeUInt32LE(size, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
}

function localHead(facts: Facts): Buffer {
  return Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common(facts), facts.name]);
}

function centralHead(facts: Facts, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  const made = Buffer.from([version, 0]);
  return Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), made, common(facts), rest, facts.name]);
}

function end(count: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.write('PK\u0005\u0006', 0, 'latin1');
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(size, 12);
  bytes.writeUInt32LE(offset, 16);
  return bytes;
}
