import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem, ResourceSummary } from '#engine/runtime/application/services.ts';
import { groupsOf, placeOf } from './groups.ts';

const resources: readonly ResourceSummary[] = [
  { path: 'a.bpmn', kind: 'process', title: 'A' },
  { path: 'forms/report.form.json', kind: 'form', title: 'Report' },
  { path: 'messages.json', kind: 'messages', title: '' },
  { path: 'scenarios/a.scenario.yaml', kind: 'scenario', title: '' },
];
const problem = (code: string, path: string, severity: Problem['severity'] = 'error', element = 'x'): Problem => ({
  severity,
  code,
  path,
  element,
  message: { vi: code, en: code },
});

test('problems stand with what they are about, not with the file, and what blocks stands first', () => {
  const problems = [
    problem('TASK_WITHOUT_DEADLINE', 'a.bpmn', 'warning'),
    problem('STUCK_AT_JOIN', 'a.bpmn', 'warning'),
    problem('NOBODY_IN_WARDS', 'a.bpmn'),
    problem('ROUTING_HOLE', 'routing.dmn'),
    problem('CITIZEN_NOT_TOLD', 'a.bpmn', 'warning'),
    problem('FLOW_CROSSES_BORDER', 'a.bpmn'),
    problem('CONFIG_FAULT', 'messages.json'),
    problem('SCENARIO_FAILS', 'scenarios/a.scenario.yaml'),
  ];
  const groups = groupsOf(problems, resources);
  const told = Object.fromEntries(groups.map(({ kind, problems: own }) => [kind, own.map(({ code }) => code)]));
  assert.deepEqual(told, {
    process: ['FLOW_CROSSES_BORDER', 'STUCK_AT_JOIN'],
    forms: [],
    texts: [],
    people: ['NOBODY_IN_WARDS', 'ROUTING_HOLE'],
    deadlines: ['TASK_WITHOUT_DEADLINE'],
    messages: ['CONFIG_FAULT', 'CITIZEN_NOT_TOLD'],
    personal: [],
    settings: [],
    scenarios: ['SCENARIO_FAILS'],
  });
  assert.equal(
    groups.reduce((sum, { errors }) => sum + errors, 0),
    5,
  );
});

test('a click leads to the element in its editor', () => {
  assert.equal(placeOf(problem('STUCK_AT_JOIN', 'a.bpmn'), resources), '../process?at=x&problem=STUCK_AT_JOIN');
  const text = problem('TEXT_WITHOUT_ENGLISH', 'forms/report.form.json', 'error', 'details.phone');
  assert.equal(placeOf(text, resources), '../forms/report?at=details.phone&problem=TEXT_WITHOUT_ENGLISH');
  assert.equal(placeOf(problem('SCENARIO_FAILS', 'scenarios/a.scenario.yaml'), resources), '../try');
  assert.equal(placeOf(problem('CONFIG_FAULT', 'README.md'), resources), null);
});
