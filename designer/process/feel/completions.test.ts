import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionsAt, namesAsked, typedValue } from './completions.ts';

const known = [
  { name: 'outcome', always: true, from: ['verify'] },
  { name: 'overdue', always: false, from: ['check'] },
  { name: 'unit', always: true, from: [] },
];
const texts = (source: string) => completionsAt(source, source.length, known).offered.map(({ text }) => text);

test('variables that begin like the word come first, those that are always there before the others', () => {
  assert.deepEqual(texts('unit = "x" and o').slice(0, 2), ['outcome', 'overdue']);
  assert.ok(texts('c').includes('count('));
});

test('nothing is offered inside of a text, or behind a dot', () => {
  assert.deepEqual(texts('outcome = "o'), []);
  assert.deepEqual(texts('unit.o'), []);
});

test('an empty field offers every variable and no function', () => {
  assert.deepEqual(texts(''), ['outcome', 'unit', 'overdue']);
});

test('the variables of a formula are found, not its functions, keywords, texts and fields', () => {
  assert.deepEqual(namesAsked('if outcome = "reject" then count(parts) > 0 else sla.takeOn = null', known), [
    'outcome',
    'parts',
    'sla',
  ]);
  assert.deepEqual(namesAsked('date and time(receivedAt) > now()', known), ['receivedAt']);
});

test('what is typed is taken for what it looks like', () => {
  assert.deepEqual(['', '3', 'true', 'HT-TN', '["a"]'].map(typedValue), [null, 3, true, 'HT-TN', ['a']]);
});
