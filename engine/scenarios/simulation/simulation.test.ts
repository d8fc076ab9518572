import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { envAt, monday } from '#engine/core/trial/trial.ts';
import { runScenarioFile } from '../run-file.ts';
import { coverageTable } from './coverage.ts';
import { filesOf } from './keep.ts';
import { simulate } from './simulate.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? 20_261_122);
const runs = Number(process.env['WARDFLOW_RUNS'] ?? 2_000);
const kept = fileURLToPath(new URL('kept', import.meta.url));

test(`random processes do what the oracle says, step by step (seed ${seed}, ${runs} runs)`, async () => {
  const { found } = await simulate({ seed, runs, steps: 20, size: 12 });
  if (found === null) return;
  const files = filesOf(found, 'it does what the oracle says').map(({ name, content }) => `--- ${name}\n${content}`);
  assert.fail(`npm run simulate -- --seed ${found.seed} --runs 1: ${found.failure.message}\n${files.join('\n')}`);
});

test('what has failed once is right from then on', async () => {
  const { timeZone, workingTime } = envAt(monday);
  const read = async (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');
  for (const path of globSync('*/*.scenario.yaml', { cwd: kept }).map((name) => join(kept, name))) {
    const content = readFileSync(path, 'utf8');
    const { results } = await runScenarioFile(path, content, (name) => read(dirname(path), name), {
      timeZone,
      workingTime,
    });
    assert.deepEqual(
      results.map(({ failure }) => failure?.message ?? 'passed'),
      ['passed'],
      path,
    );
  }
});

test('the oracle takes nothing from the core but the names of types', () => {
  for (const name of globSync('oracle/*.ts', { cwd: dirname(kept) })) {
    const text = readFileSync(join(dirname(kept), name), 'utf8');
    const taken = [...text.matchAll(/import (type )?[^;]*?from '(#engine[^']+)'/g)].map(
      ([, type, from]) => `${type ?? ''}${from}`,
    );
    assert.deepEqual(
      taken.filter((one) => one !== 'type #engine/core/values.ts'),
      [],
      name,
    );
  }
});

test('the same seed gives the same processes and the same steps', async () => {
  const limits = { seed: 7, runs: 20, steps: 20, size: 12 };
  const [one, other] = [await simulate(limits), await simulate(limits)];
  assert.equal(one.steps, other.steps);
  assert.equal(coverageTable(one.coverage), coverageTable(other.coverage));
});
