// Forms, messages, settings and the example of a list of steps.
import { json, type Words } from '../business-service/names.ts';
import {
  type Component,
  commentField,
  formPath,
  photosField,
  reportForm,
  type Said,
  said,
  submit,
} from './form-parts.ts';
import { messageCodes, type PlannedStep, stageCodes, verdictWords } from './plan-steps.ts';
import type { StepList } from './step-list.ts';

/** @returns the forms' texts by path */
export function stepForms(steps: readonly PlannedStep[]): Readonly<Record<string, string>> {
  const forms = steps.map((step): [string, string] => [formPath(step.id), stepForm(step)]);
  return { [formPath('report')]: reportForm(), ...Object.fromEntries(forms) };
}

function stepForm({ step, verdicts, asksUnit }: PlannedStep): string {
  const { english, say } = said();
  const title = say(step.name);
  const components = [
    ...(verdicts.length > 1 ? [decisionField(verdicts, say)] : []),
    ...(asksUnit ? [unitField(verdicts.length > 1, say)] : []),
    ...(verdicts.includes('refuse') ? [reasonField(say)] : []),
    commentField(say),
    photosField(say),
    submit(say, { vi: 'Hoàn thành', en: 'Complete' }),
  ];
  return json({ title, display: 'form', components, i18n: { en: english } });
}

function decisionField(verdicts: PlannedStep['verdicts'], say: Said['say']): Component {
  return {
    type: 'radio',
    key: 'decision',
    label: say({ vi: 'Kết luận', en: 'Decision' }),
    input: true,
    validate: { required: true },
    values: verdicts.map((verdict) => ({ label: say(verdictWords[verdict]), value: verdict })),
  };
}

function unitField(decided: boolean, say: Said['say']): Component {
  return {
    type: 'select',
    key: 'unit',
    label: say({ vi: 'Đơn vị xử lý tiếp', en: 'Unit that goes on' }),
    input: true,
    properties: { source: 'units' },
    validate: { required: true },
    dataSrc: 'values',
    ...(decided && { conditional: { show: true, when: 'decision', eq: 'done' } }),
  };
}

function reasonField(say: Said['say']): Component {
  return {
    type: 'textarea',
    key: 'reason',
    label: say({ vi: 'Lý do (người gửi sẽ đọc)', en: 'Reason (the reporter reads it)' }),
    input: true,
    properties: { personal: 'true' },
    validate: { minLength: 5, maxLength: 1000, required: true },
    rows: 3,
    conditional: { show: true, when: 'decision', eq: 'refuse' },
  };
}

/** `messages.json`. */
export function stepMessages({ name }: StepList, steps: readonly PlannedStep[]): string {
  const told = steps.flatMap(({ message, step }) =>
    message === null
      ? []
      : messageOf(message, step.name, {
          vi: `Hồ sơ {ma}: đã xong bước “${step.name.vi}”.`,
          en: `Case {ma}: the step “${step.name.en}” is done.`,
        }),
  );
  const refuses = steps.some(({ step }) => step.mayRefuse);
  return json({
    messages: [
      messageOf(
        messageCodes.received,
        { vi: 'Đã nhận', en: 'Received' },
        { vi: `Đã nhận hồ sơ {ma}: ${name.vi}.`, en: `Case {ma} received: ${name.en}.` },
      ),
      ...told,
      messageOf(
        messageCodes.done,
        { vi: 'Đã có kết quả', en: 'Result' },
        { vi: 'Hồ sơ {ma} đã giải quyết xong.', en: 'Case {ma} is settled.' },
      ),
      ...(refuses
        ? [
            messageOf(
              messageCodes.refused,
              { vi: 'Không tiếp nhận', en: 'Refused' },
              {
                vi: 'Hồ sơ {ma} không được tiếp nhận. Lý do: {lydo}',
                en: 'Case {ma} was not accepted. Reason: {lydo}',
              },
            ),
          ]
        : []),
    ],
  });
}

function messageOf(code: string, name: Words, { vi, en }: Words) {
  return {
    code,
    name,
    audience: 'reporter',
    sms: { vi: `${vi} Theo dõi: {link}`, en: `${en} Follow it: {link}` },
    email: {
      subject: { vi: `Hồ sơ {ma}: ${name.vi}`, en: `Case {ma}: ${name.en}` },
      text: {
        vi: ['Kính gửi ông/bà,', '', vi, '', 'Theo dõi tại: {link}', '', '{thanhpho}'],
        en: ['Dear reporter,', '', en, '', 'Follow it here: {link}', '', '{thanhpho}'],
      },
    },
  };
}

/** `pack.json`: a stage for each step, so that the citizen sees where the case stands. */
export function stepPack({ key, name, publicIntake }: StepList, steps: readonly PlannedStep[]): string {
  const refuses = steps.some(({ step }) => step.mayRefuse);
  const lane = { visibility: 'public', lane: true, ends: false } as const;
  const sent = { vi: 'Đã gửi', en: 'Sent' };
  const done = { vi: 'Đã giải quyết', en: 'Settled' };
  const refused = { vi: 'Không tiếp nhận', en: 'Refused' };
  return json({
    key,
    name,
    description: { vi: `${name.vi}.`, en: `${name.en}.` },
    process: key,
    startForm: 'report',
    publicIntake,
    stages: [
      { code: stageCodes.received, name: sent, text: sent, ...lane },
      ...steps.map(({ stage, step }) => ({ code: stage, name: step.name, text: step.name, ...lane })),
      { code: stageCodes.done, name: done, text: done, ...lane, ends: true },
      ...(refuses
        ? [{ code: stageCodes.refused, name: refused, text: refused, visibility: 'public', lane: false, ends: true }]
        : []),
    ],
    outcomes: [
      { code: 'done', name: done, text: done },
      ...(refuses ? [{ code: 'refused', name: refused, text: refused }] : []),
    ],
  });
}

/** Examples by path: the way that a case is expected to go, and a refusal where there is one. */
export function stepExamples(list: StepList, steps: readonly PlannedStep[]): Readonly<Record<string, string>> {
  const refusing = steps.findIndex(({ verdicts }) => verdicts.includes('refuse'));
  const expected = {
    title: 'the way that a case is expected to go',
    lines: [...steps.map((step) => done(step)), '  - expect: { state: completed, ended: [done] }'],
  };
  const refused = {
    title: 'a case that is refused',
    lines: [
      ...steps.slice(0, refusing).map((step) => done(step)),
      `  - complete: { element: ${steps[refusing]?.id}, variables: { decision: refuse, reason: example } }`,
      '  - expect: { state: completed, ended: [refused] }',
    ],
  };
  return {
    'scenarios/expected-way.scenario.yaml': exampleFile(list, expected),
    ...(refusing >= 0 && { 'scenarios/refused.scenario.yaml': exampleFile(list, refused) }),
  };
}

function done({ id, verdicts, asksUnit }: PlannedStep): string {
  const values = [...(verdicts.length > 1 ? ['decision: done'] : []), ...(asksUnit ? ['unit: EXAMPLE'] : [])];
  return `  - complete: { element: ${id}${values.length === 0 ? '' : `, variables: { ${values.join(', ')} }`} }`;
}

function exampleFile(
  { key }: StepList,
  { title, lines }: { readonly title: string; readonly lines: readonly string[] },
) {
  return [
    `title: ${title}`,
    `model: ../${key}.bpmn`,
    'now: 2026-10-13T08:00:00+07:00',
    'workers:',
    '  notice: { output: {} }',
    'steps:',
    '  - start: { variables: {} }',
    ...lines,
    '',
  ].join('\n');
}
