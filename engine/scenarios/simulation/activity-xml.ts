// One activity as BPMN writes it: the work, how often, and for service tasks what goes in and out.
import type { Activity, LoopPlan, Work } from './blocks.ts';
import { escaped, expressionXml } from './draft.ts';

/** @param inside what stands in a sub-process; @param attributes e.g. quantities */
export function activityXml({ id, work, loop }: Activity, inside = '', attributes = ''): string {
  const { tag, own, before, after } = workXml(id, work);
  const body = [before, loop === null ? '' : loopXml(id, loop), after, inside].filter((part) => part !== '').join('');
  return `<bpmn:${tag} id="${id}"${own}${attributes}>${body}</bpmn:${tag}>`;
}

export function handlerXml(id: string, handler: NonNullable<Activity['handler']>, noted: string): string {
  const attributes = ' isForCompensation="true"';
  if (handler === 'user') return `<bpmn:userTask id="${id}" wardflow:role="officer"${attributes} />`;
  if (handler === 'service') return `<bpmn:serviceTask id="${id}" wardflow:jobType="undo"${attributes} />`;
  const body = scriptXml(`append(trail, "${noted}")`);
  return `<bpmn:scriptTask id="${id}" scriptFormat="text/feel" wardflow:result="trail"${attributes}>${body}</bpmn:scriptTask>`;
}

export function scriptTaskXml(id: string, source: string, result: string): string {
  return `<bpmn:scriptTask id="${id}" scriptFormat="text/feel" wardflow:result="${result}">${scriptXml(source)}</bpmn:scriptTask>`;
}

interface WorkXml {
  readonly tag: string;
  readonly own: string;
  /** Before and after the loop characteristics, as the schema orders them. */
  readonly before: string;
  readonly after: string;
}

function workXml(id: string, work: Work): WorkXml {
  const plain = (tag: string, own = ''): WorkXml => ({ tag, own, before: '', after: '' });
  switch (work.type) {
    case 'task':
      return plain('task');
    case 'manual':
      return plain('manualTask', work.addressed ? ' wardflow:role="officer"' : '');
    case 'user':
      return plain('userTask', ` wardflow:${work.assigned ? 'assignee="lan"' : 'role="officer"'}`);
    case 'service':
      return serviceXml(id, work);
    case 'send':
      return plain('sendTask', work.message === null ? ' wardflow:jobType="work"' : ` messageRef="${work.message}"`);
    case 'receive':
      return plain('receiveTask', work.message === null ? '' : ` messageRef="${work.message}"`);
    case 'script': {
      const { source, result } = scriptOf(id, work);
      const own = ` scriptFormat="text/feel" wardflow:result="${result}"`;
      return { tag: 'scriptTask', own, before: '', after: scriptXml(source) };
    }
    case 'rule':
      return plain('businessRuleTask', ` wardflow:decision="double" wardflow:result="${id}Ruled"`);
    case 'call':
      return callXml(id, work.mapped);
    case 'sub':
      return plain(work.transaction ? 'transaction' : 'subProcess');
    case 'adHoc':
      return adHocXml(id, work);
  }
}

function serviceXml(id: string, work: Extract<Work, { type: 'service' }>): WorkXml {
  const input = '<wardflow:input name="seen" value="=total" />';
  const output = work.mapped ? `<wardflow:output name="${id}Got" value="=answer + 1" />` : '';
  const own = ` wardflow:jobType="${work.missing ? `=${id}Type` : 'work'}"`;
  return { tag: 'serviceTask', own, before: extensions(input + output), after: '' };
}

function callXml(id: string, mapped: boolean): WorkXml {
  const mappings = `<wardflow:input name="seen" value="=total" /><wardflow:output name="${id}Got" value="=answer + 1" />`;
  return { tag: 'callActivity', own: ' calledElement="callee"', before: mapped ? extensions(mappings) : '', after: '' };
}

function adHocXml(id: string, work: Extract<Work, { type: 'adHoc' }>): WorkXml {
  const own = ` ordering="${work.sequential ? 'Sequential' : 'Parallel'}" cancelRemainingInstances="${work.cancelRemaining}"`;
  const after = work.conditional ? expressionXml('completionCondition', `${id}Over = true`) : '';
  return { tag: 'adHocSubProcess', own, before: '', after };
}

/** What a script task computes, and the variable it goes to. */
export function scriptOf(id: string, work: Extract<Work, { type: 'script' }>) {
  if (work.does === 'flag') return { source: String(work.value), result: work.flag };
  if (work.does === 'count') return { source: 'total + 1', result: 'total' };
  return { source: `append(trail, "${id}")`, result: 'trail' };
}

function scriptXml(source: string): string {
  return `<bpmn:script>${escaped(source)}</bpmn:script>`;
}

function extensions(inside: string): string {
  return `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;
}

function loopXml(id: string, loop: LoopPlan): string {
  if (loop.kind === 'standard') {
    const maximum = loop.maximum === null ? '' : ` loopMaximum="${loop.maximum}"`;
    const condition = { counter: `loopCounter < ${loop.until}`, flag: 'flag1 = true' };
    const body = loop.condition === null ? '' : expressionXml('loopCondition', condition[loop.condition]);
    return `<bpmn:standardLoopCharacteristics testBefore="${loop.testBefore}"${maximum}>${body}</bpmn:standardLoopCharacteristics>`;
  }
  const listed = loop.from !== 'cardinality';
  const collection = listed ? ` wardflow:collection="=${collectionOf(id, loop)}" wardflow:elementVariable="item"` : '';
  const element = listed ? '=item + loopCounter' : '=loopCounter * 2';
  const output = loop.gathers ? ` wardflow:outputCollection="${id}Results" wardflow:outputElement="${element}"` : '';
  const cardinality = listed ? '' : expressionXml('loopCardinality', String(loop.count));
  const condition = `numberOfCompletedInstances >= ${loop.enough}`;
  const enough = loop.enough === null ? '' : expressionXml('completionCondition', condition);
  const open = `<bpmn:multiInstanceLoopCharacteristics isSequential="${loop.sequential}"${collection}${output}>`;
  return `${open}${cardinality}${enough}</bpmn:multiInstanceLoopCharacteristics>`;
}

function collectionOf(id: string, loop: Extract<LoopPlan, { kind: 'multi' }>): string {
  return loop.from === 'missing' ? `${id}Items` : `[${itemsOf(loop.count).join(', ')}]`;
}

export function itemsOf(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (index + 1) * 10);
}
