import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram } from '../../trial/build-program.ts';
import { complete, give, history, nodesAt, started } from '../../trial/trial.ts';

const choice = buildProgram(
  {
    s: { type: 'startEvent' },
    x: { type: 'exclusiveGateway' },
    big: { type: 'userTask' },
    small: { type: 'userTask' },
    other: { type: 'userTask' },
  },
  ['s -> x', 'x => other', 'x -> big if n > 10', 'x -> small if n > 1'],
);

test('an exclusive gateway takes the first true condition in order', () => {
  const trial = started(choice, { n: 20 });
  assert.deepEqual(history(trial, 'taken'), ['s-x', 'x-big']);
});

test('an exclusive gateway takes the default flow where no condition is true', () => {
  assert.deepEqual(history(started(choice, { n: 0 }), 'taken'), ['s-x', 'x-other']);
});

test('a condition that is neither true nor false is an incident, and the token waits there', () => {
  const trial = started(choice);
  assert.equal(nodesAt(trial, 'x')[0]?.incident?.code, 'VALUE_MISSING');
  give(trial, { kind: 'setVariables', variables: { n: 5 } });
  give(trial, { kind: 'retryIncident', incident: nodesAt(trial, 'x')[0]?.incident?.id ?? '' });
  assert.equal(nodesAt(trial, 'small').length, 1);
});

test('an exclusive gateway without a true branch is an incident, not a lost token', () => {
  const program = buildProgram(
    { s: { type: 'startEvent' }, x: { type: 'exclusiveGateway' }, a: { type: 'task' }, b: { type: 'task' } },
    ['s -> x', 'x -> a if false', 'x -> b if false'],
  );
  const trial = started(program);
  assert.equal(nodesAt(trial, 'x')[0]?.incident?.code, 'NO_FLOW_TAKEN');
  assert.equal(trial.state?.life, 'active');
});

const fork = buildProgram(
  {
    s: { type: 'startEvent' },
    f: { type: 'parallelGateway' },
    a: { type: 'userTask' },
    b: { type: 'userTask' },
    j: { type: 'parallelGateway' },
    e: { type: 'endEvent' },
  },
  ['s -> f', 'f -> a', 'f -> b', 'a -> j', 'b -> j', 'j -> e'],
);

test('a parallel gateway waits for a token on every incoming flow', () => {
  const trial = started(fork);
  complete(trial, 'b');
  assert.deepEqual(history(trial, 'activated').includes('j'), false);
  assert.deepEqual(trial.state?.scopes[trial.state.root]?.parked, { j: { 'b-j': 1 } });
  complete(trial, 'a');
  assert.deepEqual(history(trial, 'completed').slice(-2), ['j', 'e']);
  assert.equal(trial.state?.life, 'completed');
});

test('a join counts tokens per flow: two on one flow do not make up for none on the other', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      split: { type: 'parallelGateway' },
      a: { type: 'task' },
      b: { type: 'task' },
      merged: { type: 'task' },
      c: { type: 'userTask' },
      j: { type: 'parallelGateway' },
      e: { type: 'endEvent' },
    },
    [
      's -> split',
      'split -> a',
      'split -> b',
      'a -> merged',
      'b -> merged',
      'merged -> j',
      'split -> c',
      'c -> j',
      'j -> e',
    ],
  );
  const trial = started(program);
  assert.deepEqual(trial.state?.scopes[trial.state.root]?.parked, { j: { 'merged-j': 2 } });
  complete(trial, 'c');
  assert.deepEqual(history(trial, 'completed').filter((id) => id === 'e').length, 1);
  assert.equal(trial.state?.life, 'active', 'one token stays before the join');
});

test('every token makes a node instance of its own where flows merge without a gateway', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      f: { type: 'parallelGateway' },
      a: { type: 'task' },
      b: { type: 'task' },
      t: { type: 'userTask' },
    },
    ['s -> f', 'f -> a', 'f -> b', 'a -> t', 'b -> t'],
  );
  const trial = started(program);
  assert.equal(nodesAt(trial, 't').length, 2);
  complete(trial, 't');
  assert.equal(trial.state?.life, 'active');
  complete(trial, 't');
  assert.equal(trial.state?.life, 'completed');
});

test('out of an activity every true flow is taken, and the default only where none is', () => {
  const nodes = {
    s: { type: 'startEvent' },
    a: { type: 'task' },
    x: { type: 'userTask' },
    y: { type: 'userTask' },
    z: { type: 'userTask' },
  } as const;
  const program = buildProgram(nodes, ['s -> a', 'a -> x if n > 1', 'a -> y if n > 2', 'a => z']);
  assert.deepEqual(history(started(program, { n: 3 }), 'taken'), ['s-a', 'a-x', 'a-y']);
  assert.deepEqual(history(started(program, { n: 0 }), 'taken'), ['s-a', 'a-z']);
});

test('a loop that never waits ends as an incident, not as a hanging engine', () => {
  const program = buildProgram({ s: { type: 'startEvent' }, a: { type: 'task' }, b: { type: 'task' } }, [
    's -> a',
    'a -> b',
    'b -> a',
  ]);
  const trial = started(program);
  const stuck = Object.values(trial.state?.nodes ?? {}).map((node) => node.incident?.code);
  assert.deepEqual(stuck, ['TOO_MANY_STEPS']);
});
