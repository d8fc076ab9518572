import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellValue, readCell, writeCell } from './cell-text.ts';

const cells: readonly (readonly [string, CellValue])[] = [
  ['"HT-CN", "HT-DIEN"', { kind: 'codes', codes: ['HT-CN', 'HT-DIEN'], not: false }],
  ['not("99013", "99016")', { kind: 'codes', codes: ['99013', '99016'], not: true }],
  ['null', { kind: 'null' }],
  ['>= 22, < 6', { kind: 'number', test: { kind: 'fromTo', from: 22, to: 6 } }],
  ['[6..22)', { kind: 'number', test: { kind: 'fromTo', from: 6, to: 22 } }],
  ['>= 5', { kind: 'number', test: { kind: 'atLeast', value: 5 } }],
  ['< 5.5', { kind: 'number', test: { kind: 'below', value: 5.5 } }],
  ['7', { kind: 'number', test: { kind: 'equal', value: 7 } }],
  ['starts with(?, "HT")', { kind: 'other', text: 'starts with(?, "HT")' }],
  ['"A" or "B"', { kind: 'other', text: '"A" or "B"' }],
  ['>= 6, < 22', { kind: 'other', text: '>= 6, < 22' }],
];

for (const [text, value] of cells) {
  test(`${text} is read as ${value.kind} and written back as it was`, () => {
    assert.deepEqual(readCell(text), value);
    assert.equal(writeCell(value), text);
  });
}

test('nothing and a dash are any value', () => {
  for (const text of ['', ' ', '-']) assert.deepEqual(readCell(text), { kind: 'any' });
  assert.equal(writeCell({ kind: 'any' }), '');
  assert.equal(writeCell({ kind: 'codes', codes: [], not: true }), '');
});

test('a code with a quotation mark is written so that FEEL reads the same code', () => {
  const value: CellValue = { kind: 'codes', codes: ['a"b'], not: false };
  assert.deepEqual(readCell(writeCell(value)), value);
});
