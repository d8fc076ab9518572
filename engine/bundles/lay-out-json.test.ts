import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { layOutJson } from './lay-out-json.ts';

it('laying out changes white space only, and is done the same way from any layout', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t', 4), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const laid = layOutJson(text) ?? '';
      assert.deepEqual(JSON.parse(laid), JSON.parse(text));
      assert.equal(layOutJson(laid), laid);
      assert.equal(layOutJson(JSON.stringify(value)), laid);
    }),
    { numRuns: 200 },
  );
});

it('keys stay in their order, numbers and escapes as they were written', () => {
  const text = '{"b": 1.0, "2": 1e5, "1": "\\u00e9", "a": [106.70, 12345678901234567890], "b": {}}';
  assert.equal(
    layOutJson(text),
    '{\n  "b": 1.0,\n  "2": 1e5,\n  "1": "\\u00e9",\n  "a": [106.70, 12345678901234567890],\n  "b": {}\n}\n',
  );
});

it('what fits stands on one line, what does not gets a line each', () => {
  const row = { code: 'SXD', name: { vi: 'Sở Xây dựng', en: 'Department of Construction' } };
  assert.equal(
    layOutJson(JSON.stringify({ units: [row] })),
    `{
  "units": [{ "code": "SXD", "name": { "vi": "Sở Xây dựng", "en": "Department of Construction" } }]
}
`,
  );
  const long = layOutJson(JSON.stringify({ units: [row, row] })) ?? '';
  assert.ok(long.split('\n').every((line) => line.length <= 120));
  assert.equal(long.split('\n').length, 7);
});

it('no JSON, and what nests without end, is not laid out', () => {
  assert.equal(layOutJson('{"a": }'), undefined);
  assert.equal(layOutJson(''), undefined);
  assert.equal(layOutJson(`${'['.repeat(500)}${']'.repeat(500)}`), undefined);
});
