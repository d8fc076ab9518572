/** Ids for rows: UUID version 7 (RFC 9562 §5.7), in order of time, so that indexes grow at their end. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '#engine/core/values.ts';

/** Makes an id for something that comes to be at `now`. */
export type NewId = (now: Instant) => string;

/** @returns a fresh id; the random part is from the operating system */
export function newId(now: Instant): string {
  return uuidV7(now, randomBytes(10));
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
