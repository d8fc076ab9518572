import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from '../model/program.ts';
import { buildProgram, type NodeSpec, timer } from '../trial/build-program.ts';
import { complete, envAt, fire, give, nodesAt, started, type Trial, variablesOf } from '../trial/trial.ts';
import { migrate } from './migrate.ts';

function onto(trial: Trial, to: Program, map = {}) {
  if (trial.state === undefined) throw new Error('not started');
  const result = migrate({ from: trial.program, to, map }, trial.state, envAt(trial.now));
  if (result.kind === 'refused') return result.problems.map(({ element, reason }) => `${element} ${reason}`);
  const moved: Trial = { ...trial, program: to, state: result.state, effects: [...result.effects] };
  return moved;
}

function moved(trial: Trial, to: Program, map = {}): Trial {
  const result = onto(trial, to, map);
  if (!('program' in result)) throw new Error(result.join());
  return result;
}

const late = (interrupting: boolean): NodeSpec => ({
  type: 'boundaryEvent',
  attachedTo: 't',
  interrupting,
  trigger: { kind: 'timer', timer: timer('duration', 'PT1H') },
});
const s: NodeSpec = { type: 'startEvent' };
const t: NodeSpec = { type: 'userTask' };
const plain = buildProgram({ s, t }, ['s -> t']);

test('an instance goes on at the same element, by the flows of the new version', () => {
  const trial = moved(started(plain, { a: 1 }), buildProgram({ s, t, after: t }, ['s -> t', 't -> after']));
  assert.equal(complete(trial, 't'), null);
  assert.equal(nodesAt(trial, 'after').length, 1);
  assert.deepEqual(variablesOf(trial), { a: 1 });
});

test('an element that is called otherwise is mapped', () => {
  const trial = moved(started(plain), buildProgram({ s, other: t }, ['s -> other']), { t: 'other' });
  assert.equal(complete(trial, 'other'), null);
  assert.equal(trial.state?.life, 'completed');
});

test('every element without a counterpart is named, and nothing is done', () => {
  const trial = started(buildProgram({ s, a: t, b: t }, ['s -> a', 's -> b']));
  assert.deepEqual(onto(trial, plain), ['a NOT_THERE', 'b NOT_THERE']);
  assert.deepEqual(onto(trial, buildProgram({ s, a: { type: 'serviceTask' }, b: t }, ['s -> a', 's -> b'])), [
    'a OTHER_TYPE',
  ]);
});

test('a token cannot leave its scope', () => {
  const inside = buildProgram({ s, sub: { type: 'subProcess' }, t: { type: 'userTask', scope: 'sub' } }, ['s -> sub']);
  assert.deepEqual(onto(started(inside), plain), ['sub NOT_THERE', 't OTHER_SCOPE']);
});

test('what is new on the border begins to listen, what is gone stops, what was there goes on', () => {
  const remind: NodeSpec = { type: 'userTask' };
  const withLate = buildProgram({ s, t, late: late(false), remind }, ['s -> t', 'late -> remind']);
  const begun = moved(started(plain), withLate);
  assert.deepEqual(
    begun.effects.map(({ kind }) => kind),
    ['armTimer'],
  );
  assert.equal(fire(begun, 'late'), null);
  assert.equal(nodesAt(begun, 'remind').length, 1);
  // It has fired: it does not begin anew.
  assert.deepEqual(moved(begun, withLate).effects, []);
  const stopped = moved(started(withLate), plain);
  assert.deepEqual(
    stopped.effects.map(({ kind }) => kind),
    ['disarmTimer'],
  );
  const kept = moved(started(withLate), buildProgram({ s, t, late: late(true), remind }, ['s -> t', 'late -> remind']));
  assert.deepEqual(kept.effects, []);
  assert.equal(fire(kept, 'late'), null);
  assert.equal(nodesAt(kept, 't').length, 0);
});

test('a message that is called otherwise is listened for under its new name', () => {
  const waitsFor = (message: string) =>
    buildProgram({ s, r: { type: 'receiveTask', trigger: { kind: 'message', message } } }, ['s -> r']);
  const trial = moved(started(waitsFor('old')), waitsFor('new'));
  assert.deepEqual(
    trial.effects.map(({ kind }) => kind),
    ['unlisten', 'listen'],
  );
  assert.equal(give(trial, { kind: 'message', message: 'old', variables: {} })?.code, 'MESSAGE_NOT_EXPECTED');
  assert.equal(give(trial, { kind: 'message', message: 'new', variables: {} }), null);
});

test('tokens before a join go along their flows, or stand against it', () => {
  const nodes: { readonly [id: string]: NodeSpec } = {
    s,
    fork: { type: 'parallelGateway' },
    a: t,
    b: t,
    join: { type: 'parallelGateway' },
  };
  const flows = ['s -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join'];
  const trial = started(buildProgram(nodes, flows));
  complete(trial, 'a');
  const same = moved(trial, buildProgram({ ...nodes, end: { type: 'endEvent' } }, [...flows, 'join -> end']));
  complete(same, 'b');
  assert.equal(same.state?.life, 'completed');
  const other = buildProgram(nodes, ['s -> fork', 'fork -> a', 'fork -> b', 'b -> join']);
  assert.deepEqual(onto(trial, other), ['join OTHER_FLOWS']);
});

test('what can still be undone needs its handler in the new version', () => {
  const nodes = (compensation: string | null): { readonly [id: string]: NodeSpec } => ({
    s,
    book: { type: 'userTask', compensation },
    t,
    unbook: { type: 'userTask' },
  });
  const flows = ['s -> book', 'book -> t'];
  const trial = started(buildProgram(nodes('unbook'), flows));
  complete(trial, 'book');
  assert.deepEqual(onto(trial, buildProgram(nodes(null), flows)), ['book NO_HANDLER']);
  assert.equal(moved(trial, buildProgram(nodes('unbook'), flows)).state?.life, 'active');
});

test('a suspended instance stays suspended', () => {
  const trial = started(plain);
  give(trial, { kind: 'suspend' });
  assert.equal(moved(trial, plain).state?.life, 'suspended');
});
