import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram, type NodeSpec } from '../../trial/build-program.ts';
import { complete, give, history, nodesAt, started } from '../../trial/trial.ts';

const work: NodeSpec = { type: 'userTask' };
const splitAndJoin = (defaults: readonly string[] = []) =>
  buildProgram(
    {
      s: { type: 'startEvent' },
      or: { type: 'inclusiveGateway' },
      a: work,
      b: work,
      c: work,
      j: { type: 'inclusiveGateway' },
      after: work,
    },
    ['s -> or', 'or -> a if n > 0', 'or -> b if n > 1', ...defaults, 'a -> j', 'b -> j', 'c -> j', 'j -> after'],
  );

test('every true branch is taken, and the join waits for exactly those', () => {
  const trial = started(splitAndJoin(['or => c']), { n: 2 });
  complete(trial, 'a');
  assert.equal(nodesAt(trial, 'after').length, 0);
  complete(trial, 'b');
  assert.deepEqual([nodesAt(trial, 'after').length, nodesAt(trial, 'c').length], [1, 0]);
});

test('the default is taken where nothing is true; without one the gateway is stuck', () => {
  assert.equal(nodesAt(started(splitAndJoin(['or => c']), { n: 0 }), 'c').length, 1);
  assert.equal(nodesAt(started(splitAndJoin(), { n: 0 }), 'or')[0]?.incident?.code, 'NO_FLOW_TAKEN');
});

test('a join does not wait for a branch that has died, and waits for one that can still come round', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      f: { type: 'parallelGateway' },
      a: work,
      b: work,
      x: { type: 'exclusiveGateway' },
      dead: { type: 'endEvent' },
      j: { type: 'inclusiveGateway' },
      after: work,
    },
    ['s -> f', 'f -> a', 'f -> b', 'a -> j', 'b -> x', 'x -> b if again', 'x -> dead if dies', 'x => j', 'j -> after'],
  );
  const trial = started(program, { again: true, dies: true });
  complete(trial, 'a');
  complete(trial, 'b');
  assert.equal(nodesAt(trial, 'after').length, 0);
  complete(trial, 'b', { again: false });
  assert.equal(nodesAt(trial, 'after').length, 1);
});

test('behind an event-based gateway only what happens first goes on', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      g: { type: 'eventBasedGateway' },
      m: { type: 'intermediateCatchEvent', trigger: { kind: 'message', message: 'm' } },
      x: { type: 'intermediateCatchEvent', trigger: { kind: 'signal', signal: 'x' } },
      byMessage: work,
      bySignal: work,
    },
    ['s -> g', 'g -> m', 'g -> x', 'm -> byMessage', 'x -> bySignal'],
  );
  const trial = started(program);
  give(trial, { kind: 'signal', signal: 'x', variables: {} });
  assert.deepEqual(history(trial, 'completed'), ['s', 'g', 'x']);
  assert.equal(give(trial, { kind: 'message', message: 'm', variables: {} })?.code, 'MESSAGE_NOT_EXPECTED');
  assert.equal(nodesAt(trial, 'bySignal').length, 1);
});
