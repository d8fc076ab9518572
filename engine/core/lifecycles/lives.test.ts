import assert from 'node:assert/strict';
import { test } from 'node:test';
import { taskVerbs } from '../commands.ts';
import { hasLeft, nodeLife } from './flow-node.ts';
import { jobLife } from './job.ts';
import { instanceLife } from './process-instance.ts';
import type { LifeTable } from './table.ts';
import { taskStateOf, userTaskLife } from './user-task.ts';

const lives: Readonly<Record<string, LifeTable<string, string>>> = {
  instance: instanceLife as LifeTable<string, string>,
  node: nodeLife as LifeTable<string, string>,
  task: userTaskLife as LifeTable<string, string>,
  job: jobLife as LifeTable<string, string>,
};

function reachable(life: LifeTable<string, string>, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const ahead = [from];
  for (let state = ahead.pop(); state !== undefined; state = ahead.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    for (const move of life.movesFrom(state)) ahead.push(life.next(state, move) ?? state);
  }
  return seen;
}

test('every state of every life can be reached, and from every state the life can end', () => {
  for (const [name, life] of Object.entries(lives)) {
    assert.deepEqual([...reachable(life, life.initial)].toSorted(), life.states.toSorted(), name);
    for (const state of life.states) assert.ok([...reachable(life, state)].some(life.isFinal), `${name}: ${state}`);
  }
});

test('nothing is legal after the end of a life', () => {
  for (const [name, life] of Object.entries(lives)) {
    for (const state of life.states.filter(life.isFinal))
      assert.deepEqual(life.movesFrom(state), [], `${name}: ${state}`);
  }
});

type Transcript = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Every move of the table that stands in the transcript and no other: so each illegal one is checked too. */
function assertSame(life: LifeTable<string, string>, transcript: Transcript): void {
  const table = life.states.map((state) => {
    const moves = life.moves.flatMap((move) => {
      const next = life.next(state, move);
      return next === undefined ? [] : [[move, next] as const];
    });
    return [state, Object.fromEntries(moves)] as const;
  });
  assert.deepEqual(Object.fromEntries(table), transcript);
}

/** Where a move is legal, and where it leads: by move, as the standard's text tells it. */
function byState(states: readonly string[], moves: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  return Object.fromEntries(
    states.map((state) => {
      const legal = Object.entries(moves).flatMap(([move, ways]) =>
        ways[state] === undefined ? [] : [[move, ways[state]]],
      );
      return [state, Object.fromEntries(legal)];
    }),
  ) as Transcript;
}

const [ready, reserved, inProgress] = ['ready', 'reserved', 'inProgress'];
const [suspendedReady, suspendedReserved, suspendedInProgress] = [
  'suspended.ready',
  'suspended.reserved',
  'suspended.inProgress',
];
const unfinished = ['created', ready, reserved, inProgress, suspendedReady, suspendedReserved, suspendedInProgress];
const fromAnyUnfinished = (to: string) => Object.fromEntries(unfinished.map((state) => [state, to]));

/** WS-HumanTask 1.1 §4.10 (the sub-section beside each) and the operations of §7.1. */
const wsHumanTask = {
  // §4.10.1: a task with several potential owners, or with one; nominated, or activated.
  offer: { created: ready },
  assign: { created: reserved },
  activate: { created: ready },
  claim: { [ready]: reserved },
  start: { [ready]: inProgress, [reserved]: inProgress },
  // §4.10.2: given back, or put down.
  release: { [reserved]: ready, [inProgress]: ready },
  stop: { [inProgress]: reserved },
  // §4.10.3: from every active state.
  delegate: { [ready]: reserved, [reserved]: reserved, [inProgress]: reserved },
  forward: { [ready]: ready, [reserved]: ready, [inProgress]: ready },
  // §4.10.5: from every active state, and back to where it was.
  suspend: { [ready]: suspendedReady, [reserved]: suspendedReserved, [inProgress]: suspendedInProgress },
  resume: { [suspendedReady]: ready, [suspendedReserved]: reserved, [suspendedInProgress]: inProgress },
  // §4.10.1, §4.10.6, §4.10.7: its ends.
  complete: { [inProgress]: 'completed' },
  fail: { [inProgress]: 'failed' },
  skip: fromAnyUnfinished('obsolete'),
  exit: fromAnyUnfinished('exited'),
  raise: fromAnyUnfinished('error'),
  // §7.1: at any time before the end.
  setPriority: Object.fromEntries(unfinished.map((state) => [state, state])),
};

/** What this engine allows beside it: the start is made with the completion, `assign` is for good, `resolve` is not. */
const ours = {
  assign: { ...wsHumanTask.assign, [ready]: reserved, [reserved]: reserved, [inProgress]: reserved },
  complete: { [ready]: 'completed', [reserved]: 'completed', ...wsHumanTask.complete },
  resolve: { [reserved]: reserved, [inProgress]: reserved },
};

test('a task moves as WS-HumanTask says, and in no other way', () => {
  const ends = ['completed', 'failed', 'error', 'exited', 'obsolete'];
  assertSame(lives['task'] as never, byState([...unfinished, ...ends], { ...wsHumanTask, ...ours }));
});

test('every operation on a task that the commands know is a move of its life', () => {
  // Nominated to one or to many; suspended with a time: the life sees how it ends.
  const asMove: Readonly<Record<string, string>> = { nominate: 'assign', suspendUntil: 'suspend' };
  for (const verb of taskVerbs)
    assert.ok(
      userTaskLife.moves.some((move) => move === (asMove[verb] ?? verb)),
      verb,
    );
});

test('a suspended task is suspended to the world, whatever it was before', () => {
  assert.deepEqual(
    userTaskLife.states.filter((state) => taskStateOf(state) === 'suspended'),
    [suspendedReady, suspendedReserved, suspendedInProgress],
  );
});

/** BPMN 2.0.2 §13.3.2, figure 13.2. */
const figure132 = {
  activate: { ready: 'active' },
  withdraw: { ready: 'withdrawn', active: 'withdrawn' },
  finish: { active: 'completing' },
  complete: { completing: 'completed' },
  fail: { ready: 'failing', active: 'failing', completing: 'failing', compensating: 'failing' },
  terminate: { ready: 'terminating', active: 'terminating', completing: 'terminating', compensating: 'terminating' },
  end: { failing: 'failed', terminating: 'terminated' },
  compensate: { completed: 'compensating' },
  compensated: { compensating: 'compensated' },
  close: { completed: 'closed' },
};

test('a flow node lives as figure 13.2 of BPMN says, and in no other way', () => {
  assertSame(lives['node'] as never, byState(nodeLife.states, figure132));
});

test('a node is gone from the state when its token is', () => {
  const gone = nodeLife.states.filter(hasLeft);
  assert.deepEqual(gone.toSorted(), ['closed', 'compensated', 'completed', 'failed', 'terminated', 'withdrawn']);
});

test('an instance rests and goes on; from rest it can only be resumed or cancelled', () => {
  assertSame(lives['instance'] as never, {
    active: { suspend: 'suspended', complete: 'completed', terminate: 'terminated', fail: 'failed' },
    suspended: { resume: 'active', terminate: 'terminated' },
    completed: {},
    terminated: {},
    failed: {},
  });
});

test('a job is answered by who has it or may have it, and after an incident only replaced', () => {
  const answered = { complete: 'done', retry: 'retrying', giveUp: 'incident', cancel: 'cancelled' };
  assertSame(lives['job'] as never, {
    ready: { ...answered, lease: 'leased' },
    leased: { ...answered, expire: 'ready' },
    retrying: { ...answered, lease: 'leased' },
    incident: { cancel: 'cancelled' },
    done: {},
    cancelled: {},
  });
});
