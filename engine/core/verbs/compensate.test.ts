import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trigger } from '../model/triggers.ts';
import { buildProgram, expression, type NodeSpec } from '../trial/build-program.ts';
import { complete, history, nodesAt, started, variablesOf } from '../trial/trial.ts';

const work: NodeSpec = { type: 'userTask' };
const all: Trigger = { kind: 'compensation', activity: null };

test('what was done is undone by its handler, and who asked for it waits until then', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      book: { type: 'userTask', compensation: 'undo' },
      undo: work,
      back: { type: 'intermediateThrowEvent', trigger: all },
      after: work,
    },
    ['s -> book', 'book -> back', 'back -> after'],
  );
  const trial = started(program);
  complete(trial, 'book');
  assert.deepEqual([nodesAt(trial, 'undo').length, nodesAt(trial, 'after').length], [1, 0]);
  complete(trial, 'undo');
  assert.deepEqual([history(trial, 'completed').slice(-2), nodesAt(trial, 'after').length], [['undo', 'back'], 1]);
});

test('the inside of a completed sub-process is undone with the variables it had', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      p: { type: 'subProcess' },
      book: { type: 'userTask', scope: 'p', compensation: 'undo' },
      undo: { type: 'userTask', scope: 'p' },
      back: { type: 'endEvent', trigger: { kind: 'compensation', activity: 'p' } },
    },
    ['s -> p', 'p -> back'],
  );
  const trial = started(program);
  complete(trial, 'book');
  assert.equal(nodesAt(trial, 'undo').length, 1);
  complete(trial, 'undo');
  assert.equal(trial.state?.life, 'completed');
});

test('where nothing was done there is nothing to undo', () => {
  const back: NodeSpec = { type: 'intermediateThrowEvent', trigger: all };
  const trial = started(buildProgram({ s: { type: 'startEvent' }, back, after: work }, ['s -> back', 'back -> after']));
  assert.equal(nodesAt(trial, 'after').length, 1);
});

test('a cancelled transaction ends what runs in it, undoes what was done, and goes on at its cancel event', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      t: { type: 'subProcess', transaction: true },
      cancelled: { type: 'boundaryEvent', attachedTo: 't', trigger: { kind: 'cancel' } },
      begin: { type: 'startEvent', scope: 't' },
      fork: { type: 'parallelGateway', scope: 't' },
      book: { type: 'userTask', scope: 't', compensation: 'undo' },
      other: { type: 'userTask', scope: 't' },
      undo: { type: 'userTask', scope: 't' },
      no: { type: 'endEvent', scope: 't', trigger: { kind: 'cancel' } },
      handled: work,
    },
    ['s -> t', 'begin -> fork', 'fork -> book', 'fork -> other', 'book -> no', 'cancelled -> handled'],
  );
  const trial = started(program);
  complete(trial, 'book');
  assert.deepEqual(history(trial, 'terminated'), ['other']);
  assert.equal(nodesAt(trial, 'handled').length, 0);
  complete(trial, 'undo');
  assert.deepEqual([nodesAt(trial, 'handled').length, nodesAt(trial, 't').length], [1, 0]);
});

test('of a transaction that is done several times all are cancelled with one, and what each has done is undone (§13.5.3)', () => {
  const loop = {
    kind: 'multiInstance' as const,
    sequential: false,
    cardinality: null,
    collection: expression('=list'),
    elementVariable: 'item',
    outputCollection: null,
    outputElement: null,
    completionCondition: null,
    throws: [],
  };
  const t = { scope: 't' } as const;
  const trial = started(
    buildProgram(
      {
        s: { type: 'startEvent' },
        t: { type: 'subProcess', transaction: true, loop },
        cancelled: { type: 'boundaryEvent', attachedTo: 't', trigger: { kind: 'cancel' } },
        begin: { type: 'startEvent', ...t },
        book: { type: 'task', ...t, compensation: 'undo' },
        undo: { type: 'scriptTask', ...t, script: { kind: 'feel', source: 'append(undone, item)' }, result: 'undone' },
        check: { type: 'userTask', ...t },
        x: { type: 'exclusiveGateway', ...t },
        no: { type: 'endEvent', ...t, trigger: { kind: 'cancel' } },
        yes: { type: 'endEvent', ...t },
        handled: work,
      },
      [
        's -> t',
        'begin -> book',
        'book -> check',
        'check -> x',
        'x -> no if refused',
        'x => yes',
        'cancelled -> handled',
      ],
    ),
    { list: ['a', 'b', 'c'], undone: [], refused: false },
  );
  complete(trial, 'check');
  complete(trial, 'check', { refused: true });
  assert.deepEqual(
    Object.values(trial.state?.nodes ?? {}).map(({ element }) => element),
    ['handled'],
  );
  assert.deepEqual((variablesOf(trial)['undone'] as readonly string[]).toSorted(), ['a', 'b', 'c']);
});

test('a cancelled transaction with no cancel event on its border ends there', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      t: { type: 'subProcess', transaction: true },
      no: { type: 'endEvent', scope: 't', trigger: { kind: 'cancel' } },
      after: work,
    },
    ['s -> t', 't -> after'],
  );
  const trial = started(program);
  assert.deepEqual([trial.state?.life, nodesAt(trial, 'after').length], ['completed', 0]);
});
