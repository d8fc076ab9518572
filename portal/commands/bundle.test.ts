import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { openArchive } from '#engine/bundles/open-bundle.ts';
import { bundleCrypto } from '#engine/runtime/administration/bundles/signing.ts';
import { writeFolder } from './bundle/files.ts';
import { run } from './bundle.ts';

const frozen = new URL('../../test/data/bundles/1.wardflow-bundle', import.meta.url).pathname;
const key = '3806-917d-88d3-a662';

const folder = await mkdtemp(join(tmpdir(), 'wardflow-bundle-'));
after(() => rm(folder, { recursive: true }));

function listening(t: TestContext): string[] {
  const lines: string[] = [];
  t.mock.method(console, 'log', (line: string) => lines.push(line));
  t.mock.method(console, 'error', (line: string) => lines.push(line));
  return lines;
}

/** The frozen bundle as a folder. */
async function unpacked(name: string): Promise<string> {
  const { texts, raw } = openArchive(await readFile(frozen), bundleCrypto);
  const all = new Map([...texts, ['manifest.json', raw.manifest], ['signature.json', raw.signature]]);
  await writeFolder(join(folder, name), all as Map<string, string>);
  return join(folder, name);
}

test('who signed a bundle is said and asked for without a database', async (t) => {
  const lines = listening(t);
  assert.equal(await run(['verify', frozen]), 0);
  assert.match(
    lines.join('\n'),
    /configuration, made by Thành phố Lam Hải[\s\S]*signed by Thành phố Lam Hải, key 3806-917d/,
  );
  assert.equal(await run(['verify', frozen, '--key', key]), 0);
  assert.equal(await run(['verify', frozen, '--key', '0000-0000-0000-0000']), 1);
});

test('a folder is the same bundle, until it is changed by hand; packed it is a file that nobody has signed', async (t) => {
  const lines = listening(t);
  const work = await unpacked('work');
  assert.equal(await run(['diff', frozen, work]), 0);
  assert.equal(await run(['verify', work, '--key', key]), 0);
  await writeFile(join(work, 'README.md'), '# Cấu hình\n');
  await cp(join(work, 'README.md'), join(work, '.gitignore'));
  const units = join(work, 'city', 'units.json');
  await writeFile(units, (await readFile(units, 'utf8')).replace('Sở Xây dựng', 'Sở Xây dựng mới'));
  assert.equal(await run(['diff', frozen, work]), 1);
  assert.match(lines.join('\n'), /changed Sở Xây dựng mới \(SXD\) name\.vi: Sở Xây dựng → Sở Xây dựng mới/);
  assert.equal(await run(['verify', work]), 1);
  const packed = join(folder, 'packed.wardflow-bundle');
  assert.equal(await run(['pack', work, packed]), 0);
  assert.equal(await run(['diff', work, packed]), 0);
  assert.equal(await run(['verify', packed, '--key', key]), 1);
});

test('what is damaged, or leads out of its folder, is refused by name; a wrong call says the right one', async (t) => {
  const lines = listening(t);
  const bytes = await readFile(frozen);
  bytes[20_000] = (bytes[20_000] ?? 0) ^ 1;
  const damaged = join(folder, 'damaged.wardflow-bundle');
  await writeFile(damaged, bytes);
  assert.equal(await run(['verify', damaged]), 1);
  assert.match(lines.join('\n'), /city\/access\.json: The entry is damaged/);
  const work = await unpacked('linked');
  await symlink('/etc/hostname', join(work, 'city', 'link.json'));
  assert.equal(await run(['verify', work]), 1);
  assert.match(lines.join('\n'), /city\/link\.json: Not a plain file/);
  assert.equal(await run([]), 2);
  assert.equal(await run(['import']), 2);
  assert.equal(await run(['export', join(folder, 'x')]), 2);
});
