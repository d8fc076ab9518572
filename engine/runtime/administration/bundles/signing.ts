/**
 * Who made a bundle: Ed25519 (RFC 8032). The installation's key is derived from its key of look-ups, which is there from
 * the first start, is the same for all its processes and outlives a change of the secret: there is no further secret to keep.
 */
import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { type SignatureText, textOf } from '#engine/bundles/manifest.ts';
import type { BundleCrypto } from '#engine/bundles/open-bundle.ts';
import type { Secrets } from '../../use-cases/application.ts';

/** PKCS #8 of an Ed25519 key, before its 32 bytes (RFC 8410, section 7). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const seedBytes = 32;
const idLength = 16;

export const bundleCrypto: BundleCrypto = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  verify(text, { key, value }) {
    const publicKey = publicKeyOf(key);
    return publicKey !== undefined && verify(null, text, publicKey, Buffer.from(value, 'base64url'));
  },
};

/** Raw, base64url. */
export function ownPublicKey(secrets: Pick<Secrets, 'hmacKey'>): string {
  return createPublicKey(privateKeyOf(secrets)).export({ format: 'jwk' }).x ?? '';
}

/** @returns the text of `signature.json`; the same manifest always has the same one */
export function signatureFor(secrets: Pick<Secrets, 'hmacKey'>, name: string, manifest: string): string {
  const value = sign(null, Buffer.from(manifest), privateKeyOf(secrets)).toString('base64url');
  return textOf({ algorithm: 'Ed25519', key: ownPublicKey(secrets), name, value } satisfies SignatureText);
}

/** Short enough to be read out over the telephone; '' where it is no such key. */
export function keyIdOf(key: string): string {
  if (publicKeyOf(key) === undefined) return '';
  const hash = createHash('sha256').update(Buffer.from(key, 'base64url')).digest('hex');
  return hash.slice(0, idLength).replace(/(.{4})(?=.)/g, '$1-');
}

function publicKeyOf(key: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function privateKeyOf({ hmacKey }: Pick<Secrets, 'hmacKey'>): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', hmacKey, '', 'wardflow/bundle', seedBytes));
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}
