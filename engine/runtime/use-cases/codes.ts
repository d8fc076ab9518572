import type { Instant } from '#engine/core/values.ts';

/** Crockford's base 32: no I, L, O, U, so that a code can be read aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 12;

/** A tracking code of 60 random bits in three groups, e.g. `8KQ2-XW7M-3HTD`. */
export function newTrackingCode(random: (bytes: number) => Uint8Array): string {
  const letters = [...random(codeLength)].map((byte) => alphabet[byte % 32]).join('');
  return letters.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');
}

/** A PIN of four digits; the bias of a 32-bit number over 10,000 is below 3 in a million. */
export function newPin(random: (bytes: number) => Uint8Array): string {
  const value = Buffer.from(random(4)).readUInt32BE(0) % 10_000;
  return String(value).padStart(4, '0');
}

/**
 * What a person typed as a code, in its one spelling: upper case, without separators, O as 0, I and L as 1.
 * @returns undefined where it cannot be a code
 */
export function normaliseCode(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s.\-–—]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return letters.length === codeLength && [...letters].every((letter) => alphabet.includes(letter))
    ? letters
    : undefined;
}

/**
 * A register number from the installation's pattern.
 * @param pattern `{YYMMDD}` or `{YYYY}` for the local date of receipt, `{NNNN}` for the day's serial
 */
export function registerNumber(pattern: string, day: string, serial: number): string {
  return pattern
    .replace('{YYYY}', day.slice(0, 4))
    .replace('{YYMMDD}', day.slice(2).replaceAll('-', ''))
    .replace(/\{(N+)\}/, (_, digits: string) => String(serial).padStart(digits.length, '0'));
}

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function localDay(instant: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
}
