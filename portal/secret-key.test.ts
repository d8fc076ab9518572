import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKeys } from './secret-key.ts';

test('the key is made once, for its owner alone, and stays the same, also for two that start at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-key-'));
  const dataDir = join(folder, 'data');
  const [one, two] = await Promise.all([openKeys(null, dataDir), openKeys(null, dataDir)]);
  assert.deepEqual(one, two);
  assert.deepEqual(await openKeys(null, dataDir), one);
  assert.equal((await stat(join(dataDir, 'secret.key'))).mode & 0o777, 0o600);
  const secret = Buffer.from((await readFile(join(dataDir, 'secret.key'), 'utf8')).trim(), 'hex');
  assert.deepEqual(await openKeys(secret, '/nowhere'), one);
  await rm(folder, { recursive: true });
});

test('each use has a key of its own', async () => {
  const keys = await openKeys(new Uint8Array(32), '/nowhere');
  const texts = Object.values(keys).map((key) => Buffer.from(key).toString('hex'));
  assert.equal(new Set(texts).size, 3);
});

test('a damaged key file stops the start instead of making the vault unreadable', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-key-'));
  await writeFile(join(folder, 'secret.key'), 'damaged');
  await assert.rejects(openKeys(null, folder), /64 hexadecimal/);
  await rm(folder, { recursive: true });
});
