import type { Instant } from '#engine/core/values.ts';
import { inBulk } from '../kernel/uuid.ts';

/** Makes ids for rows, given when they are made. */
export type NewId = (now: Instant) => string;

/**
 * UUIDv7 (RFC 9562 §5.7): 48 bits of time, a counter of 12 bits (§6.2 method 1), then random. Ids of one maker grow
 * within a millisecond too, so that notices of a case keep their order.
 * @param random source of strong random bytes
 */
export function createIds(random: (bytes: number) => Uint8Array): NewId {
  const randomPart = inBulk(random, 16);
  let last = -1;
  let counter = 0;
  return (now) => {
    const bytes = Buffer.from(randomPart());
    counter = now === last ? (counter + 1) % 4096 : bytes.readUInt16BE(6) % 2048;
    last = now;
    bytes.writeUIntBE(now, 0, 6);
    bytes.writeUInt16BE(0x7000 | counter, 6);
    bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside may be looked up as an id at all. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}
