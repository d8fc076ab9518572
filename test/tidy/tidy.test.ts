import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Import, importsOf } from './imports.ts';
import { roomOf } from './rooms.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const sources = globSync('{engine,designer,connectors,forms,portal,migrations,bench,test}/**/*.{ts,tsx,mjs}', {
  cwd: root,
})
  .concat('vite.config.ts')
  .filter((file) => !file.endsWith('.d.ts') && !file.startsWith('test/data/'))
  .sort();
const production = sources.filter((file) => !file.endsWith('.test.ts') && !file.startsWith('test/'));
const imports = sources.flatMap((file) => importsOf(root, file));

test('every import goes along an arrow of the house', () => {
  assert.deepEqual(imports.filter((found) => !isAllowed(found)).map(say), []);
});

test('no production file is in an import cycle', () => {
  const next = new Map<string, string[]>();
  for (const found of imports.filter((each) => !each.typeOnly && !each.to.includes(':'))) {
    next.set(found.from, [...(next.get(found.from) ?? []), found.to]);
  }
  assert.deepEqual(cyclesIn(next), []);
});

test('no file is longer than 400 lines, except those that say why', () => {
  // Catalogues are data by the line: they grow with the product's words.
  const long = sources
    .filter((file) => !file.startsWith('portal/kit/texts/'))
    .filter((file) => {
      const text = read(file);
      return text.split('\n').length > 401 && !/tidy-ignore: \S.{10,}/.test(text) && !text.startsWith('/* generated');
    });
  assert.deepEqual(long, []);
});

test('the exceptions (tidy-ignore, biome-ignore) only become fewer', () => {
  const count = sources.reduce((sum, file) => sum + [...read(file).matchAll(/(tidy|biome)-ignore/g)].length, 0);
  assert.ok(
    count <= exceptionsMax,
    `${count} exceptions stand in the code, ${exceptionsMax} were allowed: mend one, do not add one`,
  );
});

test('the core and the cases know no clock and no chance', () => {
  const impure = production
    .filter((file) => file.startsWith('engine/core/') || file.startsWith('engine/cases/'))
    .filter((file) =>
      /Math\.random|new Date\(|Date\.now|performance\.now|Temporal\.Now|setTimeout|process\./.test(
        withoutComments(read(file)),
      ),
    );
  assert.deepEqual(impure, []);
});

test('S01 S12 nothing runs text as code', () => {
  const evaluating = production.filter((file) =>
    /\beval\(|new Function\(|node:vm|lodash\.template|dangerouslySetInnerHTML/.test(withoutComments(read(file))),
  );
  assert.deepEqual(evaluating, []);
});

test('only the configuration reads the environment', () => {
  const readers = production
    .filter((file) => /process\.env/.test(withoutComments(read(file))))
    .filter((file) => !file.startsWith('bench/'));
  assert.deepEqual(
    readers.filter((file) => !['portal/config.ts', 'portal/wardflow.mjs'].includes(file)),
    [],
  );
});

test('every TODO names an issue', () => {
  assert.deepEqual(
    sources.filter((file) => file !== 'test/tidy/tidy.test.ts' && /\bTODO(?!\(#\d+\))/.test(read(file))),
    [],
  );
});

test('every workflow has a scenario, a README and a manifest', () => {
  const packs = readdirSync(join(root, 'workflows'), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'demo-city',
  );
  assert.ok(packs.length > 0);
  for (const pack of packs) {
    assert.ok(
      globSync(`workflows/${pack.name}/**/*.scenario.yaml`, { cwd: root }).length > 0,
      `${pack.name} has no scenario`,
    );
    for (const file of ['README.md', 'pack.json'])
      assert.ok(globSync(`workflows/${pack.name}/${file}`, { cwd: root }).length === 1, `${pack.name} lacks ${file}`);
  }
});

test('every decision record has a number of its own and a date', () => {
  const records = readdirSync(join(root, 'docs/decisions')).filter((name) => name !== 'README.md');
  const numbers = records.map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]);
  assert.ok(
    numbers.every((number) => number !== undefined),
    `wrong name among ${records.join(', ')}`,
  );
  assert.equal(new Set(numbers).size, numbers.length);
  for (const name of records)
    assert.match(read(`docs/decisions/${name}`), /\b20\d\d-\d\d-\d\d\b/, `${name} has no date`);
});

test('no path of a machine stands in what is committed', () => {
  const texts = globSync(
    '{engine,designer,connectors,forms,portal,migrations,bench,test,docs,workflows}/**/*.{ts,tsx,mjs,md,json,yaml,css}',
    { cwd: root },
  );
  assert.deepEqual(
    [...texts, 'README.md', 'package.json'].filter(
      (file) => /(^|[^.\w])\/(work|root|home)\/[a-z]/m.test(read(file)) && file !== 'test/tidy/tidy.test.ts',
    ),
    [],
  );
});

/** How many exceptions stood when this was last mended. */
const exceptionsMax = 60;

function isAllowed(found: Import): boolean {
  const room = roomOf(found.from);
  if (room === undefined) return false;
  if (found.from.endsWith('.test.ts')) return true;
  if (found.to.startsWith('node:')) return room.node;
  if (found.to.startsWith('npm:')) return found.typeOnly || room.npm.includes(found.to.slice(4));
  if (found.to.endsWith('.css') || found.to.endsWith('.svg')) return true;
  if (found.to.startsWith(room.prefix)) return true;
  if (room.sees.some((prefix) => found.to.startsWith(prefix))) return true;
  return found.typeOnly && (room.types ?? []).some((prefix) => found.to.startsWith(prefix));
}

function cyclesIn(next: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      cycles.push([...path.slice(at), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return cycles;
}

function say(found: Import): string {
  return `${found.from} → ${found.to}${found.typeOnly ? ' (type)' : ''}`;
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
