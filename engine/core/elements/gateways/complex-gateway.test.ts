import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram, expression, type NodeSpec } from '../../trial/build-program.ts';
import { complete, nodesAt, started } from '../../trial/trial.ts';

const work: NodeSpec = { type: 'userTask' };

test('it goes on when its condition holds, takes the late ones in, and the process ends', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      f: { type: 'parallelGateway' },
      a: work,
      b: work,
      c: work,
      j: { type: 'complexGateway', activation: expression('=activationCount >= 2') },
      after: work,
    },
    ['s -> f', 'f -> a', 'f -> b', 'f -> c', 'a -> j', 'b -> j', 'c -> j', 'j -> after'],
  );
  const trial = started(program);
  complete(trial, 'a');
  assert.equal(nodesAt(trial, 'after').length, 0);
  complete(trial, 'b');
  assert.equal(nodesAt(trial, 'after').length, 1);
  complete(trial, 'c');
  assert.equal(nodesAt(trial, 'after').length, 1);
  complete(trial, 'after');
  assert.equal(trial.state?.life, 'completed');
});

test('an activity begins when it has as many tokens as it needs', () => {
  const counted = { ...work, quantity: { start: 2, completion: 1 } };
  const nodes = { s: { type: 'startEvent' }, f: { type: 'parallelGateway' }, a: work, b: work, counted } as const;
  const trial = started(buildProgram(nodes, ['s -> f', 'f -> a', 'f -> b', 'a -> counted', 'b -> counted']));
  complete(trial, 'a');
  assert.equal(nodesAt(trial, 'counted').length, 0);
  complete(trial, 'b');
  assert.equal(nodesAt(trial, 'counted').length, 1);
});
