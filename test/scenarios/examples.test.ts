/**
 * The examples of `engine/scenarios/examples` are a living catalogue: each kind of element and each event that runs is
 * walked by a scenario there, as an administrator would write it. What they touch is counted, so that nothing new that
 * runs is left without an example.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { taskVerbs } from '#engine/core/commands.ts';
import { registry } from '#engine/core/elements/registry.ts';
import type { FlowNode } from '#engine/core/model/program.ts';
import { triggersOf } from '#engine/core/model/triggers.ts';
import { expectKeys } from '#engine/scenarios/parse-expected.ts';
import { parseScenarios } from '#engine/scenarios/parse-scenarios.ts';
import { stepNames } from '#engine/scenarios/parse-steps.ts';
import { runScenarioFile } from '#engine/scenarios/run-file.ts';
import type { Played } from '#engine/scenarios/run-scenario.ts';
import { createSandbox } from '#engine/scripts/sandbox.ts';
import { demoSurroundings } from '#portal/demo-surroundings.ts';

const folder = new URL('../../engine/scenarios/examples/', import.meta.url).pathname;
const sandbox = createSandbox();
after(() => sandbox.close());

const city = { ...(await demoSurroundings()), scripts: sandbox.runSync };
const files = (await readdir(folder)).filter((name) => name.endsWith('.scenario.yaml')).toSorted();
const played: Played[] = [];
const read = async (path: string): Promise<string | undefined> => await readFile(join(folder, path), 'utf8');

for (const file of files) {
  test(`${file} is played`, async () => {
    const { results } = await runScenarioFile(file, await readFile(join(folder, file), 'utf8'), read, city);
    for (const { title, failure } of results)
      assert.equal(failure, null, `${title}: ${failure?.line} ${failure?.message}`);
    assert.ok(results.length > 0);
    played.push(...results.flatMap((result) => result.played));
  });
}

/** `userTask`, `boundaryEvent timer`: an element as the catalogue counts it. */
function kindsOf(node: FlowNode): readonly string[] {
  if (!('trigger' in node) || node.type === 'receiveTask') return [node.type];
  return triggersOf(node.trigger).map(({ kind }) => `${node.type} ${kind}`);
}

test('every word of the vocabulary is used', async () => {
  const scenarios = await Promise.all(
    files.map(async (file) => {
      const parsed = parseScenarios(await readFile(join(folder, file), 'utf8'));
      return parsed.kind === 'ok' ? parsed.scenarios : [];
    }),
  );
  const steps = scenarios.flat().flatMap((scenario) => scenario.steps);
  const actions = steps.map(({ action }) => action);
  const used = {
    steps: new Set(steps.map(({ name }) => name)),
    keys: new Set(actions.flatMap((action) => (action.kind === 'expect' ? Object.keys(action.expected) : []))),
    verbs: new Set<string>(actions.flatMap((action) => (action.kind === 'task' ? [action.verb] : []))),
    states: new Set(actions.flatMap((action) => (action.kind === 'expect' ? (action.expected.state ?? []) : []))),
  };
  assert.deepEqual(
    stepNames.filter((name) => !used.steps.has(name)),
    [],
  );
  assert.deepEqual(
    expectKeys.filter((key) => !used.keys.has(key)),
    [],
  );
  assert.deepEqual(
    taskVerbs.filter((verb) => !used.verbs.has(verb)),
    [],
  );
  assert.equal(used.states.size, 7);
});

test('every kind of element and every event is walked', () => {
  const seen = new Set(
    played.flatMap(({ program, elements }) =>
      [...elements].flatMap((id) => (program.nodes[id] === undefined ? [] : kindsOf(program.nodes[id]))),
    ),
  );
  const types = new Set([...seen].map((kind) => kind.split(' ')[0]));
  assert.deepEqual(
    Object.keys(registry).filter((type) => !types.has(type)),
    [],
  );
  assert.deepEqual(
    events.filter((kind) => !seen.has(kind)),
    [],
  );
});

/** BPMN 2.0.2 table 10.93, but for compensation on borders, which no token enters. */
const events = [
  ...['none', 'message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'compensation'].map(
    (kind) => `startEvent ${kind}`,
  ),
  ...['message', 'signal', 'timer', 'conditional', 'link'].map((kind) => `intermediateCatchEvent ${kind}`),
  ...['message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'cancel'].map(
    (kind) => `boundaryEvent ${kind}`,
  ),
  ...['none', 'message', 'signal', 'escalation', 'compensation', 'link'].map(
    (kind) => `intermediateThrowEvent ${kind}`,
  ),
  ...['none', 'message', 'signal', 'error', 'escalation', 'compensation', 'cancel', 'terminate'].map(
    (kind) => `endEvent ${kind}`,
  ),
];
