import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram, expression, type NodeSpec } from '../trial/build-program.ts';
import { give, nodesAt, started, type Trial } from '../trial/trial.ts';

const work: NodeSpec = { type: 'userTask' };
const waitFor = (condition: string) =>
  buildProgram(
    {
      s: { type: 'startEvent' },
      c: { type: 'intermediateCatchEvent', trigger: { kind: 'conditional', condition: expression(`=${condition}`) } },
      after: work,
    },
    ['s -> c', 'c -> after'],
  );
const set = (trial: Trial, variables: { readonly [name: string]: string | number }) =>
  give(trial, { kind: 'setVariables', variables });

test('a condition over what is not there yet does not hold, and happens when it becomes true', () => {
  const trial = started(waitFor('n > 3'));
  assert.equal(nodesAt(trial, 'c')[0]?.incident, undefined);
  set(trial, { n: 2 });
  assert.equal(nodesAt(trial, 'after').length, 0);
  set(trial, { n: 4 });
  assert.equal(nodesAt(trial, 'after').length, 1);
});

test('a condition that fails is an incident at its event, once, and goes on when it can be evaluated', () => {
  const trial = started(waitFor('date(when) < today()'), { when: 'soon' });
  const { incident } = nodesAt(trial, 'c')[0] ?? {};
  assert.equal(incident?.code, 'EXPRESSION_FAILED');
  set(trial, { other: 1 });
  assert.equal(trial.effects.filter(({ kind }) => kind === 'openIncident').length, 1);
  set(trial, { when: '2020-01-01' });
  assert.equal(nodesAt(trial, 'after').length, 1);
  assert.equal(trial.effects.filter(({ kind }) => kind === 'closeIncident').length, 1);
});

test('a condition that gives no truth value is an incident at the activity whose border it stands on', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      a: work,
      b: { type: 'boundaryEvent', attachedTo: 'a', trigger: { kind: 'conditional', condition: expression('=n + 1') } },
      after: work,
    },
    ['s -> a', 'b -> after'],
  );
  const trial = started(program, { n: 1 });
  assert.equal(nodesAt(trial, 'a')[0]?.incident?.code, 'VALUE_MISSING');
  assert.notEqual(nodesAt(trial, 'a')[0]?.task, undefined);
});

test('a condition of a complex gateway that fails at its reset is an incident at the gateway', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      f: { type: 'parallelGateway' },
      a: work,
      b: work,
      j: { type: 'complexGateway', activation: expression('=activationCount >= 1') },
      after: work,
      late: work,
    },
    [
      's -> f',
      'f -> a',
      'f -> b',
      'a -> j',
      'b -> j',
      'j -> after if waitingForStart',
      'j -> late if not(waitingForStart) and date(when) < today()',
    ],
  );
  const trial = started(program, { when: 'soon' });
  for (const element of ['a', 'b']) {
    const task = nodesAt(trial, element)[0]?.task?.id ?? '';
    assert.equal(give(trial, { kind: 'completeTask', task, variables: {} }), null);
  }
  const incident = nodesAt(trial, 'j')[0]?.incident;
  assert.equal(incident?.code, 'EXPRESSION_FAILED');
  set(trial, { when: '2020-01-01' });
  give(trial, { kind: 'retryIncident', incident: incident?.id ?? '' });
  assert.deepEqual([nodesAt(trial, 'late').length, nodesAt(trial, 'after').length], [1, 1]);
});
