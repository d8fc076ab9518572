/** docs/security.md names tests: each of them exists, and each class of failures S01 to S20 has one that bears its id. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** A file in code, and behind it the beginnings of names in quotes. */
interface Named {
  readonly file: string;
  readonly names: readonly string[];
}

const named: readonly Named[] = ['docs/security.md', 'docs/asvs.md'].flatMap((doc) =>
  [...read(doc).matchAll(/`([\w/.-]+\.ts)`((?:[ ,]*"[^"]+")+)/g)].map(([, file = '', quoted = '']) => ({
    file,
    names: [...quoted.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
  })),
);

test('every test that the promises name is there', () => {
  const missing = named.flatMap(({ file, names }) => {
    const source = read(file);
    const begins = (name: string) => ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}`));
    return names.filter((name) => !begins(name)).map((name) => `${file}: ${name}`);
  });
  assert.ok(named.length > 40);
  assert.deepEqual(missing, []);
});

test('every class of failures has a promise and a test by its id', () => {
  const rows = read('docs/security.md').split('\n');
  const names = named.flatMap((one) => one.names);
  for (let number = 1; number <= 20; number++) {
    const id = `S${String(number).padStart(2, '0')}`;
    assert.ok(
      rows.some((row) => row.startsWith(`| ${id} |`)),
      `${id} has a row`,
    );
    assert.ok(
      names.some((name) => name.split(' ').includes(id)),
      `${id} has a test`,
    );
  }
});
