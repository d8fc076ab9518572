/**
 * The two identifiers of a case. The register number is public and speaks of the day (`PA-261013-0001`); the tracking
 * code opens the case to whoever holds it and is made of randomness alone (`8KQ2-XW7M-3HTD`, 60 bits).
 */
import type { Instant } from '#engine/core/values.ts';
import { civilDate } from '../calendars/civil-date.ts';
import { zoneOf } from '../calendars/zone.ts';

/** Crockford's base 32: no I, L, O, U, so that it can be read aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const trackingCodeLength = 12;
export const trackingCodeBytes = trackingCodeLength;

/**
 * @param bytes 12 random bytes; each gives one character, evenly (256 is a multiple of 32)
 * @throws RangeError for fewer bytes
 */
export function trackingCode(bytes: Uint8Array): string {
  if (bytes.length < trackingCodeLength) throw new RangeError(`a tracking code needs ${trackingCodeLength} bytes`);
  const characters = [...bytes.subarray(0, trackingCodeLength)].map((byte) => alphabet[byte % 32]).join('');
  return group(characters);
}

/**
 * The code as it was given out, from what a person typed: small letters, spaces and dashes anywhere, O for 0,
 * I and L for 1. @returns undefined where it cannot be a code
 */
export function normaliseTrackingCode(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return plain.length === trackingCodeLength && [...plain].every((one) => alphabet.includes(one))
    ? group(plain)
    : undefined;
}

/** Four digits for reporters without a phone, evenly from random bytes. @param bytes at least two; more make it surer */
export function pin(bytes: Uint8Array): string {
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const number = (bytes[index] ?? 0) * 256 + (bytes[index + 1] ?? 0);
    // Numbers above the last whole ten thousand would make small PINs likelier.
    if (number < 60_000) return String(number % 10_000).padStart(4, '0');
  }
  throw new RangeError('no usable random bytes for a PIN; give more');
}

/** Day whose counter a register number takes its serial from, `YYYY-MM-DD` local. */
export function registerDay(receivedAt: Instant, timeZone: string): string {
  const { year, month, day } = civilDate(zoneOf(timeZone).localOf(receivedAt).day);
  return `${year}-${two(month)}-${two(day)}`;
}

/**
 * @param pattern text with `{yyyy}`, `{yy}`, `{mm}`, `{dd}` and `{n:4}` (serial of the day, padded to four)
 * @param day from {@link registerDay}
 * @throws RangeError for a pattern without a serial or with an unknown placeholder
 */
export function registerNumber(pattern: string, day: string, serial: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const parts: Readonly<Record<string, string>> = { yyyy: year, yy: year.slice(2), mm: month, dd: date };
  if (!/\{n(:\d)?\}/.test(pattern)) throw new RangeError('a register number needs its serial, {n:4}');
  return pattern.replace(/\{([^}]*)\}/g, (whole, name: string) => {
    const width = /^n(?::(\d))?$/.exec(name);
    const text = width === null ? parts[name] : String(serial).padStart(Number(width[1] ?? 1), '0');
    if (text === undefined) throw new RangeError(`unknown placeholder ${whole} in the register number`);
    return text;
  });
}

function group(characters: string): string {
  return `${characters.slice(0, 4)}-${characters.slice(4, 8)}-${characters.slice(8)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
