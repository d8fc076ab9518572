import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Timer } from '../../model/program.ts';
import { buildProgram, expression, timer } from '../../trial/build-program.ts';
import { complete, fire, firstDue, give, history, monday, nodesAt, started, trialOf } from '../../trial/trial.ts';

const hour = 3_600_000;

const guarded = (interrupting: boolean, when: Timer) =>
  buildProgram(
    {
      s: { type: 'startEvent' },
      work: { type: 'userTask' },
      late: { type: 'boundaryEvent', attachedTo: 'work', interrupting, trigger: { kind: 'timer', timer: when } },
      warned: { type: 'userTask' },
      e: { type: 'endEvent' },
    },
    ['s -> work', 'work -> e', 'late -> warned'],
  );

test('a process starts at the event that a message names', () => {
  const program = buildProgram(
    {
      plain: { type: 'startEvent' },
      byMessage: { type: 'startEvent', trigger: { kind: 'message', message: 'reported' } },
      a: { type: 'userTask' },
    },
    ['plain -> a', 'byMessage -> a'],
  );
  const trial = trialOf(program);
  give(trial, { kind: 'start', message: 'reported', variables: {} });
  assert.deepEqual(history(trial, 'activated'), ['byMessage', 'a']);
  assert.equal(give(trialOf(program), { kind: 'start', message: 'unknown', variables: {} })?.code, 'NO_SUCH_START');
});

test('a process without start events begins at every node that no flow leads to', () => {
  const trial = started(buildProgram({ a: { type: 'userTask' }, b: { type: 'userTask' } }, []));
  assert.deepEqual(history(trial, 'activated'), ['a', 'b']);
});

test('an interrupting timer ends the activity and takes its token', () => {
  const trial = started(guarded(true, timer('duration', 'PT2H')));
  fire(trial, 'late');
  assert.equal(trial.now, monday + 2 * hour);
  assert.deepEqual(history(trial, 'terminated'), ['work']);
  assert.equal(nodesAt(trial, 'warned').length, 1);
  assert.deepEqual(
    trial.effects.flatMap((effect) => (effect.kind === 'closeTask' ? effect.state : [])),
    ['exited'],
  );
});

test('a timer that does not interrupt leaves the activity as it is', () => {
  const trial = started(guarded(false, timer('duration', 'PT2H')));
  fire(trial, 'late');
  assert.deepEqual([nodesAt(trial, 'work').length, nodesAt(trial, 'warned').length], [1, 1]);
  assert.deepEqual(trial.state?.subscriptions, {});
});

test('a cycle fires as often as it says, each time one period later', () => {
  const trial = started(guarded(false, timer('cycle', 'R3/PT1H')));
  for (const turn of [1, 2, 3]) {
    fire(trial, 'late');
    assert.equal(trial.now, monday + turn * hour);
  }
  assert.deepEqual(trial.state?.subscriptions, {});
  assert.equal(nodesAt(trial, 'warned').length, 3);
});

test('a cycle whose next turn has no time fires this turn, and says so until the activity is done', () => {
  const trial = started(guarded(false, { ...timer('cycle', 'R3/PT1H'), calendar: expression('=calendar') }), {
    calendar: 'half',
  });
  give(trial, { kind: 'setVariables', variables: { calendar: 'gone' } });
  fire(trial, 'late');
  assert.equal(nodesAt(trial, 'warned').length, 1);
  assert.equal(nodesAt(trial, 'work')[0]?.incident?.code, 'TIMER_NOT_VALID');
  complete(trial, 'work');
  assert.equal(trial.effects.filter((effect) => effect.kind === 'closeIncident').length, 1);
});

test('a date without an offset is read in the zone of the installation', () => {
  const trial = started(guarded(true, timer('date', '2026-01-06T08:00:00')));
  assert.equal(firstDue(trial), monday + 24 * hour);
});

test('a timer in working time asks the calendar it names', () => {
  const trial = started(guarded(true, timer('duration', 'PT2H', 'half')));
  assert.equal(firstDue(trial), monday + 4 * hour);
});

const counted = (from: string) => ({ ...timer('duration', 'PT2H'), from: expression(from) });

test('a timer may count from an instant before its activity began', () => {
  const trial = started(guarded(false, counted('=receivedAt')), { receivedAt: '2026-01-05T07:00:00+07:00' });
  assert.equal(firstDue(trial), monday + hour);
});

test('a timer that was due before its activity began is due at once, and fires once', () => {
  const trial = started(guarded(false, counted('=receivedAt')), { receivedAt: '2026-01-05T01:00:00+07:00' });
  assert.ok((firstDue(trial) ?? monday) < monday);
  fire(trial, 'late');
  assert.equal(trial.now, monday);
  assert.deepEqual([nodesAt(trial, 'warned').length, trial.state?.subscriptions], [1, {}]);
});

test('a timer counts from nowhere where the instant it names has no value', () => {
  const trial = started(guarded(false, counted('=receivedAt')));
  assert.equal(nodesAt(trial, 'work')[0]?.incident?.code, 'VALUE_MISSING');
});

test('a timer whose calendar is not known is an incident at the activity, and nothing of it is open', () => {
  const trial = started(guarded(true, timer('duration', 'PT2H', 'nowhere')));
  assert.equal(nodesAt(trial, 'work')[0]?.incident?.code, 'TIMER_NOT_VALID');
  assert.equal(nodesAt(trial, 'work')[0]?.task, undefined);
  assert.equal(
    trial.effects.some((effect) => effect.kind === 'openTask' || effect.kind === 'armTimer'),
    false,
  );
});

test('completing the activity disarms what was on its border, and a late firing is refused', () => {
  const trial = started(guarded(true, timer('duration', 'PT2H')));
  const [armed] = Object.keys(trial.state?.subscriptions ?? {});
  complete(trial, 'work');
  assert.equal(trial.state?.life, 'completed');
  assert.ok(trial.effects.some((effect) => effect.kind === 'disarmTimer' && effect.timer === armed));
  assert.equal(give(trial, { kind: 'fireTimer', timer: armed ?? '' })?.code, 'INSTANCE_ENDED');
});

test('a none end event consumes only its own token', () => {
  const program = buildProgram(
    { s: { type: 'startEvent' }, f: { type: 'parallelGateway' }, e: { type: 'endEvent' }, a: { type: 'userTask' } },
    ['s -> f', 'f -> e', 'f -> a'],
  );
  const trial = started(program);
  assert.equal(trial.state?.life, 'active');
  complete(trial, 'a');
  assert.equal(trial.state?.life, 'completed');
});

test('cancelling ends everything that is open', () => {
  const trial = started(guarded(false, timer('cycle', 'R/PT1H')));
  fire(trial, 'late');
  give(trial, { kind: 'cancel', reason: 'withdrawn' });
  assert.equal(trial.state?.life, 'terminated');
  assert.deepEqual([trial.state?.nodes, trial.state?.subscriptions], [{}, {}]);
});
