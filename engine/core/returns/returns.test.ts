import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram, expression, type NodeSpec } from '../trial/build-program.ts';
import {
  complete,
  fire,
  give,
  history,
  nodesAt,
  pastOf,
  returnsAt,
  sendBack,
  started,
  type Trial,
  variablesOf,
} from '../trial/trial.ts';
import { recallOf } from './recall.ts';

const s: NodeSpec = { type: 'startEvent' };
const end: NodeSpec = { type: 'endEvent' };
const work: NodeSpec = { type: 'userTask' };
const script = (source: string, result: string): NodeSpec => ({
  type: 'scriptTask',
  script: { kind: 'feel', source },
  result,
});

const targets = (trial: Trial, from: string) => returnsAt(trial, from).map(({ element }) => element);
const waiting = (trial: Trial) =>
  Object.values(trial.state?.nodes ?? {})
    .map(({ element }) => element)
    .sort();

test('a task goes back to any earlier step, the last first, and the process goes on from there', () => {
  const trial = started(
    buildProgram({ s, a: work, b: work, c: work, end }, ['s -> a', 'a -> b', 'b -> c', 'c -> end']),
  );
  complete(trial, 'a', { x: 1 });
  complete(trial, 'b', { x: 2, y: 'new' });
  assert.deepEqual(targets(trial, 'c'), ['b', 'a']);
  assert.equal(sendBack(trial, 'c', 'a'), null);
  assert.deepEqual([waiting(trial), variablesOf(trial)], [['a'], {}]);
  assert.deepEqual(history(trial, 'terminated'), ['c']);
  assert.deepEqual(history(trial, 'sentBack'), ['a']);
  complete(trial, 'a', { x: 3 });
  complete(trial, 'b', { x: 4 });
  assert.deepEqual(variablesOf(trial), { x: 4 });
  complete(trial, 'c');
  assert.equal(trial.state?.life, 'completed');
});

test('what was put in there is told, and what the step then knew is as it was', () => {
  const trial = started(
    buildProgram({ s, a: work, count: script('if n = null then 1 else n + 1', 'n'), b: work, end }, [
      's -> a',
      'a -> count',
      'count -> b',
      'b -> end',
    ]),
    { title: 'hole' },
  );
  complete(trial, 'a', { opinion: 'yes', title: 'big hole' });
  const [back] = returnsAt(trial, 'b');
  assert.deepEqual(back?.entered, { opinion: 'yes', title: 'big hole' });
  sendBack(trial, 'b', 'a');
  assert.deepEqual(variablesOf(trial), { title: 'hole' });
});

test('what an operator has set meanwhile stays', () => {
  const trial = started(buildProgram({ s, a: work, b: work }, ['s -> a', 'a -> b']));
  complete(trial, 'a', { x: 1 });
  give(trial, { kind: 'setVariables', variables: { confidential: true } });
  sendBack(trial, 'b', 'a');
  assert.deepEqual(variablesOf(trial), { confidential: true });
});

const forked = {
  s,
  before: work,
  fork: { type: 'parallelGateway' },
  a1: work,
  a2: work,
  b1: work,
  b2: work,
  join: { type: 'parallelGateway' },
  after: work,
} as const satisfies Record<string, NodeSpec>;
const forkedFlows = [
  's -> before',
  'before -> fork',
  'fork -> a1',
  'a1 -> a2',
  'fork -> b1',
  'b1 -> b2',
  'a2 -> join',
  'b2 -> join',
  'join -> after',
];

test('within a branch only the branch goes back; before the split all branches are given up', () => {
  const trial = started(buildProgram(forked, forkedFlows));
  complete(trial, 'before', { x: 0 });
  complete(trial, 'a1', { a: 1 });
  complete(trial, 'b1', { b: 1 });
  assert.deepEqual(targets(trial, 'a2'), ['a1', 'before']);
  const [branch, all] = returnsAt(trial, 'a2');
  assert.deepEqual([branch?.givenUp, all?.givenUp], [['a2'], ['a2', 'b2']]);
  sendBack(trial, 'a2', 'a1');
  assert.deepEqual([waiting(trial), variablesOf(trial)], [['a1', 'b2'], { x: 0, b: 1 }]);
  sendBack(trial, 'b2', 'before');
  assert.deepEqual([waiting(trial), variablesOf(trial)], [['before'], {}]);
});

test('a branch that has been joined is not entered again: its token would come twice', () => {
  const trial = started(buildProgram(forked, forkedFlows));
  for (const step of ['before', 'a1', 'a2', 'b1', 'b2']) complete(trial, step);
  assert.deepEqual(targets(trial, 'after'), ['before']);
  sendBack(trial, 'after', 'before');
  for (const step of ['before', 'b1', 'b2', 'a1', 'a2', 'after']) complete(trial, step);
  assert.equal(trial.state?.life, 'completed');
});

test('a token that waits before a join goes with its branch', () => {
  const trial = started(buildProgram(forked, forkedFlows));
  for (const step of ['before', 'a1', 'a2']) complete(trial, step);
  const past = pastOf(trial);
  const task = [...past.nodes.values()].find(({ element }) => element === 'a2')?.task ?? '';
  const recall = recallOf(trial.program, past, task);
  assert.ok(recall.kind === 'possible');
  give(trial, { ...recall.back.command, undo: false });
  assert.deepEqual([waiting(trial), trial.state?.scopes['s1']?.parked], [['a2', 'b1'], {}]);
  for (const step of ['a2', 'b1', 'b2', 'after']) complete(trial, step);
  assert.equal(trial.state?.life, 'completed');
});

test('in a loop the latest time counts, and what was sent back once can be sent further back', () => {
  const program = buildProgram({ s, a: work, b: work, c: work, ok: { type: 'exclusiveGateway' }, end }, [
    's -> a',
    'a -> b',
    'b -> c',
    'c -> ok',
    'ok -> a if again',
    'ok => end',
  ]);
  const trial = started(program);
  complete(trial, 'a', { n: 1 });
  complete(trial, 'b', { n: 2 });
  complete(trial, 'c', { again: true });
  complete(trial, 'a', { n: 3 });
  assert.deepEqual(targets(trial, 'b'), ['a', 'c']);
  sendBack(trial, 'b', 'c');
  assert.deepEqual(variablesOf(trial), { n: 2 });
  assert.deepEqual(targets(trial, 'c'), ['b', 'a']);
  sendBack(trial, 'c', 'a');
  assert.deepEqual([waiting(trial), variablesOf(trial)], [['a'], {}]);
});

test('out of a sub-process it is given up as a whole, with what listens on its border', () => {
  const program = buildProgram(
    {
      s,
      a: work,
      p: { type: 'subProcess' },
      late: { type: 'boundaryEvent', attachedTo: 'p', trigger: { kind: 'message', message: 'm' } },
      begin: { type: 'startEvent', scope: 'p' },
      i: { type: 'userTask', scope: 'p' },
      j: { type: 'userTask', scope: 'p' },
      b: work,
    } as never,
    ['s -> a', 'a -> p', 'begin -> i', 'i -> j', 'p -> b', 'late -> b'],
  );
  const trial = started(program);
  complete(trial, 'a');
  complete(trial, 'i');
  assert.deepEqual(targets(trial, 'j'), ['i', 'a']);
  sendBack(trial, 'j', 'i');
  assert.deepEqual(targets(trial, 'i'), ['a']);
  sendBack(trial, 'i', 'a');
  assert.deepEqual(waiting(trial), ['a']);
  assert.deepEqual([Object.keys(trial.state?.scopes ?? {}).length, trial.state?.subscriptions], [1, {}]);
});

const each = {
  kind: 'multiInstance' as const,
  sequential: false,
  cardinality: expression('=3'),
  collection: null,
  elementVariable: null,
  outputCollection: null,
  outputElement: null,
  completionCondition: null,
  throws: [],
};

test('what several do goes back as a whole, and back to all of them', () => {
  const trial = started(
    buildProgram({ s, a: work, m: { type: 'userTask', loop: each }, b: work }, ['s -> a', 'a -> m', 'm -> b']),
  );
  complete(trial, 'a');
  complete(trial, 'm');
  const one = Object.values(trial.state?.nodes ?? {}).find(({ task }) => task !== undefined);
  assert.deepEqual(
    returnsAt(trial, 'm').map(({ element }) => element),
    ['a'],
    one?.id,
  );
  complete(trial, 'm');
  complete(trial, 'm');
  assert.deepEqual(targets(trial, 'b'), ['m', 'a']);
  sendBack(trial, 'b', 'm');
  assert.equal(Object.values(trial.state?.nodes ?? {}).filter(({ task }) => task !== undefined).length, 3);
});

test('a reminder beside a task is given up with it; from the reminder itself one goes back as well', () => {
  const program = buildProgram(
    {
      s,
      a: work,
      b: work,
      late: {
        type: 'boundaryEvent',
        attachedTo: 'b',
        interrupting: false,
        trigger: {
          kind: 'timer',
          timer: { kind: 'duration', value: expression('PT1H'), from: null, calendar: null, dayCount: null },
        },
      },
      remind: work,
    } as never,
    ['s -> a', 'a -> b', 'late -> remind'],
  );
  const trial = started(program);
  complete(trial, 'a');
  fire(trial, 'late');
  assert.deepEqual(targets(trial, 'remind'), ['a']);
  sendBack(trial, 'remind', 'a');
  assert.deepEqual(waiting(trial), ['a']);
});

const booking = buildProgram(
  {
    s,
    a: work,
    book: { type: 'serviceTask', jobType: { kind: 'literal', value: 'book' }, compensation: 'unbook' },
    unbook: { type: 'serviceTask', jobType: { kind: 'literal', value: 'unbook' } },
    b: work,
    end,
  } as never,
  ['s -> a', 'a -> book', 'book -> b', 'b -> end'],
);

test('what can be undone is offered; the step opens when it is undone', () => {
  const trial = started(booking);
  complete(trial, 'a');
  complete(trial, 'book');
  assert.deepEqual(returnsAt(trial, 'b')[0]?.undoable, ['book']);
  sendBack(trial, 'b', 'a', true);
  assert.deepEqual([waiting(trial), nodesAt(trial, 'a')[0]?.task], [['a', 'unbook'], undefined]);
  complete(trial, 'unbook');
  assert.notEqual(nodesAt(trial, 'a')[0]?.task, undefined);
  assert.deepEqual(trial.state?.scopes['s1']?.done, []);
  for (const step of ['a', 'book', 'b']) complete(trial, step);
  assert.equal(trial.state?.life, 'completed');
});

test('what is not undone stays in the log and can be undone later', () => {
  const trial = started(booking);
  for (const step of ['a', 'book']) complete(trial, step);
  sendBack(trial, 'b', 'a');
  assert.deepEqual([waiting(trial), trial.state?.scopes['s1']?.done?.length], [['a'], 1]);
});

test('what was done inside a sub-process that is given up can be undone too', () => {
  const program = buildProgram(
    {
      s,
      a: work,
      p: { type: 'subProcess' },
      book: { type: 'userTask', scope: 'p', compensation: 'undo' },
      undo: { type: 'userTask', scope: 'p' },
      j: { type: 'userTask', scope: 'p' },
    } as never,
    ['s -> a', 'a -> p', 'book -> j'],
  );
  const trial = started(program);
  complete(trial, 'a');
  complete(trial, 'book');
  sendBack(trial, 'j', 'a', true);
  assert.deepEqual(waiting(trial), ['a', 'p', 'undo']);
  complete(trial, 'undo');
  assert.deepEqual([waiting(trial), nodesAt(trial, 'a')[0]?.life], [['a'], 'active']);
});

test('over a transaction that is through nobody goes back, nor over what has been undone', () => {
  const transaction = buildProgram(
    { s, a: work, t: { type: 'subProcess', transaction: true }, i: { type: 'userTask', scope: 't' }, b: work } as never,
    ['s -> a', 'a -> t', 't -> b'],
  );
  const trial = started(transaction);
  complete(trial, 'a');
  assert.deepEqual(targets(trial, 'i'), ['a']);
  complete(trial, 'i');
  assert.deepEqual(targets(trial, 'b'), []);
  const undone = buildProgram(
    {
      s,
      a: { type: 'userTask', compensation: 'undo' },
      undo: work,
      b: work,
      back: { type: 'intermediateThrowEvent', trigger: { kind: 'compensation', activity: null } },
      c: work,
    } as never,
    ['s -> a', 'a -> b', 'b -> back', 'back -> c'],
  );
  const other = started(undone);
  for (const step of ['a', 'b', 'undo']) complete(other, step);
  assert.deepEqual(targets(other, 'c'), ['a']);
});

test('the model may say where a step goes back to', () => {
  const flows = ['s -> a', 'a -> b', 'b -> c'];
  const narrowed = started(
    buildProgram({ s, a: work, b: work, c: { type: 'userTask', sendBack: ['a'] } } as never, flows),
  );
  for (const step of ['a', 'b']) complete(narrowed, step);
  assert.deepEqual(targets(narrowed, 'c'), ['a']);
  const never = started(buildProgram({ s, a: work, b: work, c: { type: 'userTask', sendBack: [] } } as never, flows));
  for (const step of ['a', 'b']) complete(never, step);
  assert.deepEqual(targets(never, 'c'), []);
});

test('a command from before a change is refused and changes nothing', () => {
  const trial = started(buildProgram({ s, a: work, b: work, c: work }, ['s -> a', 'a -> b', 'b -> c']));
  complete(trial, 'a');
  const [back] = returnsAt(trial, 'b');
  assert.ok(back);
  complete(trial, 'b');
  const before = JSON.stringify(trial.state);
  assert.equal(give(trial, { ...back.command, undo: false })?.code, 'SEND_BACK_NOT_POSSIBLE');
  assert.equal(JSON.stringify(trial.state), before);
});

test('who has done a step takes it back until somebody takes up what follows', () => {
  const trial = started(buildProgram({ s, a: work, b: work, c: work }, ['s -> a', 'a -> b', 'b -> c']));
  complete(trial, 'a', { x: 1 });
  const of = (element: string) =>
    [...pastOf(trial).nodes.values()].find((node) => node.element === element)?.task ?? '';
  const recall = () => recallOf(trial.program, pastOf(trial), of('a'));
  assert.equal(recall().kind, 'possible');
  give(trial, { kind: 'task', task: of('b'), verb: 'claim', by: 'lan' });
  assert.deepEqual(recall(), { kind: 'goneOn', task: of('b') });
  give(trial, { kind: 'task', task: of('b'), verb: 'release' });
  assert.deepEqual(recall(), { kind: 'goneOn', task: of('b') });
  complete(trial, 'b');
  assert.deepEqual(recall(), { kind: 'goneOn', task: of('b') });
  const machine = started(booking);
  complete(machine, 'a');
  complete(machine, 'book');
  const task = [...pastOf(machine).nodes.values()].find((node) => node.element === 'a')?.task ?? '';
  const undoable = recallOf(machine.program, pastOf(machine), task);
  assert.deepEqual(undoable.kind === 'possible' && undoable.back.undoable, ['book']);
});
