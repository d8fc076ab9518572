/** Whose bundles are taken without further questions: a text of the city that no bundle carries. */

import type { SignatureText } from '#engine/bundles/manifest.ts';
import type { BundleSigner, TrustedKey } from '../../application/bundles.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { keyIdOf, ownPublicKey } from './signing.ts';

export const keysFile = 'bundle-keys.json';
const keysMax = 100;
const nameLengthMax = 200;

export async function trustedKeys(
  tx: Tx,
): Promise<{ readonly keys: readonly TrustedKey[]; readonly revision: number }> {
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === keysFile);
  if (row === undefined) return { keys: [], revision: 0 };
  const { keys } = JSON.parse(row.content) as { readonly keys: readonly TrustedKey[] };
  return { keys, revision: row.revision };
}

export async function signerOf(context: Context, tx: Tx, signature: SignatureText | null): Promise<BundleSigner> {
  if (signature === null) return { state: 'none', keyId: '', name: '' };
  const keyId = keyIdOf(signature.key);
  if (signature.key === ownPublicKey(context.secrets)) return { state: 'own', keyId, name: signature.name };
  const trusted = (await trustedKeys(tx)).keys.find(({ key }) => key === signature.key);
  if (trusted !== undefined) return { state: 'trusted', keyId, name: trusted.name };
  return { state: 'unknown', keyId, name: signature.name };
}

/** @returns the text @throws Refusal 422 by field */
export function keysText(keys: readonly TrustedKey[]): string {
  const tidy = keys.map(({ key, name }) => ({ key: key.trim(), name: name.trim() }));
  const faults = tidy.flatMap(({ key, name }, index): FieldFault[] => {
    const at = `keys.${index}`;
    const twice = tidy.findIndex((other) => other.key === key) !== index;
    return [
      ...(keyIdOf(key) === '' || twice ? [{ path: `${at}.key`, rule: 'invalid' }] : []),
      ...(name === '' ? [{ path: `${at}.name`, rule: 'required' }] : []),
      ...(name.length > nameLengthMax
        ? [{ path: `${at}.name`, rule: 'maxLength', params: { max: nameLengthMax } }]
        : []),
    ];
  });
  if (tidy.length > keysMax) faults.push({ path: 'keys', rule: 'maxCount', params: { max: keysMax } });
  if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
  return `${JSON.stringify({ keys: tidy }, null, 2)}\n`;
}
