import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { Staging } from './staging.ts';

test('what a killed process left behind is swept away, what is under way elsewhere is not', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-staging-'));
  const now = Date.UTC(2026, 9, 13);
  const staging = new Staging(dataDir);
  await staging.sweep(now);
  const [old, fresh] = [staging.open(), staging.open()];
  const { path, bytes } = await old.write(Readable.from(['left']));
  assert.equal(bytes, 4);
  await utimes(dirname(path), now / 1000 - 7200, now / 1000 - 7200);
  const kept = await fresh.write(Readable.from(['going on']));
  await utimes(dirname(kept.path), now / 1000 - 60, now / 1000 - 60);
  await staging.sweep(now);
  const left = await readdir(join(dataDir, 'staging'), { recursive: true });
  assert.ok(left.length > 0 && left.every((name) => kept.path.includes(name)));
  await fresh.remove();
  await rm(dataDir, { recursive: true });
});
