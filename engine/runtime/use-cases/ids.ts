import type { Instant } from '#engine/core/values.ts';

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of time, then random; sorts by time, so that indexes grow at their end.
 * @param random source of strong random bytes
 */
export function uuidv7(now: Instant, random: (bytes: number) => Uint8Array): string {
  const bytes = random(16);
  let rest = now;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside may be looked up as an id at all. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}
