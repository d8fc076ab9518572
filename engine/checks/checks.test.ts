/** Every rule of the checks finds the fault that is planted for it, at its place; whole services have none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResourceText } from '#engine/bpmn/load-program.ts';
import {
  type Change,
  changedService,
  checked,
  demoPosts,
  joinPlanted,
  noiseAtNight,
  shippedFiles,
} from '#test/support/checked-service.ts';
import { type CheckCode, checkTexts } from './check-texts.ts';

const process = 'noise-at-night.bpmn';
const found = (problems: Awaited<ReturnType<typeof checked>>): readonly string[] =>
  problems.map(({ code, element }) => `${code} ${element}`);

test('the shipped services have nothing against them, and nobody is missing in the demo city', async () => {
  for (const key of ['citizen-feedback', 'administrative-dossier', 'personal-data-request']) {
    // Only the desk says that a dossier is withdrawn.
    const known = key === 'administrative-dossier' ? ['MESSAGE_NOT_SENT stopAsked'] : [];
    assert.deepEqual(found(await checked(shippedFiles(key))), known, key);
  }
});

test('a service as it is made of a list of steps has nothing against it', async () => {
  assert.deepEqual(found(await checked(changedService(noiseAtNight, []))), []);
});

test('without a promise and without limits, its steps and its loop are told of', async () => {
  const steps = noiseAtNight.steps.map((step) => ({ ...step, limit: null }));
  assert.deepEqual(found(await checked(changedService({ ...noiseAtNight, promise: null, steps }, []))), [
    'TASK_WITHOUT_DEADLINE tiep-nhan',
    'TASK_WITHOUT_DEADLINE kiem-tra',
    'TASK_WITHOUT_DEADLINE duyet',
    'LOOP_WITHOUT_LIMIT duyet-decision',
  ]);
});

interface Planted {
  readonly changes: readonly Change[];
  readonly at: string | null;
  readonly held?: ReadonlySet<string>;
  readonly files?: readonly ResourceText[];
}

const at = (path: string, from: string | RegExp, to: string): Change => ({ path, from, to });
const drawn = (from: string | RegExp, to: string): Change => at(process, from, to);
const service = (of: string, more = ''): string =>
  `<bpmn:serviceTask id="more" name="Thêm" wardflow:nameEn="More" ${of}>${more}</bpmn:serviceTask>
   <bpmn:sequenceFlow id="f_more" sourceRef="more" targetRef="done" />`;
/** A step before the end. */
const beforeEnd = (task: string): readonly Change[] => [
  drawn('sourceRef="tellDone" targetRef="done"', 'sourceRef="tellDone" targetRef="more"'),
  drawn('<bpmn:endEvent id="done"', `${task}<bpmn:endEvent id="done"`),
];
const inputs = (...values: readonly string[]): string =>
  `<bpmn:extensionElements>${values.map((one) => `<wardflow:input ${one} />`).join('')}</bpmn:extensionElements>`;

const planted: { readonly [code in CheckCode]?: Planted } = {
  ROLE_UNKNOWN: { changes: [drawn('wardflow:role="ioc_operator"', 'wardflow:role="nobody"')], at: 'tiep-nhan' },
  UNIT_UNKNOWN: { changes: [drawn('wardflow:unit="IOC"', 'wardflow:unit="NONE"')], at: 'tiep-nhan' },
  // Closed, and taken over: its successor has no operator.
  NOBODY_IN_UNIT: { changes: [drawn('wardflow:unit="IOC"', 'wardflow:unit="SGTVT"')], at: 'tiep-nhan' },
  NOBODY_IN_WARDS: { changes: [], held: demoPosts(['99016']), at: 'kiem-tra' },
  ROLE_WITH_NOBODY: {
    changes: [],
    held: new Set([...demoPosts()].filter((key) => !key.endsWith(' officer'))),
    at: 'kiem-tra',
  },
  LOOP_BY_ITSELF: {
    changes: [
      ...beforeEnd(
        `<bpmn:exclusiveGateway id="again" default="f_out" /><bpmn:scriptTask id="more" name="Thêm" wardflow:nameEn="More" scriptFormat="text/feel" wardflow:result="x"><bpmn:script>1</bpmn:script></bpmn:scriptTask>
         <bpmn:sequenceFlow id="f_more" sourceRef="more" targetRef="again" /><bpmn:sequenceFlow id="f_out" sourceRef="again" targetRef="done" />
         <bpmn:sequenceFlow id="f_again" sourceRef="again" targetRef="more"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">decision = "again"</bpmn:conditionExpression></bpmn:sequenceFlow>`,
      ),
    ],
    at: 'again',
  },
  PERSONAL_PUBLISHED: {
    changes: beforeEnd(
      service('wardflow:jobType="publish"', inputs('name="title" value="Tin"', 'name="text" value="=description"')),
    ),
    at: 'more',
  },
  PERSONAL_IN_STAGE: { changes: [drawn('wardflow:stage="duyet"', 'wardflow:stage="=description"')], at: 'duyet' },
  PERSONAL_IN_CONDITION: {
    changes: [drawn('decision = "return"', 'comment = "return"')],
    at: 'flow_duyet-decision_kiem-tra',
  },
  PERSONAL_NOT_MARKED: {
    changes: [
      at(
        'forms/report.form.json',
        /"key": "phone",([^}]*)"properties": {\s*"personal": "true"\s*}/,
        '"key": "phone",$1"properties": {}',
      ),
    ],
    at: 'phone',
  },
  PERSONAL_OPEN_ELSEWHERE: {
    changes: [at('forms/duyet.form.json', /"personal": "true"/, '"personal": "false"')],
    at: 'comment',
  },
  TEXT_WITHOUT_ENGLISH: {
    changes: [at('forms/report.form.json', '"Nội dung": "What it is about",', '')],
    at: 'description',
  },
  OFFICE_TEXT_WITHOUT_ENGLISH: { changes: [at('forms/duyet.form.json', '"Ý kiến": "Comment",', '')], at: 'comment' },
  MESSAGE_NOT_FOUND: { changes: [drawn('wardflow:message="DA_NHAN"', 'wardflow:message="NONE"')], at: 'tellReceived' },
  PLACEHOLDER_NOT_GIVEN: { changes: [drawn('<wardflow:input name="lydo" value="=reason" />', '')], at: 'tellRefused' },
  PLACEHOLDER_WITHOUT_CLOCK: {
    changes: [at('messages.json', 'Đã nhận hồ sơ {ma}', 'Đã nhận hồ sơ {ma}, hạn {han}')],
    at: 'tellReceived',
  },
  PLACEHOLDER_IS_PERSONAL: {
    changes: [
      drawn('<wardflow:input name="lydo"', '<wardflow:input name="to" value="unit" /><wardflow:input name="lydo"'),
    ],
    at: 'tellRefused',
  },
  MESSAGE_NEVER_SENT: { changes: [drawn('wardflow:message="DA_NHAN"', 'wardflow:message="KET_QUA"')], at: 'DA_NHAN' },
  FORM_NEVER_USED: { changes: [drawn('wardflow:form="duyet"', 'wardflow:form="kiem-tra"')], at: null },
  STAGE_NOT_FOUND: { changes: [drawn('wardflow:stage="duyet"', 'wardflow:stage="none"')], at: 'duyet' },
  STAGE_NEVER_REACHED: { changes: [drawn('wardflow:stage="duyet"', 'wardflow:stage="kiem_tra"')], at: 'stages.duyet' },
  OUTCOME_NOT_FOUND: { changes: [drawn('value="done"', 'value="other"')], at: 'tellDone' },
  SCENARIO_FAILS: {
    changes: [at('scenarios/expected-way.scenario.yaml', 'ended: [done]', 'ended: [refused]')],
    at: '11',
  },
  SCENARIOS_MISS: {
    changes: [
      at(
        'scenarios/refused.scenario.yaml',
        /^[\s\S]*$/,
        'title: none\nmodel: ../noise-at-night.bpmn\nsteps:\n  - start: {}\n',
      ),
    ],
    at: 'tellRefused',
  },
};

for (const [code, { changes, held, at: place }] of Object.entries(planted)) {
  test(`planted and found at its place: ${code}`, async () => {
    const problems = await checked(changedService(noiseAtNight, changes), held);
    assert.ok(found(problems).includes(`${code} ${place}`), `${found(problems).join('\n')}`);
    const problem = problems.find((one) => one.code === code);
    assert.equal(problem?.severity, checkTexts[code as CheckCode].severity);
    for (const text of Object.values(problem?.message ?? {}))
      assert.doesNotMatch(text, /\{(?!ma|han|lydo)\w+\}|undefined/);
  });
}

const codesOf = async (changes: readonly Change[]): Promise<readonly string[]> =>
  found(await checked(changedService(noiseAtNight, changes)));

test('a join that no case gets past is an error; a message and the stage of an end are what tells the citizen', async () => {
  const joined = await checked(changedService(noiseAtNight, joinPlanted));
  assert.equal(joined.find(({ code }) => code === 'STUCK_AT_JOIN')?.severity, 'error');
  const noStage = [drawn(' wardflow:message="KET_QUA" wardflow:stage="xong"', ' wardflow:message="KET_QUA"')];
  assert.ok(!(await codesOf(noStage)).some((one) => one.startsWith('RESULT_NOT_TOLD')), 'the message is enough');
  const toUnit = '<wardflow:input name="to" value="unit" />';
  const late = [...noStage, drawn('<wardflow:output name="outcome" value="done" />', toUnit)];
  assert.ok((await codesOf(late)).includes('RESULT_NOT_TOLD done'));
  const others = ['DA_NHAN', 'KIEM_TRA'].map((code) =>
    drawn(
      `wardflow:message="${code}" />`,
      `wardflow:message="${code}"><bpmn:extensionElements>${toUnit}</bpmn:extensionElements></bpmn:sendTask>`,
    ),
  );
  assert.ok((await codesOf([...late, ...others])).includes('CITIZEN_NOT_TOLD done'));
});

test('a unit that the routing leads to and that has nobody is told with its wards', async () => {
  const without = new Set([...demoPosts()].filter((key) => key !== 'SNNMT officer' && key !== '99016-KTHT officer'));
  const problems = await checked(shippedFiles('citizen-feedback'), without);
  const routed = problems.filter(({ code }) => code === 'NOBODY_ROUTED');
  assert.deepEqual(
    routed.map(({ element }) => element),
    ['takeOn', 'handle'],
  );
  assert.match(routed[0]?.message.vi ?? '', /Lam Đông/);
});
