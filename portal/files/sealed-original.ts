/**
 * A file as it came, sealed piece by piece: AES-256-GCM under a key of its own, so that what is read is checked before
 * it is handed on, however large it is, and nothing of it is ever held as a whole. A piece's nonce is its number (a key
 * seals one file and never another); file, number and whether it is the last are bound to each, so that no piece can be
 * taken away, moved or put in. (The construction is STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, 2015.)
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

const pieceBytes = 64 * 1024;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';

/** @param key 32 bytes, of this file alone @param id which the pieces are bound to */
export async function* sealed(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  id: string,
): AsyncGenerator<Uint8Array> {
  for await (const { piece, number, isLast } of inPieces(source, pieceBytes)) {
    const cipher = createCipheriv(algorithm, key, nonceOf(number)).setAAD(placeOf(id, isLast));
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

/** @throws Error at the first piece that is not as it was sealed, or where the end is missing */
export async function* opened(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  id: string,
): AsyncGenerator<Uint8Array> {
  for await (const { piece, number, isLast } of inPieces(source, pieceBytes + tagBytes)) {
    if (piece.length < tagBytes) throw new Error('a sealed original is cut off');
    const cipher = createDecipheriv(algorithm, key, nonceOf(number))
      .setAAD(placeOf(id, isLast))
      .setAuthTag(piece.subarray(-tagBytes));
    const plain = cipher.update(piece.subarray(0, -tagBytes));
    yield Buffer.concat([plain, cipher.final()]);
  }
}

interface Piece {
  readonly piece: Buffer;
  readonly number: number;
  readonly isLast: boolean;
}

/** The last piece may be shorter, and is there even where all of it is empty. */
async function* inPieces(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Piece> {
  let [number, rest] = [0, Buffer.alloc(0)];
  for await (const part of source) {
    rest = Buffer.concat([rest, part]);
    let from = 0;
    // One is kept back: whether it is the last is only known when more has come.
    for (; rest.length - from > size; from += size) {
      yield { piece: rest.subarray(from, from + size), number, isLast: false };
      number += 1;
    }
    rest = rest.subarray(from);
  }
  yield { piece: rest, number, isLast: true };
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}

function placeOf(id: string, isLast: boolean): Buffer {
  return Buffer.from(`original/${id}/${isLast ? 'last' : 'more'}`);
}
