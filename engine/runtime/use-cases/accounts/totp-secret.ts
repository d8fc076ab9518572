/** The shared secret of one-time codes at rest: under the installation's master key, bound to its account. */
import type { TotpRow } from '../../ports/sign-in.ts';
import type { Context } from '../context.ts';
import { masterKeyId, openWithMaster, sealWithMaster } from '../vault.ts';

/** RFC 4226, section 4, R6: 160 bits are recommended. */
const secretBytes = 20;

export function newSecret(
  context: Context,
  accountId: string,
): { readonly secret: Uint8Array; readonly row: Pick<TotpRow, 'accountId' | 'sealed' | 'masterKeyId'> } {
  const secret = context.random(secretBytes);
  const sealed = sealWithMaster(context.secrets, secret, totpPlace(accountId), context.random);
  return { secret, row: { accountId, sealed, masterKeyId: masterKeyId(context.secrets) } };
}

export function openSecret(context: Context, { accountId, sealed }: TotpRow): Uint8Array {
  return openWithMaster(context.secrets, sealed, totpPlace(accountId));
}

/** What a secret is bound to. */
export function totpPlace(accountId: string): string {
  return `totp/${accountId}`;
}
