import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bpmnPackage } from './metamodel.ts';
import { readableElements } from './read-node.ts';
import { cellOf, stateOf, supportPage } from './support.ts';
import { supportGroups } from './support-elements.ts';
import { byTheStandard, positions, triggers } from './support-events.ts';

const entries = supportGroups.flatMap((group) => group.entries);

test('the page on what runs is what the loader makes of a model of each element', async () => {
  const page = readFileSync(new URL('../../docs/bpmn-support.md', import.meta.url), 'utf8');
  assert.equal(page, await supportPage(), 'run: wardflow conformance --support > docs/bpmn-support.md');
});

test('every concrete type of the meta-model stands on the page, once', () => {
  const concrete = bpmnPackage.types
    .filter((type) => !('isAbstract' in type && type.isAbstract))
    .map(({ name }) => name);
  assert.deepEqual(entries.map(([type]) => type).toSorted(), concrete.toSorted());
});

test('what the readers read runs, or runs in scenarios', async () => {
  const readable = new Set(readableElements().map((name) => name.toLowerCase()));
  for (const entry of entries.filter(([type]) => readable.has(type.toLowerCase()))) {
    assert.match(await stateOf(entry), /^runs/, entry[0]);
  }
});

test('every pair of position and trigger that the standard has is accepted, and no other', async () => {
  for (const trigger of triggers) {
    for (const [position] of positions) {
      const standard = byTheStandard[position].includes(trigger);
      assert.match(await cellOf(position, trigger), standard ? /^runs/ : /^–$/, `${trigger} at ${position}`);
    }
  }
});
