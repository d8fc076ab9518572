// Writes the process of a list of steps as BPMN text; the drawing is made from it (layout.ts).
import type { Words } from '../business-service/names.ts';
import { escapeText, escapeValue } from '../interchange/xml-names.ts';
import { messageCodes, type PlannedStep, stageCodes, verdictWords } from './plan-steps.ts';
import type { StepList, TimeLimit } from './step-list.ts';

interface Flow {
  readonly from: string;
  readonly to: string;
  readonly name?: Words;
  readonly condition?: string;
  readonly id?: string;
}

export function writeStepProcess(list: StepList, steps: readonly PlannedStep[]): string {
  const refuses = steps.some(({ step }) => step.mayRefuse);
  const flows = flowsOf(list, steps);
  const lines = [
    `<bpmn:startEvent id="received" ${names({ vi: 'Mở hồ sơ', en: 'Case opened' })} wardflow:form="report" wardflow:stage="${stageCodes.received}" />`,
    send('tellReceived', { vi: 'Báo đã nhận', en: 'Tell: received' }, messageCodes.received),
    ...(list.promise === null ? [] : promiseLines(list.key, list.promise)),
    ...steps.flatMap(stepLines),
    ...ending('tellDone', 'done', { vi: 'Báo kết quả', en: 'Tell the result' }),
    `<bpmn:endEvent id="done" ${names({ vi: 'Đã giải quyết', en: 'Settled' })} />`,
    ...(refuses ? ending('tellRefused', 'refused', { vi: 'Báo không tiếp nhận', en: 'Tell: refused' }) : []),
    ...(refuses ? [`<bpmn:endEvent id="refused" ${names({ vi: 'Không tiếp nhận', en: 'Refused' })} />`] : []),
    ...flows.flatMap(flowLines),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:wardflow="https://wardflow.org/bpmn/1" id="definitions" targetNamespace="https://wardflow.org/services/${list.key}">`,
    `  <bpmn:process id="${list.key}" ${names(list.name)} isExecutable="true">`,
    ...lines.map((line) => `    ${line}`),
    '  </bpmn:process>',
    '</bpmn:definitions>',
    '',
  ].join('\n');
}

function flowsOf(list: StepList, steps: readonly PlannedStep[]): readonly Flow[] {
  const opening = ['received', 'tellReceived', ...(list.promise === null ? [] : ['promise']), steps[0]?.id ?? ''];
  return [
    ...opening.slice(1).map((to, index): Flow => ({ from: opening[index] ?? '', to })),
    ...steps.flatMap((step, index) => stepFlows(step, steps[index + 1]?.id ?? 'tellDone')),
    { from: 'tellDone', to: 'done' },
    ...(steps.some(({ step }) => step.mayRefuse) ? [{ from: 'tellRefused', to: 'refused' }] : []),
  ];
}

function stepFlows({ id, decision, verdicts, before, message }: PlannedStep, next: string): readonly Flow[] {
  const told = message === null ? next : tellId(id);
  const telling: Flow[] = message === null ? [] : [{ from: told, to: next }];
  if (verdicts.length === 1) return [{ from: id, to: told }, ...telling];
  const chosen = (verdict: 'return' | 'refuse', to: string): Flow => ({
    from: decision,
    to,
    name: verdictWords[verdict],
    condition: `decision = "${verdict}"`,
  });
  return [
    { from: id, to: decision },
    { from: decision, to: told, id: `${decision}-on`, name: { vi: 'Xong', en: 'Done' } },
    ...(before === null ? [] : [chosen('return', before)]),
    ...(verdicts.includes('refuse') ? [chosen('refuse', 'tellRefused')] : []),
    ...telling,
  ];
}

function stepLines({ id, step, stage, decision, verdicts, message }: PlannedStep): readonly string[] {
  const who = `wardflow:unit="${escapeValue(step.unit)}" wardflow:role="${escapeValue(step.role)}"`;
  const task = `<bpmn:userTask id="${id}" ${names(step.name)} wardflow:form="${id}" ${who} wardflow:stage="${stage}"`;
  const { limit } = step;
  return [
    ...(limit === null
      ? [`${task} />`]
      : [`${task}>`, `  <bpmn:extensionElements>${deadline(limit)}</bpmn:extensionElements>`, '</bpmn:userTask>']),
    ...(verdicts.length === 1
      ? []
      : [
          `<bpmn:exclusiveGateway id="${decision}" ${names({ vi: 'Kết luận?', en: 'Decision?' })} default="${decision}-on" />`,
        ]),
    ...(message === null
      ? []
      : [send(tellId(id), { vi: `Báo: ${step.name.vi}`, en: `Tell: ${step.name.en}` }, message)]),
  ];
}

function tellId(step: string): string {
  return `tell_${step}`;
}

function promiseLines(key: string, promise: TimeLimit): readonly string[] {
  const text = `{class: ${JSON.stringify(key)}, resolve: ${JSON.stringify(durationOf(promise))}, calendar: ${JSON.stringify(promise.calendar)}}`;
  return [
    `<bpmn:scriptTask id="promise" ${names({ vi: 'Xác định thời hạn', en: 'Set the time limit' })} scriptFormat="text/feel" wardflow:result="sla">`,
    `  <bpmn:script>${escapeText(text)}</bpmn:script>`,
    '</bpmn:scriptTask>',
  ];
}

function ending(id: 'tellDone' | 'tellRefused', outcome: 'done' | 'refused', name: Words): readonly string[] {
  const reason = outcome === 'refused' ? ['<wardflow:input name="lydo" value="=reason" />'] : [];
  return [
    `<bpmn:sendTask id="${id}" ${names(name)} wardflow:message="${messageCodes[outcome]}" wardflow:stage="${stageCodes[outcome]}">`,
    '  <bpmn:extensionElements>',
    ...[...reason, `<wardflow:output name="outcome" value="${outcome}" />`].map((line) => `    ${line}`),
    '  </bpmn:extensionElements>',
    '</bpmn:sendTask>',
  ];
}

function deadline(limit: TimeLimit): string {
  const count = limit.unit === 'days' ? ' dayCount="exclude_first_day"' : '';
  return `<wardflow:deadline duration="${durationOf(limit)}" calendar="${escapeValue(limit.calendar)}"${count} />`;
}

function durationOf({ amount, unit }: TimeLimit): string {
  return unit === 'days' ? `P${amount}D` : `PT${amount}H`;
}

function send(id: string, name: Words, message: string): string {
  return `<bpmn:sendTask id="${id}" ${names(name)} wardflow:message="${message}" />`;
}

function flowLines({ from, to, name, condition, id }: Flow): readonly string[] {
  const said = name === undefined ? '' : ` ${names(name)}`;
  const head = `<bpmn:sequenceFlow id="${id ?? `flow_${from}_${to}`}"${said} sourceRef="${from}" targetRef="${to}"`;
  if (condition === undefined) return [`${head} />`];
  const text = escapeText(condition);
  const expression = `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${text}</bpmn:conditionExpression>`;
  return [`${head}>`, `  ${expression}`, '</bpmn:sequenceFlow>'];
}

function names({ vi, en }: Words): string {
  return `name="${escapeValue(vi)}" wardflow:nameEn="${escapeValue(en)}"`;
}
