/**
 * Boxes of the ISO base media file format (ISO/IEC 14496-12; QuickTime calls them atoms): a length, a type of four
 * letters, and a payload that may be boxes again. What does not add up is refused, never guessed.
 */
import { Refusal } from '#engine/runtime/refusal.ts';

export interface Box {
  readonly type: string;
  /** Where its header begins, in whatever it was read from. */
  readonly start: number;
  /** Where its payload begins. */
  readonly body: number;
  readonly end: number;
}

const headerBytes = 8;
const longHeaderBytes = 16;
/** More boxes side by side than any camera writes. */
const boxesMax = 10_000;

/** @throws Refusal 422 `VIDEO_NOT_UNDERSTOOD` */
export function notUnderstood(): never {
  throw new Refusal('VIDEO_NOT_UNDERSTOOD', 422);
}

/** @param header the first 16 bytes at `start`, or fewer at the end @param end where what holds it ends */
export function readBox(header: Buffer, start: number, end: number): Box {
  if (header.length < headerBytes || end - start < headerBytes) notUnderstood();
  const type = header.toString('latin1', 4, 8);
  const short = header.readUInt32BE(0);
  if (short === 1 && header.length < longHeaderBytes) notUnderstood();
  const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? end - start : short;
  const body = start + (short === 1 ? longHeaderBytes : headerBytes);
  if (!Number.isSafeInteger(length) || start + length > end || start + length < body) notUnderstood();
  return { type, start, body, end: start + length };
}

/** The boxes between two places of a buffer, one after the other to its very end. */
export function boxesIn(buffer: Buffer, from: number, to: number): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < to; at = boxes.at(-1)?.end ?? to) {
    // QuickTime ends some lists with four bytes of zero.
    if (to - at === 4 && buffer.readUInt32BE(at) === 0) break;
    if (boxes.length === boxesMax) notUnderstood();
    boxes.push(readBox(buffer.subarray(at, Math.min(at + longHeaderBytes, to)), at, to));
  }
  return boxes;
}

/** Makes a box room that means nothing, of the same length, so that no offset changes. */
export function blank(buffer: Buffer, { start, body, end }: Box): void {
  buffer.write('free', start + 4, 'latin1');
  buffer.fill(0, body, end);
}

/** Reads within bounds. */
export function uint32(buffer: Buffer, at: number, end: number): number {
  if (at + 4 > end) notUnderstood();
  return buffer.readUInt32BE(at);
}
