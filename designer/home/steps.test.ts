import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { translator } from '#portal/kit/text.ts';
import { designerTexts } from '#portal/kit/texts/designer.ts';
import { deadlineWords, durationWords, whoWords } from '../words.ts';
import { stepsOf } from './steps.ts';

const content = readFileSync(
  new URL('../../workflows/citizen-feedback/citizen-feedback.bpmn', import.meta.url),
  'utf8',
);
const { processes } = await loadProgram([{ path: 'citizen-feedback.bpmn', content }]);
const program = processes['citizen-feedback'];
assert.ok(program);
const steps = stepsOf(program);
const speech = { t: translator(designerTexts, 'en'), language: 'en' as const };

test('the list begins with what opens a case and names each step once', () => {
  assert.equal(steps[0]?.element, 'received');
  assert.equal(new Set(steps.map(({ element }) => element)).size, steps.length);
  assert.ok(steps.every(({ kind }) => kind !== 'exclusiveGateway'));
});

test('who a step is for and by when is said in words', () => {
  const verify = steps.find(({ element }) => element === 'verify');
  assert.ok(verify?.who && verify.deadline);
  const roles = [{ code: 'ioc_operator', name: { vi: 'Tiếp nhận', en: 'Operator' } }];
  assert.equal(whoWords(verify.who, roles, speech), 'Operator, IOC');
  assert.equal(
    deadlineWords(verify.deadline, [], speech),
    'time to accept by priority from receipt, calendar by priority (or the own one of the unit)',
  );
});

test('a duration is read aloud in its units, and what is none stays as it was written', () => {
  assert.equal(durationWords('P1DT2H30M', speech), '1 days 2 hours 30 minutes');
  assert.equal(durationWords('soon', speech), 'soon');
});
