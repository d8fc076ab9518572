import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram, timer } from '../trial/build-program.ts';
import { complete, fire, give, nodesAt, started } from '../trial/trial.ts';

const program = buildProgram(
  {
    s: { type: 'startEvent' },
    t: { type: 'userTask' },
    late: {
      type: 'boundaryEvent',
      attachedTo: 't',
      interrupting: false,
      trigger: { kind: 'timer', timer: timer('duration', 'PT1H') },
    },
    remind: { type: 'userTask' },
  },
  ['s -> t', 'late -> remind'],
);

test('nothing happens to a suspended instance', () => {
  const trial = started(program);
  assert.equal(give(trial, { kind: 'suspend' }), null);
  assert.equal(complete(trial, 't')?.code, 'INSTANCE_SUSPENDED');
  assert.equal(fire(trial, 'late')?.code, 'INSTANCE_SUSPENDED');
  assert.equal(give(trial, { kind: 'suspend' })?.code, 'INSTANCE_SUSPENDED');
  assert.equal(trial.state?.life, 'suspended');
});

test('what has fallen due meanwhile fires when it goes on', () => {
  const trial = started(program);
  const { dueAt } = trial.effects.find((effect) => effect.kind === 'armTimer') ?? { dueAt: 0 };
  give(trial, { kind: 'suspend' });
  assert.equal(trial.effects.at(-2)?.kind, 'disarmTimer');
  trial.now = dueAt + 1;
  give(trial, { kind: 'resume' });
  const armed = trial.effects.findLast((effect) => effect.kind === 'armTimer');
  assert.equal(armed?.dueAt, dueAt);
  assert.equal(fire(trial, 'late'), null);
  assert.equal(nodesAt(trial, 'remind').length, 1);
});

test('its tasks show as suspended, and come back as they were', () => {
  const trial = started(program);
  const task = nodesAt(trial, 't')[0]?.task?.id ?? '';
  give(trial, { kind: 'task', task, verb: 'claim', by: 'an' });
  give(trial, { kind: 'suspend' });
  assert.deepEqual(trial.effects.at(-1), { kind: 'updateTask', task, state: 'suspended', assignee: 'an' });
  give(trial, { kind: 'resume' });
  assert.deepEqual(trial.effects.at(-1), { kind: 'updateTask', task, state: 'reserved', assignee: 'an' });
  assert.equal(complete(trial, 't'), null);
});

test('a suspended instance can be cancelled', () => {
  const trial = started(program);
  give(trial, { kind: 'suspend' });
  assert.equal(give(trial, { kind: 'cancel', reason: 'test' }), null);
  assert.equal(trial.state?.life, 'terminated');
  assert.equal(give(trial, { kind: 'resume' })?.code, 'INSTANCE_ENDED');
});

test('an instance that is not suspended cannot be resumed', () => {
  assert.equal(give(started(program), { kind: 'resume' })?.code, 'INSTANCE_NOT_SUSPENDED');
});
