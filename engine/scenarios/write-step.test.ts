import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseScenarios } from './parse-scenarios.ts';
import { type WrittenScenario, writeScenarios } from './write-scenario.ts';
import { writtenStep } from './write-step.ts';

const root = new URL('../../', import.meta.url);
const folders = ['engine/scenarios/examples/', 'workflows/citizen-feedback/scenarios/'];

test('every step of every example is read back as it was written', () => {
  const kinds = new Set<string>();
  for (const folder of folders) {
    for (const name of readdirSync(new URL(folder, root)).filter((one) => one.endsWith('.scenario.yaml'))) {
      const parsed = parseScenarios(readFileSync(new URL(folder + name, root), 'utf8'));
      assert.ok(parsed.kind === 'ok', name);
      for (const { title, model, steps } of parsed.scenarios) {
        const written: WrittenScenario = { title, model, steps: steps.map((step) => writtenStep(step, 'UTC')) };
        const again = parseScenarios(writeScenarios([written]));
        assert.ok(again.kind === 'ok', `${name}: ${title}`);
        const told = (list: typeof steps) => list.map(({ action, refused }) => ({ action, refused }));
        assert.deepEqual(told(again.scenarios[0]?.steps ?? []), told(steps), `${name}: ${title}`);
        for (const { action } of steps) kinds.add(action.kind);
      }
    }
  }
  assert.ok(kinds.size > 20, `kinds of steps in the examples: ${[...kinds].join(', ')}`);
});
