import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate } from '../migration/migrate.ts';
import { planMigration } from '../migration/plan.ts';
import type { Program } from '../model/program.ts';
import { buildProgram, expression, type NodeSpec, timer } from '../trial/build-program.ts';
import { complete, envAt, give, started, type Trial } from '../trial/trial.ts';
import { checkOnward, knownOf } from './onward.ts';

const s: NodeSpec = { type: 'startEvent' };
const t: NodeSpec = { type: 'userTask' };
const and: NodeSpec = { type: 'parallelGateway' };
const xor: NodeSpec = { type: 'exclusiveGateway' };

function onward(trial: Trial, to: Program): readonly string[] {
  if (trial.state === undefined) throw new Error('not started');
  const { map } = planMigration(trial.program, to);
  const moved = migrate({ from: trial.program, to, map }, trial.state, envAt(trial.now));
  if (moved.kind === 'refused') return moved.problems.map(({ element, reason }) => `${element} ${reason}`);
  const { findings, decided } = checkOnward(to, moved.state, knownOf(to));
  return [...findings.map(({ code, element }) => `${code} ${element}`), ...(decided ? [] : ['undecided'])];
}

const line = buildProgram({ s, a: t, b: t }, ['s -> a', 'a -> b']);
const forked = buildProgram({ s, fork: and, a: t, b: t, join: and, after: t }, [
  's -> fork',
  'fork -> a',
  'fork -> b',
  'a -> join',
  'b -> join',
  'join -> after',
]);

test('a token in one of two branches waits at their join for ever: the branch beside it was never begun', () => {
  assert.deepEqual(onward(started(line), forked), ['STUCK_AT_JOIN join']);
});

test('tokens in both branches go on', () => {
  assert.deepEqual(onward(started(forked), forked), []);
  const trial = started(forked);
  complete(trial, 'a');
  assert.deepEqual(onward(trial, forked), []);
});

test('what any case of the version may come to is held against nobody', () => {
  const risky = buildProgram({ s, split: xor, a: t, b: t, join: and, after: t }, [
    's -> split',
    'split -> a if x = 1',
    'split => b',
    'a -> join',
    'b -> join',
    'join -> after',
  ]);
  assert.deepEqual(onward(started(line), risky), []);
});

test('an instance that is suspended, has an incident or waits for a condition is looked at as it will go on', () => {
  const model = (last: NodeSpec) =>
    buildProgram(
      {
        s,
        fork: and,
        work: { type: 'serviceTask' },
        wait: { type: 'intermediateCatchEvent', trigger: { kind: 'conditional', condition: expression('=x = 1') } },
        late: {
          type: 'boundaryEvent',
          attachedTo: 'work',
          interrupting: false,
          trigger: { kind: 'timer', timer: timer('cycle', 'R3/PT1H') },
        },
        remind: t,
        join: and,
        last,
      },
      ['s -> fork', 'fork -> work', 'fork -> wait', 'work -> join', 'wait -> join', 'late -> remind', 'join -> last'],
    );
  const trial = started(model(t));
  const job = Object.values(trial.state?.nodes ?? {}).find((node) => node.job !== undefined)?.job?.id ?? '';
  give(trial, { kind: 'failJob', job, message: 'x', retriesLeft: 0 });
  assert.deepEqual(onward(trial, model(t)), []);
  give(trial, { kind: 'suspend' });
  assert.deepEqual(onward(trial, model({ type: 'endEvent' })), []);
});
