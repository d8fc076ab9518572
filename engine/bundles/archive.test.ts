import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import fc from 'fast-check';
import { type ArchiveEntry, readArchive, writeArchive } from './archive.ts';
import { BundleFault } from './fault.ts';
import { contentsOf, type ManifestFacts, manifestText, tidied } from './manifest.ts';
import { type BundleCrypto, openArchive, openFolder } from './open-bundle.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const crypto: BundleCrypto = { sha256, verify: () => true };
const facts: ManifestFacts = { version: '0.1.0', kind: 'service', at: 0, by: 'Lam Hải', base: null };

const entry = (name: string, text = 'x'): ArchiveEntry => ({ name, bytes: encode(text) });
const code = (error: unknown) => (error instanceof BundleFault ? `${error.code} ${error.entry}` : error);
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return code(error);
  }
  return 'taken';
};
const bundleOf = (texts: Readonly<Record<string, string>>) => {
  const inside = tidied(new Map(Object.entries(texts)));
  const manifest = manifestText(facts, contentsOf(inside, sha256));
  return [...inside, ['manifest.json', manifest] as const].map(([name, text]) => entry(name, text));
};
const names = fc
  .array(fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,12}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => `services/${parts.join('/')}/pack.bpmn`);
const some = fc.uniqueArray(fc.record({ name: names, text: fc.string() }), {
  selector: ({ name }) => name,
  minLength: 1,
  maxLength: 6,
});

it('the same entries in any order are the same bytes, and are read as they were written', () => {
  fc.assert(
    fc.property(some, (files) => {
      const entries = files.map(({ name, text }) => entry(name, text));
      const bytes = writeArchive(entries);
      assert.deepEqual(writeArchive(entries.toReversed()), bytes);
      assert.deepEqual(writeArchive(readArchive(bytes)), bytes);
    }),
    { numRuns: 60 },
  );
});

it('an archive with any byte changed is refused with a sentence, never read as something else', () => {
  const files = { 'services/noise/pack.json': '{"key": "noise"}', 'services/noise/a.bpmn': '<x/>' };
  const bytes = writeArchive(bundleOf(files));
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const other = bytes.slice();
      other[at] = (other[at] ?? 0) ^ by;
      assert.throws(() => openArchive(other, crypto), BundleFault);
    }),
    { numRuns: 400 },
  );
});

it('what was cut off, put together or made up is refused', () => {
  const bytes = writeArchive(bundleOf({ 'services/noise/a.bpmn': '<x/>' }));
  fc.assert(
    fc.property(
      fc.nat(bytes.length - 1),
      fc.uint8Array({ maxLength: 60 }),
      fc.nat(bytes.length),
      (cut, middle, from) => {
        const other = new Uint8Array([...bytes.slice(0, cut), ...middle, ...bytes.slice(from)]);
        if (Buffer.from(other).equals(bytes)) return;
        assert.throws(() => openArchive(other, crypto), BundleFault);
      },
    ),
    { numRuns: 400 },
  );
  assert.equal(
    refusalOf(() => readArchive(new Uint8Array())),
    'NOT_AN_ARCHIVE ',
  );
});

it('names that lead elsewhere are refused by name', () => {
  const hostile = [
    '../secret.key',
    '/etc/passwd',
    'services/../city/units.json',
    'services/a/..',
    'city\\units.json',
    'city/units.json\0.png',
    'city/con.json',
    'services/a/b/c/d/e/f.json',
    'city/.hidden',
    'accounts/people.json',
    `city/${'a'.repeat(300)}`,
    'city/đơn-vị.json',
    'C:/units.json',
  ];
  for (const name of hostile) {
    assert.match(String(refusalOf(() => readArchive(writeArchive([entry(name)])))), /^NAME_NOT_ALLOWED ./, name);
    assert.match(String(refusalOf(() => openFolder([entry(name)], crypto))), /^NAME_NOT_ALLOWED ./, name);
  }
  const twice = [entry('city/units.json', '{}'), entry('city/UNITS.json', '{}')];
  assert.equal(
    refusalOf(() => readArchive(writeArchive(twice))),
    'NAME_TWICE city/units.json',
  );
  assert.equal(
    refusalOf(() => readArchive(writeArchive([twice[0], twice[0]] as ArchiveEntry[]))),
    'NAME_TWICE city/units.json',
  );
});

it('links, compressed entries and what is too much are refused', () => {
  const bytes = writeArchive([entry('city/units.json', '../../secret.key')]);
  const link = bytes.slice();
  const directory = Buffer.from(link).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  link.set([0, 0, 0xff, 0xa1], directory + 38);
  assert.equal(
    refusalOf(() => readArchive(link)),
    'NOT_A_FILE city/units.json',
  );
  const packed = bytes.slice();
  packed[8] = 8;
  assert.equal(
    refusalOf(() => readArchive(packed)),
    'COMPRESSED city/units.json',
  );
  const many = Array.from({ length: 5_001 }, (_, index) => entry(`services/s/f${index}.bpmn`, ''));
  assert.equal(
    refusalOf(() => readArchive(writeArchive(many))),
    'TOO_MANY_ENTRIES ',
  );
  assert.equal(
    refusalOf(() => readArchive(new Uint8Array(33 * 1024 * 1024))),
    'TOO_LARGE ',
  );
});

it('what the manifest does not say, or says otherwise, is refused by name', () => {
  const good = bundleOf({ 'city/units.json': '{"units": []}', 'services/noise/a.bpmn': '<x/>' });
  const open = (entries: readonly ArchiveEntry[]) => refusalOf(() => openArchive(writeArchive(entries), crypto));
  const without = (name: string) => good.filter((one) => one.name !== name);
  assert.equal(open(good), 'taken');
  assert.equal(open(without('manifest.json')), 'MISSING manifest.json');
  assert.equal(open(without('city/units.json')), 'MISSING city/units.json');
  assert.equal(open([...good, entry('services/noise/b.bpmn')]), 'NOT_IN_MANIFEST services/noise/b.bpmn');
  const other = entry('services/noise/a.bpmn', '<y/>');
  assert.equal(open([...without(other.name), other]), 'HASH services/noise/a.bpmn');
  assert.equal(
    open([...without('manifest.json'), entry('manifest.json', '{"format": 2}')]),
    'FORMAT_UNKNOWN manifest.json',
  );
  assert.equal(open([...without('manifest.json'), entry('manifest.json', '{')]), 'BROKEN_MANIFEST manifest.json');
  assert.equal(open([...good, entry('signature.json', '{}')]), 'BROKEN_MANIFEST signature.json');
});

it('broken JSON and bytes that are no text are refused by name', () => {
  const open = (name: string, bytes: Uint8Array) => refusalOf(() => openFolder([{ name, bytes }], crypto));
  assert.equal(open('city/units.json', encode('{"units": [}')), 'BROKEN_JSON city/units.json');
  assert.equal(open('city/units.json', encode('[['.repeat(60_000))), 'BROKEN_JSON city/units.json');
  assert.equal(
    open('city/units.json', encode(`${'['.repeat(3_000)}${']'.repeat(3_000)}`)),
    'BROKEN_JSON city/units.json',
  );
  assert.equal(open('services/a/b.bpmn', new Uint8Array([0x3c, 0xff])), 'NOT_TEXT services/a/b.bpmn');
  assert.equal(open('services/a/b.bpmn', encode('<a>\0</a>')), 'NOT_TEXT services/a/b.bpmn');
  assert.equal(
    refusalOf(() => openFolder([], crypto)),
    'EMPTY ',
  );
});

it('a folder that was changed by hand since it was written counts as unsigned', () => {
  const files = bundleOf({ 'city/units.json': '{"units": []}' });
  assert.notEqual(openFolder(files, crypto).manifest, null);
  const changed = files.map((one) => (one.name === 'city/units.json' ? entry(one.name, '{"units":[1]}') : one));
  const opened = openFolder(changed, crypto);
  assert.equal(opened.manifest, null);
  assert.equal(opened.texts.get('city/units.json'), '{\n  "units": [1]\n}\n');
});
