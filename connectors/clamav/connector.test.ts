import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eicar, startClamd } from '#test/support/clamd-server.ts';
import { clamavScanner } from './connector.ts';

const clamd = await startClamd();
const folder = await mkdtemp(join(tmpdir(), 'wardflow-clamav-'));
after(async () => {
  await clamd.close();
  await rm(folder, { recursive: true });
});
const scanner = clamavScanner({ url: clamd.url });
const hasty = clamavScanner({ url: clamd.url, timeoutMs: 200 });

async function scanned(content: string | Buffer, by = scanner) {
  const path = join(folder, randomBytes(4).toString('hex'));
  await writeFile(path, content);
  return await by.scan(path);
}

test('a clean file is clean, whatever its size; an infected one is named by its signature', async () => {
  assert.deepEqual(await scanned('ảnh'), { infected: false });
  assert.deepEqual(await scanned(''), { infected: false });
  assert.deepEqual(await scanned(randomBytes(1_000_000)), { infected: false });
  assert.deepEqual(clamd.looked, [5, 0, 1_000_000]);
  assert.deepEqual(await scanned(eicar), { infected: true, signature: 'Eicar-Signature' });
});

test('no verdict is never a clean one: too large, hung up, silent, nobody there', async () => {
  clamd.behave('tooLarge');
  await assert.rejects(scanned(randomBytes(500_000)), /size limit|hung up|EPIPE|ECONNRESET/);
  clamd.behave('hangUp');
  await assert.rejects(scanned('x'));
  clamd.behave('silent');
  await assert.rejects(scanned('x', hasty), /in time/);
  const nobody = clamavScanner({ url: 'unix:/nowhere/clamd.ctl' });
  await assert.rejects(nobody.scan(import.meta.filename), /ENOENT/);
  clamd.behave('look');
});
