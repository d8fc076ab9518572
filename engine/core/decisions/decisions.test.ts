import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Aggregation, Decision, Decisions, DecisionTable, HitPolicy, Requirement } from '../model/decisions.ts';
import { envAt, monday } from '../trial/trial.ts';
import type { Variables } from '../values.ts';
import { evaluateDecision } from './evaluate.ts';

function table(
  hitPolicy: HitPolicy,
  rules: readonly (readonly [string | null, string])[],
  more: Partial<DecisionTable> = {},
) {
  const logic: DecisionTable = {
    id: 't',
    kind: 'table',
    hitPolicy,
    aggregation: null,
    inputs: [{ id: 'i', source: 'n' }],
    outputs: [{ id: 'o', name: 'out', values: null, defaultSource: null }],
    rules: rules.map(([cell, result], index) => ({ id: `r${index + 1}`, tests: [cell], results: [result] })),
    ...more,
  };
  const decision: Decision = { kind: 'decision', id: 'd', name: 'd', type: null, requires: [], logic };
  return { d: decision };
}

function literal(source: string, requires: readonly Requirement[] = []): Decision {
  return { kind: 'decision', id: 'd', name: 'd', type: null, requires, logic: { id: 'l', kind: 'literal', source } };
}

function decided(decisions: Decisions, variables: Variables) {
  const result = evaluateDecision(decisions, 'd', variables, envAt(monday));
  return result.kind === 'ok' ? result.value : `failed: ${result.reason}`;
}

const overlapping = [
  ['> 1', '10'],
  ['> 2', '20'],
  [null, '10'],
] as const;

test('UNIQUE gives the one rule that fits, and fails where several do', () => {
  assert.equal(
    decided(
      table('UNIQUE', [
        ['1', '"a"'],
        ['2', '"b"'],
      ]),
      { n: 2 },
    ),
    'b',
  );
  assert.match(String(decided(table('UNIQUE', overlapping), { n: 3 })), /failed: t: several rules match: r1, r2, r3/);
});

test('no rule that fits gives null, or the default', () => {
  assert.equal(decided(table('UNIQUE', [['1', '"a"']]), { n: 2 }), null);
  const outputs = [{ id: 'o', name: 'out', values: null, defaultSource: '"z"' }];
  assert.equal(decided(table('UNIQUE', [['1', '"a"']], { outputs }), { n: 2 }), 'z');
});

test('FIRST gives the first that fits, ANY the one value on which all agree', () => {
  assert.equal(decided(table('FIRST', overlapping), { n: 3 }), 10);
  assert.equal(decided(table('ANY', overlapping), { n: 2 }), 10);
  assert.match(String(decided(table('ANY', overlapping), { n: 3 })), /failed/);
});

test('COLLECT and RULE ORDER give all in the order of the rules', () => {
  assert.deepEqual(decided(table('COLLECT', overlapping), { n: 3 }), [10, 20, 10]);
  assert.deepEqual(decided(table('RULE ORDER', overlapping), { n: 3 }), [10, 20, 10]);
});

test('COLLECT adds up, counts, and finds the smallest and largest', () => {
  const results = (['SUM', 'COUNT', 'MIN', 'MAX'] as Aggregation[]).map((aggregation) =>
    decided(table('COLLECT', overlapping, { aggregation }), { n: 3 }),
  );
  assert.deepEqual(results, [40, 3, 10, 20]);
});

test('PRIORITY and OUTPUT ORDER follow the listed output values', () => {
  const outputs = [{ id: 'o', name: 'out', values: '"high","low"', defaultSource: null }];
  const rules = [
    ['> 1', '"low"'],
    ['> 2', '"high"'],
  ] as const;
  assert.equal(decided(table('PRIORITY', rules, { outputs }), { n: 3 }), 'high');
  assert.deepEqual(decided(table('OUTPUT ORDER', rules, { outputs }), { n: 3 }), ['high', 'low']);
});

test('several outputs make a context', () => {
  const outputs = ['unit', 'sla'].map((name) => ({ id: name, name, values: null, defaultSource: null }));
  const rules = [{ id: 'r', tests: [null], results: ['"P1"', '{resolve: "PT4H"}'] }];
  assert.deepEqual(decided(table('FIRST', [], { outputs, rules }), { n: 1 }), { unit: 'P1', sla: { resolve: 'PT4H' } });
});

test('a decision sees the results of those it needs under their names', () => {
  const needed = table('FIRST', [[null, '21']]);
  const decisions: Decisions = {
    half: { ...needed.d, id: 'half', name: 'Half of it' },
    d: literal('Half of it * 2', [{ key: 'half', path: ['Half of it'] }]),
  };
  assert.equal(decided(decisions, { n: 1 }), 42);
});

test('decisions that need each other fail instead of running for ever', () => {
  const decisions: Decisions = { d: literal('1', [{ key: 'd', path: ['d'] }]) };
  assert.match(String(decided(decisions, {})), /failed/);
});
