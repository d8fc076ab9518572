import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Loop } from '../model/program.ts';
import { buildProgram, expression, type NodeSpec } from '../trial/build-program.ts';
import { complete, history, nodesAt, started, type Trial, variablesOf } from '../trial/trial.ts';

const work: NodeSpec = { type: 'userTask' };
const undone = (by: string): NodeSpec => ({ type: 'userTask', compensation: by });
const back: NodeSpec = { type: 'endEvent', trigger: { kind: 'compensation', activity: null } };
const many = (sequential: boolean): Loop => ({
  kind: 'multiInstance',
  sequential,
  cardinality: expression('3'),
  collection: null,
  elementVariable: null,
  outputCollection: null,
  outputElement: null,
  completionCondition: null,
  throws: [],
});
const open = (trial: Trial) =>
  Object.values(trial.state?.nodes ?? {}).flatMap((node) => (node.task ? [node.element] : []));
const finishAll = (trial: Trial, ...elements: readonly string[]) => {
  for (const element of elements) complete(trial, element);
};

test('what was done after another by a flow is undone before it (§13.5.5)', () => {
  const trial = started(
    buildProgram(
      {
        s: { type: 'startEvent' },
        a: undone('ua'),
        b: undone('ub'),
        c: undone('uc'),
        ua: work,
        ub: work,
        uc: work,
        back,
      },
      ['s -> a', 'a -> b', 'b -> c', 'c -> back'],
    ),
  );
  finishAll(trial, 'a', 'b', 'c');
  assert.deepEqual(open(trial), ['uc']);
  complete(trial, 'uc');
  assert.deepEqual(open(trial), ['ub']);
  complete(trial, 'ub');
  complete(trial, 'ua');
  assert.equal(trial.state?.life, 'completed');
});

test('what was done side by side is undone side by side, and what came after both before both', () => {
  const trial = started(
    buildProgram(
      {
        s: { type: 'startEvent' },
        fork: { type: 'parallelGateway' },
        a: undone('ua'),
        b: undone('ub'),
        join: { type: 'parallelGateway' },
        c: undone('uc'),
        ua: work,
        ub: work,
        uc: work,
        back,
      },
      ['s -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> c', 'c -> back'],
    ),
  );
  finishAll(trial, 'b', 'a', 'c');
  assert.deepEqual(open(trial), ['uc']);
  complete(trial, 'uc');
  assert.deepEqual(open(trial).toSorted(), ['ua', 'ub']);
});

for (const sequential of [true, false]) {
  test(`${sequential ? 'sequential' : 'parallel'} instances are undone ${sequential ? 'one after the other' : 'together'}`, () => {
    const trial = started(
      buildProgram(
        { s: { type: 'startEvent' }, a: { ...undone('ua'), loop: many(sequential) } as NodeSpec, ua: work, back },
        ['s -> a', 'a -> back'],
      ),
    );
    finishAll(trial, 'a', 'a', 'a');
    assert.equal(open(trial).length, sequential ? 1 : 3);
    finishAll(trial, 'ua', 'ua', 'ua');
    assert.equal(trial.state?.life, 'completed');
    assert.equal(history(trial, 'completed').filter((id) => id === 'ua').length, 3);
  });
}

test('each instance of a multi-instance sub-process is undone with the data it had', () => {
  const inside = { scope: 'p' } as const;
  const trial = started(
    buildProgram(
      {
        s: { type: 'startEvent' },
        p: {
          type: 'subProcess',
          loop: { ...many(true), cardinality: null, collection: expression('=list'), elementVariable: 'item' } as Loop,
        },
        a: { type: 'task', ...inside, compensation: 'ua' },
        ua: {
          type: 'scriptTask',
          ...inside,
          script: { kind: 'feel', source: 'append(seen, item)' },
          result: 'seen',
        },
        back,
      },
      ['s -> p', 'p -> back'],
    ),
    { list: ['x', 'y', 'z'], seen: [] },
  );
  assert.equal(trial.state?.life, 'completed');
  assert.deepEqual(variablesOf(trial)['seen'], ['z', 'y', 'x']);
});

test('who does not wait for completion goes on at once, and the instance ends when all is undone', () => {
  const trial = started(
    buildProgram(
      {
        s: { type: 'startEvent' },
        a: undone('ua'),
        b: undone('ub'),
        ua: work,
        ub: work,
        back: { type: 'intermediateThrowEvent', trigger: { kind: 'compensation', activity: null, detached: true } },
        after: work,
      },
      ['s -> a', 'a -> b', 'b -> back', 'back -> after'],
    ),
  );
  finishAll(trial, 'a', 'b');
  assert.deepEqual(open(trial).toSorted(), ['after', 'ub']);
  finishAll(trial, 'after', 'ub');
  assert.equal(trial.state?.life, 'active');
  complete(trial, 'ua');
  assert.equal(trial.state?.life, 'completed');
  assert.equal(history(trial, 'completed').filter((id) => id === 'back').length, 1);
});

test('a compensation event sub-process undoes its sub-process with the data of its end, and may undo what is inside', () => {
  const p = { scope: 'p' } as const;
  const h = { scope: 'h' } as const;
  const trial = started(
    buildProgram(
      {
        s: { type: 'startEvent' },
        p: { type: 'subProcess' },
        a: { type: 'task', ...p, compensation: 'ua' },
        ua: { type: 'userTask', ...p },
        h: { type: 'eventSubProcess', ...p, start: 'hs' },
        hs: { type: 'startEvent', ...h, trigger: { kind: 'compensation', activity: null } },
        first: { type: 'userTask', ...h },
        inner: { type: 'endEvent', ...h, trigger: { kind: 'compensation', activity: null } },
        back,
      },
      ['s -> p', 'p -> back', 'hs -> first', 'first -> inner'],
    ),
  );
  assert.deepEqual(open(trial), ['first']);
  complete(trial, 'first');
  assert.deepEqual(open(trial), ['ua']);
  complete(trial, 'ua');
  assert.equal(trial.state?.life, 'completed');
});

test('an activity that is not complete is not undone, and one that is undone is not undone again', () => {
  const again: NodeSpec = { type: 'intermediateThrowEvent', trigger: { kind: 'compensation', activity: null } };
  const trial = started(
    buildProgram(
      {
        s: { type: 'startEvent' },
        a: undone('ua'),
        b: undone('ub'),
        ua: work,
        ub: work,
        t1: again,
        t2: again,
        e: work,
      },
      ['s -> a', 'a -> t1', 't1 -> t2', 't2 -> b', 'b -> e'],
    ),
  );
  complete(trial, 'a');
  complete(trial, 'ua');
  assert.deepEqual(
    [history(trial, 'completed').filter((id) => id === 'ua').length, nodesAt(trial, 'ub').length],
    [1, 0],
  );
  assert.deepEqual(open(trial), ['b']);
  assert.deepEqual(variablesOf(trial), {});
});
