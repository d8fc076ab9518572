import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readTables } from './tables.ts';

test('a decision is read with the labels of its columns and a cell for each of them in every rule', async () => {
  const xml = readFileSync(new URL('../../workflows/citizen-feedback/sla.dmn', import.meta.url), 'utf8');
  const sla = (await readTables(xml)).decisions.find(({ id }) => id === 'sla');
  assert.deepEqual(sla?.title, { vi: 'Thời hạn theo mức', en: 'Time limits by class' });
  assert.deepEqual(
    sla?.inputs.map(({ label, source }) => [label, source]),
    [['Mức thời hạn', 'slaClass']],
  );
  assert.ok(sla.rules.length > 0);
  for (const rule of sla.rules) {
    assert.equal(rule.tests.length, sla.inputs.length);
    assert.equal(rule.results.length, sla.outputs.length);
  }
});

test('a file that is no decision table shows none', async () => {
  const { decisions, refused } = await readTables('<nonsense');
  assert.deepEqual(decisions, []);
  assert.ok(refused);
});
