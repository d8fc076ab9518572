import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { sendingSteps, valuesIn } from './sending.ts';

const content = readFileSync(
  new URL('../../workflows/administrative-dossier/administrative-dossier.bpmn', import.meta.url),
  'utf8',
);
const { processes } = await loadProgram([{ path: 'a.bpmn', content }], { host: 'core' });
const programs = Object.values(processes);
const codes = [...content.matchAll(/wardflow:message="(\w+)"/g)].map(([, code = '']) => code);

test('the steps that send a message are found, each with the stage it leads to', () => {
  for (const code of codes) assert.notEqual(sendingSteps(programs, code).length, 0, code);
  assert.deepEqual(sendingSteps(programs, 'NOBODY_SENDS_IT'), []);
});

test('a message may speak of what each step that sends it gives, and of what every message may', () => {
  const step = (gives: readonly ('lydo' | 'noidung')[]) => ({
    element: 'a',
    name: { vi: 'a', en: 'a' },
    stage: null,
    gives,
  });
  assert.ok(valuesIn([step(['lydo'])]).includes('lydo'));
  assert.ok(!valuesIn([step(['lydo']), step(['noidung'])]).includes('lydo'));
  assert.ok(!valuesIn([]).includes('lydo'));
  assert.ok(valuesIn([]).includes('ma'));
});
