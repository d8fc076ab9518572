import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRun } from './decide.ts';
import { evolve } from './evolve.ts';
import type { MultiInstance } from './model/program.ts';
import { runUntilQuiet } from './phases.ts';
import type { State } from './state.ts';
import { Stuck } from './stuck.ts';
import { buildProgram, expression } from './trial/build-program.ts';
import { envAt, give, monday, started, type Trial, trialOf } from './trial/trial.ts';

const threeTurns: MultiInstance = {
  kind: 'multiInstance',
  sequential: false,
  cardinality: expression('3'),
  collection: null,
  elementVariable: null,
  outputCollection: null,
  outputElement: null,
  completionCondition: null,
  throws: [],
};

/** Each turn writes `seen`, goes on to its job, and gets stuck on the way out while `ready` is not a number. */
const program = buildProgram(
  {
    s: { type: 'startEvent' },
    work: {
      type: 'serviceTask',
      loop: threeTurns,
      outputs: [
        { name: 'seen', value: expression('=loopCounter') },
        { name: 'sum', value: expression('=ready + loopCounter') },
      ],
    },
    next: { type: 'userTask' },
  },
  ['s -> work', 'work -> next'],
);

function allAnswered(variables: { readonly ready: number | string }): Trial {
  const trial = trialOf(program);
  give(trial, { kind: 'start', variables });
  for (const node of Object.values(trial.state?.nodes ?? {})) {
    if (node.job !== undefined) give(trial, { kind: 'completeJob', job: node.job.id, variables: {} });
  }
  return trial;
}

test('phases that get stuck are taken back one by one, and the events still tell the state', () => {
  const trial = allAnswered({ ready: 'not yet' });
  const stuck = Object.values(trial.state?.nodes ?? {}).filter((node) => node.incident !== undefined);
  assert.deepEqual(
    stuck.map(({ element, life }) => [element, life]),
    Array.from({ length: 3 }, () => ['work', 'completing']),
  );
  assert.deepEqual(trial.state?.scopes[trial.state.root]?.variables, { ready: 'not yet' });
  const folded = trial.events.reduce<State | undefined>(evolve, undefined);
  assert.equal(JSON.stringify(folded), JSON.stringify(trial.state));
});

test('what happened before a phase got stuck in the same command stays', () => {
  const forked = buildProgram(
    {
      s: { type: 'startEvent' },
      fork: { type: 'parallelGateway' },
      a: { type: 'scriptTask', script: expression('=1 + "a"'), result: 'a' },
      b: { type: 'scriptTask', script: expression('=2'), result: 'b' },
      c: { type: 'scriptTask', script: expression('=3 + "c"'), result: 'c' },
      d: { type: 'userTask' },
    },
    ['s -> fork', 'fork -> a', 'fork -> b', 'fork -> c', 'b -> d'],
  );
  const trial = trialOf(forked);
  give(trial, { kind: 'start', variables: {} });
  const { nodes = {}, scopes = {}, root = '' } = trial.state ?? {};
  const places = Object.values(nodes).map(({ element, life, incident }) => [element, life, incident?.code]);
  assert.deepEqual(places, [
    ['a', 'ready', 'EXPRESSION_FAILED'],
    ['d', 'active', undefined],
    ['c', 'ready', 'EXPRESSION_FAILED'],
  ]);
  assert.deepEqual(scopes[root]?.variables, { b: 2 });
  assert.equal(JSON.stringify(trial.events.reduce<State | undefined>(evolve, undefined)), JSON.stringify(trial.state));
});

test('the state that a command is given stays as it is', () => {
  const trial = trialOf(program);
  give(trial, { kind: 'start', variables: { ready: 1 } });
  for (const node of Object.values(trial.state?.nodes ?? {})) {
    if (node.job === undefined) continue;
    const before = frozen(trial.state);
    const text = JSON.stringify(before);
    assert.equal(give(trial, { kind: 'completeJob', job: node.job.id, variables: { seen: 1 } }), null);
    assert.equal(JSON.stringify(before), text);
  }
  assert.deepEqual(
    Object.values(trial.state?.nodes ?? {}).map(({ element }) => element),
    ['next'],
  );
});

/** Writing to it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inside of Object.values(value)) frozen(inside);
  }
  return value;
}

test('what moves for ever without any node is given up, and the command with it', () => {
  const flows = ['s -> f', 'f -> j', 'f -> a', 'a -> j', 'j -> e'];
  const nodes = {
    s: { type: 'startEvent' },
    f: { type: 'parallelGateway' },
    a: { type: 'userTask' },
    j: { type: 'inclusiveGateway' },
    e: { type: 'endEvent' },
  } as const;
  const { program, state } = started(buildProgram(nodes, flows));
  const run = newRun(program, state, envAt(monday));
  const restless = { ...run.behaviours.inclusiveGateway, release: () => 'moved' as const };
  const never = { ...run, behaviours: { ...run.behaviours, inclusiveGateway: restless } };
  assert.throws(
    () => runUntilQuiet(never),
    (error) => error instanceof Stuck && error.code === 'TOO_MANY_STEPS',
  );
});
