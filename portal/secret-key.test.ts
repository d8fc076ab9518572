import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { beginChange, endChange, openKeys } from './secret-key.ts';

const keysOf = (secretKey: Uint8Array | null, dataDir: string) => openKeys({ secretKey, otherSecretKeys: [], dataDir });

test('the key is made once, for its owner alone, and stays the same, also for two that start at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-key-'));
  const dataDir = join(folder, 'data');
  const [one, two] = await Promise.all([keysOf(null, dataDir), keysOf(null, dataDir)]);
  assert.deepEqual(one, two);
  assert.deepEqual(await keysOf(null, dataDir), one);
  assert.equal((await stat(join(dataDir, 'secret.key'))).mode & 0o777, 0o600);
  const secret = Buffer.from((await readFile(join(dataDir, 'secret.key'), 'utf8')).trim(), 'hex');
  assert.deepEqual(await keysOf(secret, '/nowhere'), one);
  await rm(folder, { recursive: true });
});

test('each use has a key of its own', async () => {
  const { master, lookup, cookie } = await keysOf(new Uint8Array(32), '/nowhere');
  const texts = [master, lookup, cookie].map((key) => Buffer.from(key).toString('hex'));
  assert.equal(new Set(texts).size, 3);
});

test('a damaged key file stops the start instead of making the vault unreadable', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-key-'));
  await writeFile(join(folder, 'secret.key'), 'damaged');
  await assert.rejects(keysOf(null, folder), /64 hexadecimal/);
  await rm(folder, { recursive: true });
});

test('a change of the secret puts the new one before the old, goes on where it was, and ends with the new one alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-key-'));
  const before = await keysOf(null, folder);
  assert.equal(await beginChange(folder), true);
  const during = await keysOf(null, folder);
  assert.notDeepEqual(during.master, before.master);
  assert.deepEqual(during.others, [{ master: before.master, lookup: before.lookup }]);
  assert.equal(await beginChange(folder), false);
  assert.deepEqual(await keysOf(null, folder), during);
  await endChange(folder);
  assert.deepEqual(await keysOf(null, folder), { ...during, others: [] });
  assert.equal((await stat(join(folder, 'secret.key'))).mode & 0o777, 0o600);
  await rm(folder, { recursive: true });
});
