import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import { endingStages, parsePack } from '#engine/cases/service-pack.ts';
import { checkSoundness } from '#engine/core/soundness/check.ts';
import { surroundingOf } from '#engine/core/soundness/rules/outside.ts';
import { coverageOf } from '#engine/scenarios/coverage.ts';
import { parseScenarios } from '#engine/scenarios/parse-scenarios.ts';
import { generateScenarios } from '#engine/scenarios/paths/generate.ts';
import { runScenario } from '#engine/scenarios/run-scenario.ts';
import { writeScenarios } from '#engine/scenarios/write-scenario.ts';
import { demoCity } from '#test/data/demo-city.ts';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((path) => /\.(bpmn|dmn)$/.test(path));
const text = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

test('every case of a citizen report can end, with nothing left over and no useless part', async () => {
  const resources = files.map((path) => ({ path, content: text(path) }));
  const { processes } = await loadProgram(resources, { host: 'core' });
  const programs = Object.values(processes);
  const { pack } = parsePack(text('pack.json'));
  assert.ok(endingStages(pack).length > 0);
  for (const program of programs) {
    const { findings, decided } = checkSoundness(program, surroundingOf(programs, endingStages(pack)));
    assert.deepEqual(
      findings.map(({ code, element }) => `${code} ${element}`),
      [],
    );
    assert.ok(decided);
  }
});

test('generated scenarios play, and take every flow of it', async () => {
  const city = demoCity();
  const surroundings = { timeZone: city.province.timeZone, workingTime: workingTimeOf(city) };
  const read = async (path: string): Promise<string> => text(path);
  const model = { model: 'citizen-feedback.bpmn', resources: files.filter((path) => path.endsWith('.dmn')) };
  const { scenarios, missing } = await generateScenarios(model, {
    read,
    surroundings,
    calendars: [...city.calendars.keys()],
  });
  assert.deepEqual(missing, []);
  const parsed = parseScenarios(writeScenarios(scenarios));
  assert.ok(parsed.kind === 'ok');
  const results = await Promise.all(parsed.scenarios.map((one) => runScenario(one, read, surroundings)));
  assert.deepEqual(
    results.flatMap(({ failure }) => failure?.message ?? []),
    [],
  );
  const [coverage] = coverageOf(results.flatMap(({ played }) => played));
  assert.deepEqual([coverage?.flows.missing, coverage?.elements.missing], [[], []]);
});
