/** Ids for rows: UUID version 7 (RFC 9562 §5.7), in order of time, so that indexes grow at their end. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '#engine/core/values.ts';

/** Makes an id for something that comes to be at `now`. */
export type NewId = (now: Instant) => string;

const randomPart = inBulk(randomBytes, 10);

/** @returns a fresh id; the random part is from the operating system */
export function newId(now: Instant): string {
  return uuidV7(now, randomPart());
}

/**
 * Random bytes for many ids at a time: to ask the operating system for each costs more than the rest of an id.
 * @returns gives `size` bytes that were not given before
 */
export function inBulk(random: (bytes: number) => Uint8Array, size: number): () => Uint8Array {
  const many = 100;
  let bytes = new Uint8Array(0);
  let given = 0;
  return () => {
    if (given === bytes.length) {
      bytes = Uint8Array.from(random(size * many));
      given = 0;
    }
    given += size;
    return bytes.subarray(given - size, given);
  };
}

/**
 * @param now epoch milliseconds, in the first 48 bits
 * @param random ten bytes, of which six bits give way to version and variant
 */
export function uuidV7(now: Instant, random: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
