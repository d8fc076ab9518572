import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from '../model/program.ts';
import { buildProgram, expression, timer } from '../trial/build-program.ts';
import { complete, firstDue, give, history, nodesAt, started, type Trial, variablesOf } from '../trial/trial.ts';

type Wanted = { cancel?: readonly string[]; startBefore?: readonly string[]; startAfter?: readonly string[] };

const moved = (trial: Trial, { cancel = [], startBefore = [], startAfter = [] }: Wanted) =>
  give(trial, { kind: 'move', cancel, startBefore, startAfter, variables: {} })?.code ?? 'ok';

const waiting = (trial: Trial) =>
  Object.values(trial.state?.nodes ?? {}).flatMap((node) => (node.task ? [node.element] : []));

const inside = { scope: 'sub' } as const;
const nested: Program = buildProgram(
  {
    s: { type: 'startEvent' },
    a: { type: 'userTask' },
    sub: { type: 'subProcess' },
    late: {
      type: 'boundaryEvent',
      attachedTo: 'sub',
      interrupting: false,
      trigger: { kind: 'timer', timer: timer('duration', 'PT1H') },
    },
    si: { type: 'startEvent', ...inside },
    x: { type: 'userTask', ...inside },
    y: { type: 'userTask', ...inside },
    join: { type: 'parallelGateway', ...inside },
    ei: { type: 'endEvent', ...inside },
    e: { type: 'endEvent' },
    le: { type: 'endEvent' },
  },
  ['s -> a', 'a -> sub', 'sub -> e', 'si -> x', 'si -> y', 'x -> join', 'y -> join', 'join -> ei', 'late -> le'],
);

test('an operator takes a token away and puts one elsewhere', () => {
  const trial = started(nested);
  assert.equal(moved(trial, { cancel: ['a'], startBefore: ['sub'] }), 'ok');
  assert.deepEqual(waiting(trial), ['x', 'y']);
  assert.deepEqual(history(trial, 'terminated'), ['a']);
});

test('what begins in a sub-process opens it with what is on its border, and joins it where it is open', () => {
  const trial = started(nested);
  assert.equal(moved(trial, { startBefore: ['x'], cancel: ['a'] }), 'ok');
  assert.equal(nodesAt(trial, 'sub').length, 1);
  assert.notEqual(firstDue(trial), undefined);
  assert.equal(moved(trial, { startBefore: ['y'] }), 'ok');
  assert.equal(nodesAt(trial, 'sub').length, 1);
  complete(trial, 'x');
  complete(trial, 'y');
  assert.equal(trial.state?.life, 'completed');
});

test('what begins in a sub-process that is cancelled in the same move begins in a new one', () => {
  const trial = started(nested);
  moved(trial, { startBefore: ['x'], cancel: ['a'] });
  const before = nodesAt(trial, 'sub')[0]?.id;
  assert.equal(moved(trial, { cancel: ['sub'], startBefore: ['y'] }), 'ok');
  assert.deepEqual(waiting(trial), ['y']);
  assert.notEqual(nodesAt(trial, 'sub')[0]?.id, before);
});

test('a token put before a join is one that has come, and can be cancelled there', () => {
  const trial = started(nested);
  moved(trial, { startBefore: ['join'], cancel: ['a'] });
  assert.equal(moved(trial, { startBefore: ['x', 'y'] }), 'ok');
  assert.equal(moved(trial, { cancel: ['join'] }), 'ok');
  assert.equal(moved(trial, { cancel: ['join'] }), 'MOVE_NOTHING_THERE');
  complete(trial, 'x');
  assert.equal(trial.state?.life, 'active');
  complete(trial, 'y');
  assert.equal(trial.state?.life, 'completed');
});

test('a scope that loses its last token ends as cancelled, and so does the instance', () => {
  const trial = started(nested);
  moved(trial, { startBefore: ['x'], cancel: ['a'] });
  moved(trial, { cancel: ['x'] });
  assert.equal(trial.state?.life, 'terminated');
  assert.deepEqual(history(trial, 'terminated'), ['a', 'x', 'sub']);
});

test('a token goes on after an element that has one way out', () => {
  const trial = started(nested);
  assert.equal(moved(trial, { startAfter: ['x'], cancel: ['a'] }), 'ok');
  assert.equal(moved(trial, { startAfter: ['y'] }), 'ok');
  assert.equal(trial.state?.life, 'completed');
  assert.equal(moved(started(nested), { startAfter: ['si'] }), 'MOVE_AFTER_UNCLEAR');
  assert.equal(moved(started(nested), { startAfter: ['e'] }), 'MOVE_AFTER_UNCLEAR');
});

test('a move that is not possible changes nothing', () => {
  const trial = started(nested);
  const before = JSON.stringify(trial.state);
  assert.equal(moved(trial, {}), 'MOVE_EMPTY');
  assert.equal(moved(trial, { startBefore: ['nowhere'], cancel: ['a'] }), 'MOVE_NOT_POSSIBLE');
  assert.equal(moved(trial, { cancel: ['x'] }), 'MOVE_NOTHING_THERE');
  assert.equal(JSON.stringify(trial.state), before);
  moved(trial, { startBefore: ['sub', 'sub'] });
  assert.equal(moved(trial, { startBefore: ['x'] }), 'MOVE_AMBIGUOUS');
});

test('variables come with a move', () => {
  const trial = started(nested);
  give(trial, { kind: 'move', cancel: [], startBefore: ['x'], startAfter: [], variables: { why: 'moved' } });
  assert.deepEqual(variablesOf(trial), { why: 'moved' });
});

test('an instance of a multi-instance activity is cancelled or added; the last one takes the activity with it', () => {
  const loop = {
    kind: 'multiInstance' as const,
    sequential: false,
    cardinality: expression('3'),
    collection: null,
    elementVariable: null,
    outputCollection: null,
    outputElement: null,
    completionCondition: null,
    throws: [],
  };
  const many = buildProgram({ s: { type: 'startEvent' }, m: { type: 'userTask', loop }, e: { type: 'endEvent' } }, [
    's -> m',
    'm -> e',
  ]);
  const oneLess = started(many);
  const turn = nodesAt(oneLess, 'm').find((node) => node.task !== undefined)?.id ?? '';
  assert.equal(moved(oneLess, { cancel: [turn] }), 'ok');
  complete(oneLess, 'm');
  complete(oneLess, 'm');
  assert.equal(oneLess.state?.life, 'completed');
  const oneMore = started(many);
  assert.equal(moved(oneMore, { startBefore: ['m'] }), 'ok');
  assert.equal(waiting(oneMore).length, 4);
  for (let time = 0; time < 4; time++) complete(oneMore, 'm');
  assert.equal(oneMore.state?.life, 'completed');
  const none = started(many);
  for (let time = 0; time < 3; time++) {
    moved(none, { cancel: [nodesAt(none, 'm').find((node) => node.task !== undefined)?.id ?? ''] });
  }
  assert.equal(none.state?.life, 'terminated');
});

test('a token put into a multi-instance sub-process opens one instance of it', () => {
  const loop = { kind: 'standard' as const, testBefore: false, condition: null, maximum: expression('1') };
  const looped = buildProgram(
    {
      s: { type: 'startEvent' },
      a: { type: 'userTask' },
      sub: { type: 'subProcess', loop },
      x: { type: 'userTask', ...inside },
      y: { type: 'userTask', ...inside },
    },
    ['s -> a', 'a -> sub', 'x -> y'],
  );
  const trial = started(looped);
  assert.equal(moved(trial, { startBefore: ['y'], cancel: ['a'] }), 'ok');
  assert.deepEqual(waiting(trial), ['y']);
  complete(trial, 'y');
  assert.equal(trial.state?.life, 'completed');
});

test('moving into an interrupting event sub-process ends what runs around it', () => {
  const event = buildProgram(
    {
      s: { type: 'startEvent' },
      a: { type: 'userTask' },
      help: { type: 'eventSubProcess', start: 'hs' },
      hs: { type: 'startEvent', scope: 'help', trigger: { kind: 'error', code: null } },
      h: { type: 'userTask', scope: 'help' },
    },
    ['s -> a', 'hs -> h'],
  );
  const trial = started(event);
  assert.equal(moved(trial, { startBefore: ['h'] }), 'ok');
  assert.deepEqual(waiting(trial), ['h']);
  assert.deepEqual(history(trial, 'terminated'), ['a']);
});

test('a token put on an interrupting border event ends the activity; on another it is one token more', () => {
  for (const interrupting of [true, false]) {
    const trial = started(
      buildProgram(
        {
          s: { type: 'startEvent' },
          a: { type: 'userTask' },
          b: {
            type: 'boundaryEvent',
            attachedTo: 'a',
            interrupting,
            trigger: { kind: 'timer', timer: timer('duration', 'PT1H') },
          },
          h: { type: 'userTask' },
        },
        ['s -> a', 'b -> h'],
      ),
    );
    assert.equal(moved(trial, { startBefore: ['b'] }), 'ok');
    assert.deepEqual(waiting(trial), interrupting ? ['h'] : ['a', 'h']);
  }
});
