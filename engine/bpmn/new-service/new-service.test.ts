/** A list of steps becomes a service that can be published as it is, whatever the list. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseMessages } from '#engine/cases/notices.ts';
import { endingStages, parsePack } from '#engine/cases/service-pack.ts';
import { parseForm } from '#forms/check.ts';
import { drawingFaults } from '#test/support/drawing.ts';
import { loadProgram } from '../load-program.ts';
import { soundnessProblems } from '../soundness-problems.ts';
import { serviceOfSteps } from './service-of-steps.ts';
import { type Step, type StepList, stepFaults, unitOfCase } from './step-list.ts';

const limit = { amount: 3, unit: 'days', calendar: 'hanh-chinh' } as const;
const plain: Step = {
  name: { vi: 'Tiếp nhận', en: 'Receive' },
  role: 'ioc_operator',
  unit: 'IOC',
  limit: null,
  mayReturn: false,
  mayRefuse: true,
  tells: false,
};
const noise: StepList = {
  key: 'noise-at-night',
  name: { vi: 'Tiếng ồn ban đêm', en: 'Noise at night' },
  publicIntake: true,
  promise: limit,
  steps: [
    plain,
    {
      ...plain,
      name: { vi: 'Kiểm tra tại chỗ', en: 'Look on site' },
      role: 'officer',
      unit: unitOfCase,
      limit,
      tells: true,
      mayRefuse: false,
    },
    {
      ...plain,
      name: { vi: 'Duyệt', en: 'Approve' },
      role: 'unit_head',
      unit: unitOfCase,
      mayReturn: true,
      mayRefuse: false,
    },
  ],
};

async function mustBePublishable(list: StepList): Promise<void> {
  const { files } = serviceOfSteps(list);
  const resources = Object.entries(files).map(([path, content]) => ({ path, content }));
  const process = files[`${list.key}.bpmn`] ?? '';
  const loaded = await loadProgram(resources.filter(({ path }) => /\.(bpmn|form\.json)$/.test(path)));
  assert.deepEqual(loaded.problems, []);
  assert.deepEqual(loaded.untranslated, []);
  const { pack, faults } = parsePack(files['pack.json']);
  assert.deepEqual(faults, []);
  assert.deepEqual(parseMessages(files['messages.json']).faults, []);
  for (const { path, content } of resources.filter(({ path }) => path.endsWith('.form.json'))) {
    assert.deepEqual(parseForm(content, path).problems, []);
  }
  assert.deepEqual(drawingFaults(process), []);
  const budget = { statesMax: 2_000, statesInEveryOrderMax: 500 };
  const told = soundnessProblems(loaded, budget, endingStages(pack)).filter(({ info }) => !info);
  assert.deepEqual(
    told.map(({ problem }) => `${problem.code} ${problem.element}`),
    [],
  );
}

test('noise at night, told in three steps, can be published as it is', async () => {
  assert.deepEqual(stepFaults(noise), []);
  await mustBePublishable(noise);
  const { files } = serviceOfSteps(noise);
  assert.deepEqual(Object.keys(files), [
    'pack.json',
    'noise-at-night.bpmn',
    'messages.json',
    'forms/report.form.json',
    'forms/tiep-nhan.form.json',
    'forms/kiem-tra-tai-cho.form.json',
    'forms/duyet.form.json',
    'scenarios/expected-way.scenario.yaml',
    'scenarios/refused.scenario.yaml',
  ]);
  assert.match(files['forms/tiep-nhan.form.json'] ?? '', /"key": "unit"/, 'the step before asks which unit goes on');
  assert.match(files['noise-at-night.bpmn'] ?? '', /duration="P3D" calendar="hanh-chinh" dayCount="exclude_first_day"/);
});

test('what is missing or cannot be is said at its place', () => {
  const faults = stepFaults({
    ...noise,
    key: 'Tiếng ồn',
    promise: { ...limit, amount: 0 },
    steps: [
      { ...plain, name: { vi: '', en: 'x' }, unit: unitOfCase, mayReturn: true },
      { ...plain, role: '', limit: { ...limit, calendar: '' } },
      { ...plain, name: { vi: 'Tiếp nhận', en: '{ma}' }, unit: '' },
    ],
  });
  assert.deepEqual(
    faults.map(({ path, rule }) => `${path} ${rule}`),
    [
      'key key',
      'promise amount',
      'steps[0].name.vi required',
      'steps[0].unit noUnitYet',
      'steps[0].mayReturn noStepBefore',
      'steps[1].role required',
      'steps[1].limit.calendar required',
      'steps[2].name.en signs',
      'steps[2].name.vi nameTwice',
      'steps[2].unit required',
    ],
  );
  assert.deepEqual(stepFaults({ ...noise, steps: [] }), [{ path: 'steps', rule: 'required' }]);
});

test('whatever the list holds, as long as nothing is said against it', async () => {
  const words = fc
    .string({ minLength: 1, maxLength: 30 })
    .filter((text) => text.trim() !== '' && !/[\p{C}\uD800-\uDFFF]/u.test(text));
  const name = fc.record({ vi: words, en: words }, { noNullPrototype: true });
  const limits = fc.option(fc.constantFrom(limit, { amount: 8, unit: 'hours', calendar: '24x7' } as const));
  const step = fc.record(
    {
      name,
      role: fc.constantFrom('officer', 'unit_head'),
      unit: fc.constantFrom('IOC', unitOfCase),
      limit: limits,
      mayReturn: fc.boolean(),
      mayRefuse: fc.boolean(),
      tells: fc.boolean(),
    },
    { noNullPrototype: true },
  );
  const lists = fc
    .record(
      { name, publicIntake: fc.boolean(), promise: limits, steps: fc.array(step, { minLength: 1, maxLength: 6 }) },
      { noNullPrototype: true },
    )
    .map((list): StepList => ({ ...list, key: 'made' }))
    .filter((list) => stepFaults(list).length === 0);
  await fc.assert(fc.asyncProperty(lists, mustBePublishable), { numRuns: 40 });
});
