import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseScenarios } from './parse-scenarios.ts';
import { type WrittenScenario, writeScenarios } from './write-scenario.ts';

const first: WrittenScenario = {
  comment: ['Found by the soundness check:', 'one token waits for ever at join.'],
  title: 'a report that gets stuck: "join" # not a comment',
  model: 'report.bpmn',
  process: 'report',
  resources: ['routing.dmn'],
  now: '2026-10-13T08:00:00+07:00',
  workers: { notice: { output: { sent: true } }, charge: [{ fail: 'down' }, { output: {} }] },
  steps: [
    { start: { variables: { ward: '99016', count: 2, urgent: false, none: null } } },
    { complete: { element: 'verify', nth: 1, variables: { text: 'two\nlines: yes' } } },
    { advance: 'PT2H' },
    { cancel: {}, refused: true },
    { expect: { waiting: ['join'], state: 'active' } },
  ],
};
const second: WrittenScenario = { title: 'another', model: 'report.bpmn', steps: [{ start: {} }] };

test('a written scenario is read back as it was', () => {
  const parsed = parseScenarios(writeScenarios([first]));
  assert.ok(parsed.kind === 'ok');
  const [scenario] = parsed.scenarios;
  assert.equal(scenario?.title, first.title);
  assert.equal(scenario?.process, 'report');
  assert.deepEqual(scenario?.resources, ['routing.dmn']);
  assert.deepEqual(scenario?.workers['charge'], [
    { kind: 'fail', message: 'down' },
    { kind: 'output', variables: {} },
  ]);
  assert.deepEqual(
    scenario?.steps.map(({ action }) => action),
    [
      {
        kind: 'start',
        message: null,
        signal: null,
        element: null,
        variables: { ward: '99016', count: 2, urgent: false, none: null },
      },
      { kind: 'complete', at: { element: 'verify', nth: 1 }, variables: { text: 'two\nlines: yes' } },
      { kind: 'advance', clock: { by: 'PT2H' } },
      { kind: 'cancel' },
      { kind: 'expect', expected: { state: 'active', waiting: ['join'] } },
    ],
  );
  assert.equal(scenario?.steps[3]?.refused, true);
});

test('several stand in one list, each below its comment', () => {
  const text = writeScenarios([first, second]);
  const parsed = parseScenarios(text);
  assert.ok(parsed.kind === 'ok');
  assert.deepEqual(
    parsed.scenarios.map(({ title }) => title),
    [first.title, 'another'],
  );
  assert.match(text, /# one token waits for ever at join\./);
});

test('a step stands in one line', () => {
  assert.match(writeScenarios([second]), /^ {2}- start: \{\}$/m);
  assert.match(writeScenarios([first]), /^ {2}- expect: \{ waiting: \[ join \], state: active \}$/m);
});
