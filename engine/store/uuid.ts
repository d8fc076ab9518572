/** UUIDs between their text (TypeScript) and their sixteen bytes (database). */

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @returns whether this is a UUID as the product writes them: lower case, with hyphens */
export function isUuid(text: string): boolean {
  return pattern.test(text);
}

/**
 * @param text a UUID
 * @throws RangeError where it is none; a caller that looks up an id from outside asks {@link isUuid} first
 */
export function uuidToBytes(text: string): Buffer {
  if (!isUuid(text)) throw new RangeError('An id must be a UUID in lower case.');
  return Buffer.from(text.replaceAll('-', ''), 'hex');
}

/** @param bytes sixteen bytes */
export function uuidFromBytes(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** No UUIDv7 of that moment or later lies before it (RFC 9562, 5.7): 48 bits of time come first. */
export function firstIdAt(at: number): string {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
