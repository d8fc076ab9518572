import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem, ResourceSummary } from '#engine/runtime/application/services.ts';
import type { WorkStep } from '../steps/work-of.ts';
import { taskKinds, tasksOf } from './tasks.ts';

const resources: readonly ResourceSummary[] = [
  { path: 'pack.json', kind: 'settings', title: 'pack.json' },
  { path: 'p.bpmn', kind: 'process', title: 'P' },
  { path: 'routing.dmn', kind: 'decision', title: 'R' },
  { path: 'forms/report.form.json', kind: 'form', title: 'F' },
  { path: 'messages.json', kind: 'messages', title: 'M' },
  { path: 'scenarios/a.scenario.yaml', kind: 'scenario', title: 'S' },
];
const problem = (path: string, code: string, severity: Problem['severity'] = 'error'): Problem => ({
  severity,
  code,
  path,
  element: null,
  message: { vi: code, en: code },
});
const step: WorkStep = {
  element: 'a',
  name: { vi: 'A', en: 'A' },
  role: 'officer',
  unit: '=unit',
  assignee: '',
  deadline: { from: '', duration: 'PT8H', calendar: '', dayCount: '' },
};
const states = (found: Partial<Parameters<typeof tasksOf>[0]>) =>
  Object.fromEntries(
    tasksOf({ resources, problems: [], work: [step], ...found }).map(({ kind, state }) => [kind, state]),
  );

test('a service without faults has every thing settled, in the order of the list', () => {
  assert.deepEqual(states({}), Object.fromEntries(taskKinds.map((kind) => [kind, 'settled'])));
  assert.deepEqual(Object.keys(states({})), [...taskKinds]);
});

test('a fault blocks the thing in which it is mended, and the last one, which is publishing', () => {
  const where: readonly (readonly [string, string, string])[] = [
    ['pack.json', 'CONFIG_FAULT', 'about'],
    ['forms/report.form.json', 'FORM_CODE', 'forms'],
    ['p.bpmn', 'TIMER_NOT_VALID', 'process'],
    ['routing.dmn', 'EXPRESSION_NOT_VALID', 'process'],
    ['routing.dmn', 'ROUTING_HOLE', 'who'],
    ['p.bpmn', 'NOBODY_ADDRESSED', 'who'],
    ['messages.json', 'CONFIG_FAULT', 'messages'],
    ['p.bpmn', 'MESSAGE_LEFT_TO_SWEEP', 'messages'],
    ['p.bpmn', 'PUBLISHED_BY_ONE', 'publication'],
    ['', 'UNKNOWN_TO_THIS_PAGE', 'process'],
  ];
  for (const [path, code, task] of where) {
    const blocked = Object.entries(states({ problems: [problem(path, code)] })).flatMap(([kind, state]) =>
      state === 'blocks' ? kind : [],
    );
    assert.deepEqual(blocked, [task, 'check'], code);
  }
});

test('a warning is something to do and blocks nothing', () => {
  const warned = states({ problems: [problem('p.bpmn', 'NAMES_WITHOUT_ENGLISH', 'warning')] });
  assert.equal(warned['messages'], 'open');
  assert.equal(warned['check'], 'settled');
});

test('how much blocks is counted at each thing and in all', () => {
  const tasks = tasksOf({
    resources,
    work: [step],
    problems: [
      problem('p.bpmn', 'A'),
      problem('p.bpmn', 'B'),
      problem('pack.json', 'C'),
      problem('p.bpmn', 'D', 'warning'),
    ],
  });
  const counts = Object.fromEntries(tasks.map(({ kind, blocking }) => [kind, blocking]));
  assert.deepEqual([counts['process'], counts['about'], counts['check']], [2, 1, 3]);
});

test('a step of nobody, a step of officials without a deadline and a service without scenarios are things to do', () => {
  const work = [
    { ...step, role: '', unit: '' },
    { ...step, element: 'b', deadline: null },
    { ...step, role: 'citizen', deadline: null },
  ];
  const found = states({ work, resources: resources.filter(({ kind }) => kind !== 'scenario') });
  assert.deepEqual(
    [found['who'], found['deadlines'], found['scenarios'], found['check']],
    ['open', 'open', 'open', 'settled'],
  );
});
