import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Case } from './case.ts';
import { heldWrong } from './held.ts';
import { resultsPart, withResults } from './results-page.ts';

const one = (id: string, core: boolean, observed: Case['observed'] = {}): Case => ({
  id,
  core,
  observed,
  files: [`${id.split('/')[0]}/x.bpmn`],
  steps: [],
  expect: {},
});
const cases = [one('a/1', true, { other: 'pass' }), one('a/2', false, { other: 'fail: no' }), one('b/1', true)];
const results = new Map([
  ['a/1', true],
  ['a/2', false],
  ['b/1', false],
]);

test('the written part counts, compares, and says why a case fails or that nobody has settled it', () => {
  const part = resultsPart(cases, results, { 'a/2': 'It is wrong (§1).' });
  assert.match(part, /3 cases: 1 pass, 2 fail; of the 2 marked `core`, 1 pass\./);
  assert.match(part, /\| a \| 1 of 2 \| 1 of 2 \|/);
  assert.match(part, /\| a\/2 \| It is wrong \(§1\)\. \|\n\| b\/1 \| \*\*not settled\*\* \|/);
});

test('only what stands between the marks of a page is replaced', () => {
  const part = resultsPart(cases, results, {});
  const page = `# Title\n\n${part}\n\nafter`;
  const again = resultsPart(cases.slice(0, 1), results, {});
  assert.equal(withResults(page, again), `# Title\n\n${again}\n\nafter`);
  assert.equal(withResults('# no marks', part), null);
});

test('every case that is held wrong says the paragraph of the standard, or what its model does not hold', () => {
  for (const [id, why] of Object.entries(heldWrong)) assert.match(why, /§\d|stands nowhere|^As /, id);
});
