/** Versions below which a known hole is open (test/floors.json) are in no installation; what is banned is in none at all. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Floor {
  readonly package: string;
  readonly why: string;
  readonly floor?: string;
  /** No other version than this: something was measured on it. */
  readonly exact?: boolean;
  readonly never?: boolean;
}

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const at = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const floors: readonly Floor[] = at('test/floors.json');
const locked: Readonly<Record<string, Locked>> = at('package-lock.json').packages;
const wanted: Readonly<Record<string, string>> = at('package.json').dependencies;

/** Versions that an installation gets; what only tests use runs on nobody's machine. */
function versionsOf(name: string): readonly string[] {
  return Object.entries(locked)
    .filter(([path, { dev }]) => path.endsWith(`node_modules/${name}`) && dev !== true)
    .map(([, { version = '' }]) => version);
}

test('S06 S07 S08 no locked version lies below its floor', () => {
  const wrong = floors.flatMap(({ package: name, floor, exact, never }) => {
    const versions = versionsOf(name);
    if (never === true) return versions.map((version) => `${name} ${version} is banned`);
    if (versions.length === 0) return [`${name} is not there any more: take it out of test/floors.json`];
    return versions
      .filter((version) => !isRight(version, floor ?? '', exact === true))
      .map((each) => `${name} ${each}`);
  });
  assert.deepEqual(wrong, []);
});

test('S20 the mark of bpmn.io, which its licence asks for, is hidden by no stylesheet and no script', () => {
  const files = globSync('{designer,portal}/**/*.{css,ts,tsx}', { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts'),
  );
  const hides = /powered-by[^{}]*\{[^}]*(display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0\b)/;
  assert.ok(files.length > 100);
  assert.deepEqual(
    files.filter((file) => hides.test(readFileSync(join(root, file), 'utf8'))),
    [],
  );
});

test('what is exact is written so in package.json, and every floor says why', () => {
  for (const { package: name, floor, exact, why } of floors) {
    assert.ok(why.length > 2, name);
    if (exact === true) assert.equal(wanted[name], floor, name);
  }
});

test('every dependency is pinned to one version', () => {
  const { dependencies, devDependencies } = at('package.json') as Record<string, Record<string, string>>;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, range]) => !/^\d+\.\d+\.\d+$/.test(range),
  );
  assert.deepEqual(loose, []);
});

test('the comparison of versions can tell', () => {
  assert.ok(isRight('5.12.10', '5.12.8', false) && isRight('6.0.0', '5.12.8', false));
  assert.ok(!isRight('5.12.7', '5.12.8', false) && !isRight('5.9.99', '5.12.8', false));
  assert.ok(!isRight('7.2.2', '7.2.1', true) && !isRight('7.2.1-beta.1', '7.2.1', false));
});

/** @param version as locked; one before its release counts as below it */
function isRight(version: string, floor: string, exact: boolean): boolean {
  if (exact) return version === floor;
  if (version.includes('-')) return false;
  const [ours, least] = [version, floor].map((text) => text.split('.').map(Number)) as [number[], number[]];
  const different = least.findIndex((number, index) => ours[index] !== number);
  return different === -1 || (ours[different] ?? 0) > (least[different] ?? 0);
}
