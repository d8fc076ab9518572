import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram, timer } from '../trial/build-program.ts';
import { firstDue, give, history, nodesAt, type Trial, trialOf } from '../trial/trial.ts';
import { beginningsBy, beginningsOf } from './starts.ts';

const message = (name: string) => ({ kind: 'message' as const, message: name });
const group = (instantiate: 'exclusive' | 'parallel') =>
  buildProgram(
    {
      g: { type: 'eventBasedGateway', instantiate },
      a: { type: 'intermediateCatchEvent', trigger: message('A') },
      b: { type: 'receiveTask', trigger: message('B') },
      t: { type: 'intermediateCatchEvent', trigger: { kind: 'timer', timer: timer('duration', 'PT1H') } },
      e: { type: 'endEvent' },
    },
    ['g -> a', 'g -> b', 'g -> t', 'a -> e', 'b -> e', 't -> e'],
  );

const begun = (trial: Trial, name: string) =>
  give(trial, { kind: 'start', message: name, variables: { from: name } })?.code ?? 'ok';

test('a receive task that instantiates begins an instance with its message and is done', () => {
  const program = buildProgram(
    { r: { type: 'receiveTask', instantiate: true, trigger: message('M') }, e: { type: 'endEvent' } },
    ['r -> e'],
  );
  const trial = trialOf(program);
  assert.equal(begun(trial, 'N'), 'NO_SUCH_START');
  assert.equal(begun(trial, 'M'), 'ok');
  assert.deepEqual(history(trial, 'completed'), ['r', 'e']);
  assert.equal(trial.state?.life, 'completed');
});

test('an exclusive gateway that instantiates goes on with its first event and awaits no other', () => {
  const trial = trialOf(group('exclusive'));
  assert.equal(begun(trial, 'B'), 'ok');
  assert.deepEqual(history(trial, 'completed'), ['g', 'b', 'e']);
  assert.deepEqual(history(trial, 'taken'), ['g-b', 'b-e']);
  assert.equal(trial.state?.life, 'completed');
});

test('of a parallel gateway that instantiates the first event begins the instance, which awaits all others', () => {
  const trial = trialOf(group('parallel'));
  assert.equal(begun(trial, 'A'), 'ok');
  assert.deepEqual(history(trial, 'completed'), ['g', 'a', 'e']);
  assert.deepEqual([nodesAt(trial, 'b').length, nodesAt(trial, 't').length], [1, 1]);
  assert.equal(give(trial, { kind: 'message', message: 'B', variables: {} }), null);
  assert.equal(trial.state?.life, 'active');
  assert.notEqual(firstDue(trial), undefined);
  const timerId = Object.keys(trial.state?.subscriptions ?? {})[0] ?? '';
  assert.equal(give(trial, { kind: 'fireTimer', timer: timerId }), null);
  assert.equal(trial.state?.life, 'completed');
});

test('what begins instances is told with its gateway, and is not begun plainly', () => {
  const program = group('parallel');
  assert.deepEqual(
    beginningsOf(program).map(({ element, gateway }) => [element.id, gateway?.id]),
    [
      ['a', 'g'],
      ['b', 'g'],
      ['t', 'g'],
    ],
  );
  assert.deepEqual(
    beginningsBy(program, ({ kind }) => kind === 'timer').map(({ element }) => element.id),
    ['t'],
  );
  assert.equal(give(trialOf(program), { kind: 'start', variables: {} })?.code, 'NO_SUCH_START');
});

test('groups that share their correlation: one event of each comes to the same instance', () => {
  const program = {
    ...buildProgram(
      {
        g: { type: 'eventBasedGateway', instantiate: 'exclusive' },
        a: { type: 'intermediateCatchEvent', trigger: message('A') },
        b: { type: 'intermediateCatchEvent', trigger: message('B') },
        r: { type: 'receiveTask', instantiate: true, trigger: message('R') },
      },
      ['g -> a', 'g -> b'],
    ),
    conversation: true as const,
  };
  const trial = trialOf(program);
  assert.equal(begun(trial, 'R'), 'ok');
  assert.deepEqual(history(trial, 'completed'), ['r']);
  assert.equal(give(trial, { kind: 'message', message: 'B', variables: {} }), null);
  assert.equal(trial.state?.life, 'completed');
  const alone = trialOf({ ...program, conversation: undefined } as never);
  begun(alone, 'R');
  assert.equal(alone.state?.life, 'completed');
});
