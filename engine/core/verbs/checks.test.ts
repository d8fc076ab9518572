import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../values.ts';
import { sizeBeyond } from './checks.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? 20_261_122);

test(`a value is too long exactly where its JSON text is (seed ${seed})`, () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'ạ', '"', '\\', '\n', '\u0000', '\ud800', '\u2028', '😀'),
    maxLength: 20,
  });
  const leaf = fc.oneof(text, fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const list = fc.array(fc.oneof(leaf, fc.array(leaf, { maxLength: 5 })), { maxLength: 5 });
  const values: fc.Arbitrary<Json> = fc.oneof(leaf, list, fc.dictionary(text, fc.oneof(leaf, list), { maxKeys: 5 }));
  const property = fc.property(values, fc.integer({ min: -3, max: 3 }), (value, offset) => {
    const size = JSON.stringify(value).length;
    const limit = size + offset;
    assert.equal(sizeBeyond(value, limit), size > limit ? size : null);
    assert.equal(sizeBeyond(value, size * 10), null);
  });
  fc.assert(property, { seed });
});

test('what takes the most room a character or a number can take is counted so', () => {
  for (const value of ['\u0000', '\ud800', -Number.MAX_VALUE, [false], { '\u0001': -5e-324 }]) {
    const size = JSON.stringify(value).length;
    assert.equal(sizeBeyond(value, size - 1), size);
    assert.equal(sizeBeyond(value, size), null);
  }
});
