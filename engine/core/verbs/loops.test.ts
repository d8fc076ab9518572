import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MultiInstance } from '../model/program.ts';
import { buildProgram, expression, type NodeSpec } from '../trial/build-program.ts';
import { complete, history, nodesAt, started, variablesOf } from '../trial/trial.ts';
import type { Variables } from '../values.ts';

const several: MultiInstance = {
  kind: 'multiInstance',
  sequential: false,
  cardinality: null,
  collection: expression('=list'),
  elementVariable: 'item',
  outputCollection: 'results',
  outputElement: expression('=item + loopCounter'),
  completionCondition: null,
  throws: [],
};

const looped = (work: NodeSpec, variables: Variables) =>
  started(
    buildProgram({ s: { type: 'startEvent' }, work, after: { type: 'userTask' } }, ['s -> work', 'work -> after']),
    variables,
  );

test('an activity is done once for each item, at the same time, and gathers what comes out', () => {
  const trial = looped({ type: 'userTask', loop: several }, { list: [10, 20] });
  assert.equal(nodesAt(trial, 'work').filter((node) => node.task).length, 2);
  complete(trial, 'work');
  assert.equal(nodesAt(trial, 'after').length, 0);
  complete(trial, 'work');
  assert.deepEqual(variablesOf(trial)['results'], [11, 22]);
  assert.deepEqual(history(trial, 'completed'), ['s', 'work', 'work']);
});

test('one after the other, each begins when the one before is done', () => {
  const trial = looped({ type: 'userTask', loop: { ...several, sequential: true } }, { list: [10, 20] });
  assert.equal(nodesAt(trial, 'work').filter((node) => node.task).length, 1);
  complete(trial, 'work');
  complete(trial, 'work');
  assert.deepEqual(variablesOf(trial)['results'], [11, 22]);
});

test('the completion condition ends those that are still open', () => {
  const loop = { ...several, completionCondition: expression('=numberOfCompletedInstances >= 1') };
  const trial = looped({ type: 'userTask', loop }, { list: [1, 2, 3] });
  complete(trial, 'work');
  assert.deepEqual([history(trial, 'terminated'), nodesAt(trial, 'after').length], [['work', 'work'], 1]);
});

test('nothing to do is done at once; no list is an incident', () => {
  assert.equal(nodesAt(looped({ type: 'userTask', loop: several }, { list: [] }), 'after').length, 1);
  const stuck = looped({ type: 'userTask', loop: several }, { list: 'none' });
  assert.equal(nodesAt(stuck, 'work')[0]?.incident?.code, 'VALUE_MISSING');
  const endless = looped({ type: 'userTask', loop: several }, { list: Array.from({ length: 1_001 }, () => 0) });
  assert.equal(nodesAt(endless, 'work')[0]?.incident?.code, 'TOO_MANY_TURNS');
});

test('a standard loop goes on while its condition is true, at most as often as it may', () => {
  const count: NodeSpec = { type: 'scriptTask', script: expression('=n + 1'), result: 'n' };
  const loop = { kind: 'standard', testBefore: false, condition: expression('=n < 3'), maximum: null } as const;
  assert.equal(variablesOf(looped({ ...count, loop }, { n: 0 }))['n'], 3);
  assert.equal(variablesOf(looped({ ...count, loop }, { n: 7 }))['n'], 8);
  assert.equal(variablesOf(looped({ ...count, loop: { ...loop, testBefore: true } }, { n: 7 }))['n'], 7);
  assert.equal(variablesOf(looped({ ...count, loop: { ...loop, maximum: expression('2') } }, { n: 0 }))['n'], 2);
});
