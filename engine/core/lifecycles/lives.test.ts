import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeLife } from './flow-node.ts';
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

test('a task can be claimed only while nobody holds it', () => {
  assert.deepEqual(
    userTaskLife.states.filter((state) => userTaskLife.can(state, 'claim')),
    ['ready'],
  );
});

test('a suspended task is suspended to the world, whatever it was before', () => {
  const suspended = userTaskLife.states.filter((state) => taskStateOf(state) === 'suspended');
  assert.deepEqual(suspended, ['suspended.ready', 'suspended.reserved', 'suspended.inProgress']);
  assert.ok(suspended.every((state) => userTaskLife.can(state, 'resume') && !userTaskLife.can(state, 'complete')));
});
