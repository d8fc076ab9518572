import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { opened, sealed } from './sealed-original.ts';

const id = '01935555-0000-7000-8000-000000000001';
const piece = 64 * 1024;
const sealedPiece = piece + 16;

/** Split as a stream hands it out: anyhow. */
async function* inParts(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function whole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

test('whatever its length and however it comes, what was sealed is opened byte by byte, and shows nothing before', async () => {
  for (const length of [0, 1, piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 7]) {
    const [key, plain] = [randomBytes(32), randomBytes(length)];
    const closed = await whole(sealed(inParts(plain, 10_007), key, id));
    assert.equal(closed.length, length + 16 * Math.max(1, Math.ceil(length / piece)));
    if (length > 16) assert.ok(!closed.includes(plain.subarray(0, 16)));
    assert.deepEqual(await whole(opened(inParts(closed, 4_099), key, id)), plain);
  }
});

test('a piece that is changed, cut off, moved, left out or of another file is refused', async () => {
  const [key, plain] = [randomBytes(32), randomBytes(3 * piece)];
  const closed = await whole(sealed(inParts(plain, piece), key, id));
  const pieces = [0, 1, 2].map((number) => closed.subarray(number * sealedPiece, (number + 1) * sealedPiece));
  const [first, second, third] = pieces as [Buffer, Buffer, Buffer];
  const changed = Buffer.from(closed);
  changed[sealedPiece + 5] = (changed[sealedPiece + 5] ?? 0) ^ 1;
  const wrong: readonly (readonly [string, Buffer])[] = [
    ['changed', changed],
    ['cut off', closed.subarray(0, -1)],
    ['without its end', Buffer.concat([first, second])],
    ['moved', Buffer.concat([second, first, third])],
    ['left out', Buffer.concat([first, third])],
    ['twice', Buffer.concat([closed, third])],
    ['nothing', Buffer.alloc(0)],
  ];
  for (const [name, bytes] of wrong) {
    await assert.rejects(whole(opened(inParts(bytes, 9_001), key, id)), Error, name);
  }
  await assert.rejects(whole(opened(inParts(closed, piece), randomBytes(32), id)));
  const other = '01935555-0000-7000-8000-000000000002';
  await assert.rejects(whole(opened(inParts(closed, piece), key, other)));
});
