import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLength, writeLength } from './duration.ts';

test('one number and one unit are read and written back the same', () => {
  for (const text of ['PT30M', 'PT8H', 'P3D']) {
    const length = parseLength(text);
    assert.ok(length);
    assert.equal(writeLength(length), text);
  }
});

test('a formula or several units together are no plain length', () => {
  for (const text of ['=sla.resolve', 'P1DT2H', 'P', '', 'PT1000H']) assert.equal(parseLength(text), null, text);
});
