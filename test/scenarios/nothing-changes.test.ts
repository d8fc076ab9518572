/**
 * What must change nothing: to go on under the same version, to rest and be resumed, to be saved and loaded, after any
 * step whatever of any example.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { migrate } from '#engine/core/migration/migrate.ts';
import type { State } from '#engine/core/state.ts';
import { loadFiles } from '#engine/scenarios/load-files.ts';
import { parseScenarios } from '#engine/scenarios/parse-scenarios.ts';
import { stepFailure } from '#engine/scenarios/perform.ts';
import { worldOf } from '#engine/scenarios/run-scenario.ts';
import type { Action, Scenario } from '#engine/scenarios/scenario.ts';
import { envOf, type World } from '#engine/scenarios/world.ts';
import { createSandbox } from '#engine/scripts/sandbox.ts';
import { demoSurroundings } from '#portal/demo-surroundings.ts';

const folders = ['engine/scenarios/examples/', 'workflows/citizen-feedback/scenarios/'].map(
  (folder) => new URL(`../../${folder}`, import.meta.url).pathname,
);
const sandbox = createSandbox();
after(() => sandbox.close());
const city = { ...(await demoSurroundings()), scripts: sandbox.runSync };

interface Found {
  readonly file: string;
  readonly scenario: Scenario;
  readonly read: (path: string) => Promise<string>;
}

async function scenariosIn(folder: string): Promise<readonly Found[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.scenario.yaml'));
  const found: Found[] = [];
  for (const file of files) {
    const parsed = parseScenarios(await readFile(join(folder, file), 'utf8'));
    assert.ok(parsed.kind === 'ok', file);
    const read = async (path: string): Promise<string> => await readFile(join(folder, path), 'utf8');
    found.push(...parsed.scenarios.map((scenario) => ({ file, scenario, read })));
  }
  return found;
}

const found = (await Promise.all(folders.map(scenariosIn))).flat();

/** Plays all scenarios with something done after each step. @returns how often it was done */
async function playAll(after: (world: World) => number): Promise<number> {
  let times = 0;
  for (const { file, scenario, read } of found) {
    const files = await loadFiles(scenario, read, true);
    if (!('programs' in files)) continue;
    const world = worldOf(scenario, files, city);
    for (const step of scenario.steps) {
      assert.equal(stepFailure(world, step), null, `${file}:${step.line} ${scenario.title}`);
      times += after(world);
    }
  }
  return times;
}

function isLive(world: World): boolean {
  const life = world.instances[0]?.state.life;
  return life === 'active';
}

function carryOut(world: World, action: Action): void {
  assert.equal(stepFailure(world, { line: 0, name: action.kind, refused: false, action }), null, world.scenario.title);
}

test('to go on under the same version changes nothing', async () => {
  const times = await playAll((world) => {
    const [root] = world.instances;
    if (root === undefined || !isLive(world)) return 0;
    const before = JSON.stringify(root.state);
    const result = migrate({ from: root.program, to: root.program, map: {} }, root.state, envOf(world));
    assert.ok(result.kind === 'ok');
    assert.deepEqual(result.effects, []);
    root.state = result.state;
    assert.equal(JSON.stringify(root.state), before);
    return 1;
  });
  assert.ok(times > 150, `${times} times`);
});

test('to rest and be resumed changes nothing', async () => {
  const times = await playAll((world) => {
    if (!isLive(world)) return 0;
    carryOut(world, { kind: 'suspend' });
    carryOut(world, { kind: 'resume' });
    return 1;
  });
  assert.ok(times > 150, `${times} times`);
});

test('to be saved and loaded changes nothing', async () => {
  const times = await playAll((world) => {
    for (const instance of world.instances) instance.state = JSON.parse(JSON.stringify(instance.state)) as State;
    return world.instances.length;
  });
  assert.ok(times > 150, `${times} times`);
});
