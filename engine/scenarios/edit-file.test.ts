import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { removedFrom, renamedIn } from './edit-file.ts';
import { parseScenarios } from './parse-scenarios.ts';

const several = readFileSync(new URL('./examples/tasks.scenario.yaml', import.meta.url), 'utf8');
const titles = (content: string) => {
  const parsed = parseScenarios(content);
  return parsed.kind === 'ok' ? parsed.scenarios.map(({ title }) => title) : [];
};

test('another title changes nothing else', () => {
  const before = titles(several);
  const after = renamedIn(several, { index: 1, language: 'vi', title: 'a title: with a colon' });
  assert.deepEqual(titles(after), before.with(1, 'a title: with a colon'));
  assert.match(after, /^# The life of a user task/);
  const steps = (content: string) => {
    const parsed = parseScenarios(content);
    return parsed.kind === 'ok' ? parsed.scenarios.map((one) => one.steps.map(({ action }) => action)) : [];
  };
  assert.deepEqual(steps(after), steps(several));
  const two = 'title: one\ntitleVi: một\nmodel: a.bpmn\nsteps: []\n';
  assert.equal(renamedIn(two, { index: 0, language: 'vi', title: 'hai' }), two.replace('một', 'hai'));
  assert.equal(renamedIn(two, { index: 0, language: 'en', title: 'two' }), two.replace('one', 'two'));
});

test('one of several goes, the last one takes the file with it', () => {
  const before = titles(several);
  assert.deepEqual(titles(removedFrom(several, 0) ?? ''), before.slice(1));
  assert.equal(removedFrom('title: one\nmodel: a.bpmn\nsteps: []\n', 0), null);
});
