/**
 * The installation's one secret. Everything that has to be sealed or keyed gets a key of its own, derived from it
 * (HKDF-SHA-256), so that no two uses share one. While it is being changed the former one is known too, for reading.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DerivedKeys } from '#engine/runtime/administration/installation/lookup-key.ts';

export interface Keys extends DerivedKeys {
  /** Seals the citizen's follow cookie. */
  readonly cookie: Uint8Array;
  /** Of other secrets, under which something may still be sealed. */
  readonly others: readonly DerivedKeys[];
}

/** `SECRET_KEY` and `SECRET_KEY_OTHERS`; null: those of `DATA_DIR/secret.key`. */
export interface GivenSecrets {
  readonly secretKey: Uint8Array | null;
  readonly otherSecretKeys: readonly Uint8Array[];
  readonly dataDir: string;
}

const keyBytes = 32;

/**
 * Keys of the secret that is set; else of the first line of `secret.key`, made at the first start for its owner alone.
 * @throws Error where the file holds no key: another one would make the vault unreadable
 */
export async function openKeys({ secretKey, otherSecretKeys, dataDir }: GivenSecrets): Promise<Keys> {
  const [secret, ...others] = secretKey === null ? await secretsOfFile(dataDir) : [secretKey];
  const derive = (from: Uint8Array, use: string) =>
    new Uint8Array(hkdfSync('sha256', from, '', `wardflow/${use}`, keyBytes));
  const derived = (from: Uint8Array): DerivedKeys => ({
    master: derive(from, 'vault'),
    lookup: derive(from, 'lookup'),
  });
  return {
    ...derived(secret),
    cookie: derive(secret, 'cookie'),
    others: [...others, ...otherSecretKeys].map(derived),
  };
}

/**
 * Puts a new secret before the one of the file; where a change was begun and not ended, it stays as it is.
 * @returns false where it was begun already
 */
export async function beginChange(dataDir: string): Promise<boolean> {
  const [secret, ...others] = await secretsOfFile(dataDir);
  if (others.length > 0) return false;
  await writeSecrets(dataDir, [randomBytes(keyBytes), secret]);
  return true;
}

/** Forgets every secret of the file but the one in force. */
export async function endChange(dataDir: string): Promise<void> {
  const [secret] = await secretsOfFile(dataDir);
  await writeSecrets(dataDir, [secret]);
}

async function secretsOfFile(dataDir: string): Promise<readonly [Uint8Array, ...Uint8Array[]]> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'secret.key');
  await makeOnce(path);
  const [first = '', ...lines] = (await readFile(path, 'utf8')).trim().split(/\s+/);
  if (![first, ...lines].every((line) => /^[0-9a-f]{64}$/.test(line)))
    throw new Error(`${path} must hold 64 hexadecimal characters; restore it from a copy`);
  return [Buffer.from(first, 'hex'), ...lines.map((line) => Buffer.from(line, 'hex'))];
}

async function writeSecrets(dataDir: string, secrets: readonly Uint8Array[]): Promise<void> {
  const path = join(dataDir, 'secret.key');
  await writeSynced(`${path}.part`, 'w', secrets);
  await rename(`${path}.part`, path);
  if (process.platform === 'win32') return;
  const folder = await open(dataDir, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Two processes that start at once end up with the same key: only one of them can create the file. */
async function makeOnce(path: string): Promise<void> {
  await writeSynced(path, 'wx', [randomBytes(keyBytes)]).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function writeSynced(path: string, flags: 'w' | 'wx', secrets: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(secrets.map((secret) => `${Buffer.from(secret).toString('hex')}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
}
