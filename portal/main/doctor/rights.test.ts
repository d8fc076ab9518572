import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { missingRights } from './rights.ts';

const shippedFile = join(import.meta.dirname, '..', '..', '..', 'workflows', 'demo-city', 'access.json');

it('the rules that come with the product lack none of its rights', async () => {
  const shipped = await readFile(shippedFile, 'utf8');
  assert.deepEqual(missingRights(shipped, shipped), []);
});

it('a city whose rules are older is told which rights nobody has, and the lines that give them to its own roles', async () => {
  const shipped = await readFile(shippedFile, 'utf8');
  const all: {
    readonly rules: readonly { readonly role: string; readonly action: string; readonly subject: string }[];
  } = JSON.parse(shipped);
  const rules = all.rules.filter(({ action, role }) => action !== 'recall' && role !== 'publisher');
  const missing = missingRights(JSON.stringify({ rules }), shipped);
  assert.deepEqual(
    missing.map(({ right }) => right),
    ['recall Task'],
  );
  const granted = missing[0]?.lines.map((line): unknown => JSON.parse(line)) ?? [];
  const ofOwnRoles = all.rules.filter(({ action, role }) => action === 'recall' && role !== 'publisher');
  assert.ok(ofOwnRoles.length > 0);
  assert.deepEqual(granted, ofOwnRoles);
});
