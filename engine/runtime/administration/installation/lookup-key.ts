/**
 * The key of look-ups (codes, words, addresses) stays the same when the installation's secret is changed: hashes cannot be
 * made anew without what was hashed. At the first change it is put into the database, wrapped by the master key.
 */
import type { Mark } from '../../ports/duties.ts';
import type { Store, Tx } from '../../ports.ts';
import type { Secrets } from '../../use-cases/application.ts';
import { masterKeyId, openWithMaster, sealWithMaster } from '../../use-cases/vault.ts';

const mark = 'lookup-key';

/** What is derived from one secret of the installation. */
export interface DerivedKeys {
  readonly master: Uint8Array;
  readonly lookup: Uint8Array;
}

/** The secret in force, and others by which what is sealed can be read too. */
export interface KeyRing {
  readonly current: DerivedKeys;
  readonly others: readonly DerivedKeys[];
}

/**
 * @returns the secrets to work with
 * @throws Error where no key of the ring opens the key of look-ups
 */
export async function secretsOf(store: Store, { current, others }: KeyRing): Promise<Secrets> {
  const master = { masterKey: current.master, otherMasterKeys: others.map((each) => each.master) };
  const kept = await store.transaction((tx) => tx.engine.marks.get(mark));
  if (kept !== undefined) return { ...master, hmacKey: opened(master, kept) };
  if (others.length === 0) return { ...master, hmacKey: current.lookup };
  // Never changed before: it is the one of the secret that the installation began with.
  const first = await store.transaction((tx) => tx.cases.vault.firstKey());
  const owner = others.find((each) => masterKeyId({ masterKey: each.master }) === first?.masterKeyId);
  return { ...master, hmacKey: (owner ?? current).lookup };
}

/** Wraps it by the master key in force. */
export async function keepLookupKey(
  tx: Tx,
  secrets: Secrets,
  random: (bytes: number) => Uint8Array,
  now: number,
): Promise<void> {
  const sealed = sealWithMaster(secrets, secrets.hmacKey, mark, random);
  await tx.engine.marks.put({ name: mark, content: Buffer.from(sealed).toString('base64'), at: now });
}

function opened(master: Pick<Secrets, 'masterKey' | 'otherMasterKeys'>, { content }: Mark): Uint8Array {
  try {
    return openWithMaster(master, Buffer.from(content, 'base64'), mark);
  } catch (cause) {
    const sentence =
      'the secret key is not the one of this installation: set SECRET_KEY, or restore secret.key from a copy';
    throw new Error(sentence, { cause });
  }
}
