import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { evaluateDecision } from '../decisions/evaluate.ts';
import { feelFault } from '../expressions/feel.ts';
import { buildProgram, expression, type NodeSpec } from '../trial/build-program.ts';
import { complete, envAt, give, monday, nodesAt, started, type Trial } from '../trial/trial.ts';
import * as limits from './limits.ts';

const codes = (trial: Trial) => [
  ...new Set(Object.values(trial.state?.nodes ?? {}).flatMap(({ incident }) => incident?.code ?? [])),
];

/** A hundred tokens on each way out. */
const copies: NodeSpec = { type: 'userTask', quantity: { start: 1, completion: 100 } };

test('stepsPerCommandMax: a process that runs in a circle stops at a node, and can be helped', () => {
  const trial = started(
    buildProgram({ s: { type: 'startEvent' }, a: { type: 'task' }, b: { type: 'task' } }, [
      's -> a',
      'a -> b',
      'b -> a',
    ]),
  );
  assert.deepEqual(codes(trial), ['TOO_MANY_STEPS']);
  assert.equal(Object.values(trial.state?.nodes ?? {}).length, 1);
});

test('liveNodesMax: tasks that multiply stop at an incident', () => {
  const trial = started(
    buildProgram({ s: { type: 'startEvent' }, a: copies, t: { type: 'userTask' } }, ['s -> a', 'a -> a', 'a -> t']),
  );
  // Each turn gives a hundred of each.
  for (let turn = 0; turn < 30 && codes(trial).length === 0; turn++) complete(trial, 'a');
  assert.deepEqual(codes(trial), ['TOO_MANY_NODES']);
  assert.ok(nodesAt(trial, 't').filter(({ task }) => task !== undefined).length <= limits.liveNodesMax);
});

test('liveNodesMax: tokens that heap up before a join stop at an incident where they come from', () => {
  const trial = started(
    buildProgram({ s: { type: 'startEvent' }, a: copies, w: { type: 'userTask' }, j: { type: 'parallelGateway' } }, [
      's -> a',
      's -> w',
      'a -> a',
      'a -> j',
      'w -> j',
    ]),
  );
  for (let turn = 0; turn < 60 && codes(trial).length === 0; turn++) {
    for (const node of nodesAt(trial, 'a').slice(20))
      give(trial, { kind: 'move', cancel: [node.id], startBefore: [], startAfter: [], variables: {} });
    complete(trial, 'a');
  }
  assert.deepEqual(codes(trial), ['TOO_MANY_NODES']);
  assert.ok(nodesAt(trial, 'a').length < limits.liveNodesMax);
});

test('scopeDepthMax: sub-processes that lie too deep one in the other stop at the one too many', () => {
  const nodes: Record<string, NodeSpec> = { s: { type: 'startEvent' } };
  for (let level = 0; level < limits.scopeDepthMax + 2; level++) {
    nodes[`p${level}`] = { type: 'subProcess', ...(level > 0 && { scope: `p${level - 1}` }) };
  }
  const trial = started(buildProgram(nodes, ['s -> p0']));
  assert.deepEqual(codes(trial), ['TOO_DEEP']);
  assert.equal(nodesAt(trial, `p${limits.scopeDepthMax - 1}`)[0]?.incident?.code, 'TOO_DEEP');
});

test('loopTurnsMax: too many instances, and too many turns of a loop', () => {
  const multi = {
    kind: 'multiInstance' as const,
    sequential: true,
    cardinality: expression(String(limits.loopTurnsMax + 1)),
    collection: null,
    elementVariable: null,
    outputCollection: null,
    outputElement: null,
    completionCondition: null,
    throws: [],
  };
  const standard = { kind: 'standard' as const, testBefore: false, condition: expression('=true'), maximum: null };
  for (const loop of [multi, standard]) {
    const program = buildProgram({ s: { type: 'startEvent' }, a: { type: 'task', loop } }, ['s -> a']);
    assert.deepEqual(codes(started(program)), ['TOO_MANY_TURNS']);
  }
});

test('variablesCharactersMax: by a script an incident, by a command a refusal', () => {
  const doubled: NodeSpec = { type: 'scriptTask', script: { kind: 'feel', source: 'x' }, result: 'y' };
  const program = buildProgram({ s: { type: 'startEvent' }, a: doubled, w: { type: 'userTask' } }, [
    's -> a',
    'a -> w',
  ]);
  assert.deepEqual(codes(started(program, { x: 'y'.repeat(limits.variablesCharactersMax * 0.6) })), [
    'VALUE_TOO_LARGE',
  ]);
  const waits = started(buildProgram({ s: { type: 'startEvent' }, w: { type: 'userTask' } }, ['s -> w']), {
    x: 'y'.repeat(limits.variablesCharactersMax * 0.6),
  });
  assert.equal(
    complete(waits, 'w', { z: 'y'.repeat(limits.variablesCharactersMax * 0.6) })?.code,
    'VARIABLES_TOO_LARGE',
  );
});

test('valueDepthMax: a value that is nested too deep is refused', () => {
  const trial = started(buildProgram({ s: { type: 'startEvent' }, w: { type: 'userTask' } }, ['s -> w']));
  let deep: unknown = 1;
  for (let level = 0; level <= limits.valueDepthMax; level++) deep = [deep];
  assert.equal(give(trial, { kind: 'setVariables', variables: { deep: deep as never } })?.code, 'VARIABLES_NOT_VALID');
});

test('expressionCharactersMax: a longer expression is none', () => {
  assert.equal(feelFault('1'.repeat(limits.expressionCharactersMax + 1), 'expression')?.kind, 'syntax');
});

test('decisionDepthMax: decisions that need each other too deep are not evaluated', () => {
  const levels = limits.decisionDepthMax + 2;
  const decisions = Object.fromEntries(
    Array.from({ length: levels }, (_, level) => {
      const requires = level + 1 < levels ? [{ key: `d${level + 1}`, path: [`d${level + 1}`] }] : [];
      const logic = { id: 'l', kind: 'literal' as const, source: '1' };
      const decision = { kind: 'decision' as const, id: `d${level}`, name: `d${level}`, type: null, requires, logic };
      return [`d${level}`, decision];
    }),
  );
  assert.equal(evaluateDecision(decisions, 'd0', {}, envAt(monday)).kind, 'failed');
  assert.equal(evaluateDecision(decisions, 'd2', {}, envAt(monday)).kind, 'ok');
});

test('every limit stands in a test of this file', () => {
  const text = readFileSync(fileURLToPath(import.meta.url), 'utf8');
  for (const name of Object.keys(limits)) assert.ok(text.includes(name), name);
});
