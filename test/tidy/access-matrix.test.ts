/** Nobody adds an operation without saying who may call it. What the lines say is tried by test/whole/access-matrix.test.ts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readMatrix } from '#test/support/access-matrix.ts';

const { paths } = JSON.parse(readFileSync(new URL('../../portal/openapi.json', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, object>>;
};
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

test('every operation has a line in test/whole/access-matrix.md that says who may call it', () => {
  const said = new Set(readMatrix().lines.map(({ operation }) => operation));
  assert.deepEqual(
    operations.filter((operation) => !said.has(operation)),
    [],
    'add a line for each: | operation | on | who may |',
  );
});

test('every line of test/whole/access-matrix.md is about an operation that there is', () => {
  const known = new Set(operations);
  const lines = readMatrix().lines.filter(({ operation }) => operation.includes(' /api/v1/'));
  assert.deepEqual(
    lines.filter(({ operation }) => !known.has(operation)).map(({ operation }) => operation),
    [],
  );
  const twice = lines.map(({ operation, on }) => `${operation} ${on}`);
  assert.equal(new Set(twice).size, twice.length, 'each is said once');
});
