import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision, Decisions, DecisionTable, HitPolicy } from '../model/decisions.ts';
import { envAt, monday } from '../trial/trial.ts';
import { evaluateDecision, explainDecision } from './evaluate.ts';

function asked(hitPolicy: HitPolicy): Decisions {
  const logic: DecisionTable = {
    id: 'unit-table',
    kind: 'table',
    hitPolicy,
    aggregation: null,
    inputs: [
      { id: 'i1', source: 'category' },
      { id: 'i2', source: 'ward' },
    ],
    outputs: [{ id: 'o', name: 'unit', values: null, defaultSource: null }],
    rules: [
      { id: 'harbour', tests: ['"boat"', '"99034"'], results: ['"harbour"'] },
      { id: 'anywhere', tests: ['"boat", "road"', null], results: ['"roads"'] },
      { id: 'island', tests: [null, '"99034"'], results: ['"island"'] },
    ],
  };
  const unit: Decision = { kind: 'decision', id: 'unit', name: 'unit', type: null, requires: [], logic };
  const top: Decision = {
    kind: 'decision',
    id: 'route',
    name: 'route',
    type: null,
    requires: [{ key: 'unit', path: ['unit'] }],
    logic: { id: 'l', kind: 'literal', source: 'unit' },
  };
  return { unit, route: top };
}

const env = envAt(monday);
const boat = { category: 'boat', ward: '99034' };
const road = { category: 'road', ward: '99016' };
const explain = (policy: HitPolicy, facts: typeof boat, cells = true) =>
  explainDecision({ decisions: asked(policy), id: 'route', cells }, facts, env);

test('asked why, a table tells what it was asked, which rule answered, and which cell of each other rule failed', () => {
  const { result, tables } = explain('FIRST', road);
  assert.deepEqual(result, { kind: 'ok', value: 'roads' });
  assert.deepEqual(tables, [
    {
      decision: 'unit',
      table: 'unit-table',
      inputs: ['road', '99016'],
      applied: ['anywhere'],
      rules: [
        { id: 'harbour', cells: [false, false], outcome: 'notMatched' },
        { id: 'anywhere', cells: [true, null], outcome: 'applied' },
        { id: 'island', cells: [null, false], outcome: 'notMatched' },
      ],
    },
  ]);
});

test('a rule that holds too but comes later is told apart from one that does not hold', () => {
  const [table] = explain('FIRST', boat).tables;
  assert.deepEqual(
    table?.rules.map(({ outcome }) => outcome),
    ['applied', 'matched', 'matched'],
  );
});

test('several rules where one may answer are all named', () => {
  const { result, tables } = explain('UNIQUE', boat);
  assert.equal(result.kind, 'failed');
  assert.deepEqual(tables[0]?.applied, ['harbour', 'anywhere', 'island']);
});

test('the answer is the same whether anybody asks why or not, and without cells only the answering rule is told', () => {
  for (const facts of [boat, road, { category: 'moon', ward: '' }]) {
    assert.deepEqual(explain('FIRST', facts).result, evaluateDecision(asked('FIRST'), 'route', facts, env));
  }
  assert.deepEqual(explain('FIRST', road, false).tables[0]?.rules, []);
  assert.deepEqual(explain('FIRST', road, false).tables[0]?.applied, ['anywhere']);
});
