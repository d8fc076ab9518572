import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { zip } from './zip.ts';

test('every file is found in the archive by its place in the directory, as it was', async () => {
  const files = {
    'index.html': Buffer.from('<p>Hồng Đào</p>'),
    'photos/một.webp': Buffer.alloc(70_000, 7),
    empty: Buffer.alloc(0),
  };
  const pieces: Uint8Array[] = [];
  const entries = Object.entries(files).map(([name, content]) => ({ name, read: async () => content }));
  for await (const piece of zip(entries)) pieces.push(piece);
  const archive = Buffer.concat(pieces);
  const end = archive.subarray(-22);
  assert.equal(end.toString('latin1', 0, 4), 'PK\u0005\u0006');
  let at = end.readUInt32LE(16);
  assert.equal(at + end.readUInt32LE(12), archive.length - 22);
  const found: Record<string, Buffer> = {};
  for (let index = 0; index < end.readUInt16LE(10); index += 1) {
    assert.equal(archive.toString('latin1', at, at + 4), 'PK\u0001\u0002');
    const [sum, size, length] = [
      archive.readUInt32LE(at + 16),
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
    ];
    const local = archive.readUInt32LE(at + 42);
    assert.equal(archive.toString('latin1', local, local + 4), 'PK\u0003\u0004');
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(begin, begin + size);
    assert.equal(crc32(content), sum);
    found[archive.toString('utf8', at + 46, at + 46 + length)] = content;
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  assert.deepEqual(found, files);
});
