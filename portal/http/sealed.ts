/** Small texts sealed for a cookie: encrypted and authenticated (AES-256-GCM), and good for a limited time only. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** @param key 32 bytes @param until milliseconds since the epoch */
export function seal(key: Uint8Array, text: string, until: number): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify([until, text]), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** @returns the text; undefined where it was changed, sealed under another key, or its time is over */
export function unseal(key: Uint8Array, sealed: string, now: number): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= nonceBytes + tagBytes) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes));
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const clear = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
    const [until, text] = JSON.parse(clear.toString('utf8')) as [number, string];
    return now < until ? text : undefined;
  } catch {
    return undefined;
  }
}
