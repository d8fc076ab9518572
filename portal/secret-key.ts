/**
 * The installation's one secret. Everything that has to be sealed or keyed gets a key of its own, derived from it
 * (HKDF-SHA-256), so that no two uses share one.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Keys {
  /** Wraps the key of each case in the vault. */
  readonly master: Uint8Array;
  /** For look-ups of codes, words and addresses. */
  readonly lookup: Uint8Array;
  /** Seals the citizen's follow cookie. */
  readonly cookie: Uint8Array;
}

const keyBytes = 32;

/**
 * @param given `SECRET_KEY`; null: the key of `DATA_DIR/secret.key`, made at the first start for its owner alone
 * @throws Error where the file holds no key: another one would make the vault unreadable
 */
export async function openKeys(given: Uint8Array | null, dataDir: string): Promise<Keys> {
  const secret = given ?? (await keyOfFile(dataDir));
  const derive = (use: string) => new Uint8Array(hkdfSync('sha256', secret, '', `wardflow/${use}`, keyBytes));
  return { master: derive('vault'), lookup: derive('lookup'), cookie: derive('cookie') };
}

async function keyOfFile(dataDir: string): Promise<Uint8Array> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'secret.key');
  await makeOnce(path);
  const text = (await readFile(path, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error(`${path} must hold 64 hexadecimal characters; restore it from a copy`);
  return Buffer.from(text, 'hex');
}

/** Two processes that start at once end up with the same key: only one of them can create the file. */
async function makeOnce(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  if (file === undefined) return;
  try {
    await file.writeFile(`${randomBytes(keyBytes).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
