/** What docs/scenarios.md shows is played as it stands, and its tables name the keys that the reader knows. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { taskVerbs } from '#engine/core/commands.ts';
import { expectKeys } from '#engine/scenarios/parse-expected.ts';
import { scenarioKeys } from '#engine/scenarios/parse-scenarios.ts';
import { stepNames } from '#engine/scenarios/parse-steps.ts';
import { runScenarioFile } from '#engine/scenarios/run-file.ts';
import { demoSurroundings } from '#portal/demo-surroundings.ts';

const folder = new URL('../../docs/', import.meta.url).pathname;
const guide = await readFile(join(folder, 'scenarios.md'), 'utf8');
const read = async (path: string): Promise<string> => await readFile(join(folder, path), 'utf8');

test('the examples of the guide pass', async () => {
  const blocks = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, block]) => block ?? '');
  assert.equal(blocks.length, 2);
  for (const block of blocks) {
    const { results } = await runScenarioFile('scenarios.md', block, read, await demoSurroundings());
    for (const { title, failure } of results) assert.equal(failure, null, `${title}: ${failure?.message}`);
  }
});

test('the guide names every key, every step and every verb, and no other', () => {
  const heads = ['## A first one', '## Steps', '### Verbs', '## `expect`', 'More examples'];
  const parts = heads.map((head, index) => guide.slice(guide.indexOf(head), guide.indexOf(heads[index + 1] ?? '\0')));
  const named = (part: string | undefined) =>
    [...(part ?? '').matchAll(/^\| (`[^|]*) \|/gm)]
      .flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
      .filter((name) => name !== 'do')
      .toSorted();
  assert.deepEqual(named(parts[0]), scenarioKeys.toSorted());
  assert.deepEqual(named(parts[1]), stepNames.toSorted());
  assert.deepEqual(named(parts[2]), taskVerbs.toSorted());
  assert.deepEqual(named(parts[3]), expectKeys.toSorted());
});
