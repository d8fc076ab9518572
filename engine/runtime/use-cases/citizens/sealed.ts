/**
 * What is kept of a citizen for minutes or hours: sealed under the installation's master key and bound to its row. It is not
 * sealed anew when the key is changed; what cannot be opened any more is over.
 */
import type { Context } from '../context.ts';
import { openWithMaster, sealWithMaster } from '../vault.ts';

export function sealFor({ secrets, random }: Context, place: string, value: object): Uint8Array {
  return sealWithMaster(secrets, Buffer.from(JSON.stringify(value), 'utf8'), place, random);
}

/** @returns undefined where it was sealed under a key that is no more, or for another place */
export function openFrom<Value>(
  { secrets }: Pick<Context, 'secrets'>,
  place: string,
  sealed: Uint8Array,
): Value | undefined {
  try {
    return JSON.parse(Buffer.from(openWithMaster(secrets, sealed, place)).toString('utf8')) as Value;
  } catch {
    return undefined;
  }
}
