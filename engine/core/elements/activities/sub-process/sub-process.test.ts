import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trigger } from '../../../model/triggers.ts';
import { buildProgram, expression, timer } from '../../../trial/build-program.ts';
import { complete, fire, give, history, nodesAt, started, variablesOf } from '../../../trial/trial.ts';

const none: Trigger = { kind: 'none' };

function around(end: Trigger, boundary: Trigger, interrupting = true) {
  return buildProgram(
    {
      s: { type: 'startEvent' },
      p: { type: 'subProcess' },
      caught: { type: 'boundaryEvent', attachedTo: 'p', interrupting, trigger: boundary },
      inner: { type: 'startEvent', scope: 'p' },
      fork: { type: 'parallelGateway', scope: 'p' },
      work: { type: 'userTask', scope: 'p' },
      last: { type: 'userTask', scope: 'p' },
      over: { type: 'endEvent', scope: 'p', trigger: end },
      after: { type: 'userTask' },
      handled: { type: 'userTask' },
    },
    ['s -> p', 'inner -> fork', 'fork -> work', 'fork -> last', 'last -> over', 'p -> after', 'caught -> handled'],
  );
}

test('a sub-process is done when every token in it is consumed', () => {
  const trial = started(around(none, { kind: 'error', code: null }));
  complete(trial, 'last');
  assert.equal(nodesAt(trial, 'after').length, 0);
  complete(trial, 'work');
  assert.equal(nodesAt(trial, 'after').length, 1);
  assert.equal(Object.keys(trial.state?.scopes ?? {}).length, 1);
});

test('a terminate end event ends its own sub-process, which completes', () => {
  const trial = started(around({ kind: 'terminate' }, { kind: 'error', code: null }));
  complete(trial, 'last');
  assert.deepEqual(history(trial, 'terminated'), ['work']);
  assert.equal(nodesAt(trial, 'after').length, 1);
});

test('an error ends the sub-process and is caught on its border', () => {
  const trial = started(around({ kind: 'error', code: 'e' }, { kind: 'error', code: 'e' }));
  complete(trial, 'last');
  assert.deepEqual(history(trial, 'terminated'), ['work', 'p']);
  assert.deepEqual([nodesAt(trial, 'handled').length, nodesAt(trial, 'after').length], [1, 0]);
});

test('an error that nobody catches ends the instance as failed, and says which it was', () => {
  const trial = started(around({ kind: 'error', code: 'e' }, { kind: 'error', code: 'other' }));
  complete(trial, 'last');
  assert.equal(trial.state?.life, 'failed');
  assert.ok(trial.effects.some((effect) => effect.kind === 'instanceEnded' && effect.error === 'e'));
});

test('an escalation is handled beside the sub-process, which goes on', () => {
  const trial = started(around({ kind: 'escalation', code: 'e' }, { kind: 'escalation', code: null }, false));
  complete(trial, 'last');
  assert.deepEqual([nodesAt(trial, 'handled').length, nodesAt(trial, 'work').length], [1, 1]);
});

test('a signal reaches everybody in the instance at once, and others by the shell', () => {
  const trial = started(around({ kind: 'signal', signal: 'x' }, { kind: 'signal', signal: 'x' }, false));
  complete(trial, 'last');
  assert.equal(nodesAt(trial, 'handled').length, 1);
  assert.ok(trial.effects.some((effect) => effect.kind === 'broadcastSignal' && effect.signal === 'x'));
});

const listening = (interrupting: boolean, trigger: Trigger) =>
  buildProgram(
    {
      s: { type: 'startEvent' },
      work: { type: 'userTask' },
      alarm: { type: 'eventSubProcess', start: 'rings' },
      rings: { type: 'startEvent', scope: 'alarm', trigger, interrupting },
      look: { type: 'userTask', scope: 'alarm' },
    },
    ['s -> work', 'rings -> look'],
  );

test('an event sub-process that interrupts ends what runs around it, once', () => {
  const trial = started(listening(true, { kind: 'message', message: 'm' }));
  give(trial, { kind: 'message', message: 'm', variables: { heard: true } });
  assert.deepEqual(history(trial, 'terminated'), ['work']);
  assert.equal(variablesOf(trial)['heard'], true);
  assert.equal(give(trial, { kind: 'message', message: 'm', variables: {} })?.code, 'MESSAGE_NOT_EXPECTED');
  complete(trial, 'look');
  assert.equal(trial.state?.life, 'completed');
});

test('one that does not interrupt begins as often as its event happens', () => {
  const trial = started(listening(false, { kind: 'timer', timer: timer('cycle', 'R2/PT1H') }));
  fire(trial, 'rings');
  fire(trial, 'rings');
  assert.deepEqual([nodesAt(trial, 'look').length, nodesAt(trial, 'work').length], [2, 1]);
});

test('a condition happens when it becomes true, and again only after it was false', () => {
  const trial = started(listening(false, { kind: 'conditional', condition: expression('=n > 1') }), { n: 0 });
  for (const n of [2, 3, 0, 5]) give(trial, { kind: 'setVariables', variables: { n } });
  assert.equal(nodesAt(trial, 'look').length, 2);
});
