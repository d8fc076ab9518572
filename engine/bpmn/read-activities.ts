// Tasks and calls of the diagram: BPMN 2.0.2 §10.3.
import { isDuration } from '#engine/core/expressions/iso.ts';
import { parseTries } from '#engine/core/expressions/retries.ts';
import {
  type Assignment,
  assignmentStrategies,
  type Deadline,
  type Expression,
  type Mapping,
  type NodeOf,
} from '#engine/core/model/program.ts';
import { scriptJobType } from '#engine/core/scripts.ts';
import { foreignElements, foreignText, plainText } from './dialects/foreign.ts';
import {
  type Place,
  readAttribute,
  readCorrelation,
  readExpression,
  readFeel,
  readLanguage,
  readRequired,
} from './expressions.ts';
import { addressedByLane } from './lanes.ts';
import { messageByFlow } from './message-flows.ts';
import { elementIn, extensionsOf, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { type ForeignWork, instantiates, type NodeReader } from './node-base.ts';
import { report } from './problems.ts';
import { readDayCount } from './timers.ts';

export function humanWork(element: ModdleElement, place: Place) {
  const foreign = (name: string) => readExpression(foreignText(element, name), name, place);
  const own = {
    form: textIn(element, 'wardflow:form') ?? foreignText(element, 'formKey'),
    unit: readAttribute(element, 'wardflow:unit', place),
    role: readAttribute(element, 'wardflow:role', place) ?? foreign('candidateGroups'),
    assignee: readAttribute(element, 'wardflow:assignee', place) ?? foreign('assignee'),
    priority: readAttribute(element, 'wardflow:priority', place) ?? foreign('priority'),
    deadline: readDeadline(element, place),
  };
  const work = typeName(element) === 'UserTask' ? addressedByLane(element, own, place) : own;
  const addressed = work.unit !== null || work.role !== null || work.assignee !== null;
  // A manual task that nobody is told of is done outside; one with a form or a deadline is somebody's.
  const needed = /UserTask$/.test(typeName(element)) || work.form !== null || work.deadline !== null;
  if (needed && !addressed) {
    report(place.report, 'NOBODY_ADDRESSED', place.element);
  }
  if (work.priority?.kind === 'literal' && !/^(\d{1,2}|100)$/.test(work.priority.value)) {
    report(place.report, 'VALUE_NOT_VALID', place.element, { name: 'priority', value: work.priority.value });
  }
  return {
    ...work,
    ...(readFlag(element, 'skippable', place, false) && { skippable: true as const }),
    ...(!readFlag(element, 'recall', place, true) && { recall: false as const }),
    ...readSendBack(element),
    ...readApartFrom(element),
    ...readAssignment(element, place),
    ...readPart(element, place),
  };
}

function readFlag(element: ModdleElement, name: string, place: Place, usual: boolean): boolean {
  const value = textIn(element, `wardflow:${name}`) ?? String(usual);
  if (!/^(true|false)$/.test(value)) report(place.report, 'VALUE_NOT_VALID', place.element, { name, value });
  return value === 'true';
}

function readPart(
  element: ModdleElement,
  place: Place,
): { readonly part?: Expression; readonly sendBack?: readonly string[]; readonly recall?: false } {
  const part = readAttribute(element, 'wardflow:part', place);
  // Another unit's part moves the case nowhere: neither back from it nor by taking it back.
  return part === null ? {} : { part, sendBack: [], recall: false };
}

/** `none`, or the ids of the steps; whether they are there is seen when all are read (`load-program.ts`). */
function readSendBack(element: ModdleElement): { readonly sendBack?: readonly string[] } {
  const text = textIn(element, 'wardflow:sendBack')?.trim() ?? '';
  if (text === '') return {};
  return { sendBack: text === 'none' ? [] : text.split(/[\s,]+/) };
}

/** Ids of the steps; whether they are there is seen when all are read (`load-program.ts`). */
function readApartFrom(element: ModdleElement): { readonly apartFrom?: readonly string[] } {
  const text = textIn(element, 'wardflow:apartFrom')?.trim() ?? '';
  return text === '' ? {} : { apartFrom: text.split(/[\s,]+/) };
}

/** `pool` is what it is without one. */
function readAssignment(element: ModdleElement, place: Place): { readonly assignment?: Assignment } {
  const found = extensionsOf(element).find((extension) => extension.$type === 'wardflow:Assignment');
  const value = found === undefined ? 'pool' : (textIn(found, 'strategy') ?? 'pool');
  if (found === undefined || value === 'pool') return {};
  const strategy = assignmentStrategies.find((one) => one === value);
  if (strategy === undefined) {
    report(place.report, 'VALUE_NOT_VALID', place.element, { name: 'strategy', value });
    return {};
  }
  if (strategy === 'post') return { assignment: { strategy, post: readRequired(found, 'post', place) } };
  if (strategy === 'expression') return { assignment: { strategy, user: readRequired(found, 'user', place) } };
  return { assignment: { strategy } };
}

function readDeadline(element: ModdleElement, place: Place): Deadline | null {
  const deadline = extensionsOf(element).find((extension) => extension.$type === 'wardflow:Deadline');
  if (deadline === undefined) return null;
  const duration = readRequired(deadline, 'duration', place);
  if (duration.kind === 'literal' && duration.value !== '' && !isDuration(duration.value)) {
    report(place.report, 'TIMER_NOT_VALID', place.element, { value: duration.value });
  }
  return {
    from: readAttribute(deadline, 'from', place),
    duration,
    calendar: readAttribute(deadline, 'calendar', place),
    dayCount: readDayCount(deadline, 'dayCount', place),
  };
}

export function jobWork(element: ModdleElement, place: Place) {
  const retries = readAttribute(element, 'wardflow:retries', place);
  if (retries?.kind === 'literal' && parseTries(retries.value) === null) {
    report(place.report, 'VALUE_NOT_VALID', place.element, { name: 'retries', value: retries.value });
  }
  const inputs = readMappings(element, 'wardflow:Input', place);
  return { retries, inputs, outputs: readMappings(element, 'wardflow:Output', place) };
}

function readMappings(element: ModdleElement, type: string, place: Place): readonly Mapping[] {
  return extensionsOf(element)
    .filter((extension) => extension.$type === type)
    .flatMap((mapping) => {
      const name = textIn(mapping, 'name');
      if (name === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'name' });
      const value = readRequired(mapping, 'value', place);
      return name === null ? [] : [{ name, value }];
    });
}

/** `wardflow:message` is short for a notice of that template to the reporter. */
export const readSend: NodeReader = (element, base, place, foreignWork) => {
  const work = jobWork(element, place);
  const own = textIn(element, 'wardflow:jobType');
  const thrown = messageOf(element);
  if (thrown !== null && own === null && textIn(element, 'wardflow:message') === null) {
    return {
      ...base,
      type: 'sendTask',
      jobType: { kind: 'literal', value: '' },
      ...work,
      message: thrown,
      ...readCorrelation(element, place),
    };
  }
  const message = readAttribute(element, 'wardflow:message', place);
  if (message === null) {
    return { ...base, type: 'sendTask', jobType: jobTypeOf(element, place, foreignWork), ...work, message: null };
  }
  const inputs = [{ name: 'message', value: message }, ...work.inputs];
  const jobType = readAttribute(element, 'wardflow:jobType', place) ?? { kind: 'literal' as const, value: 'notice' };
  return { ...base, type: 'sendTask', jobType, ...work, inputs, message: null };
};

export const readScript: NodeReader = (element, base, place, foreignWork) => {
  const own = textIn(element, 'wardflow:expression');
  const language =
    own === null ? (textIn(element, 'scriptFormat') ?? textIn(element, 'scriptLanguage') ?? 'text/feel') : 'feel';
  const script = own ?? textIn(element, 'script');
  const result = textIn(element, 'wardflow:result');
  if (foreignWork === 'asJobs' && result === null) {
    const inputs = [{ name: 'script', value: { kind: 'literal', value: script ?? '' } as const }];
    return {
      ...base,
      type: 'serviceTask',
      jobType: { kind: 'literal', value: 'script' },
      retries: null,
      inputs,
      outputs: [],
    };
  }
  if (/^((text|application)\/(x-)?)?(java|ecma)script$/i.test(language)) {
    if (script === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'script' });
    const javascript = { source: script ?? '', inputs: readMappings(element, 'wardflow:Input', place) };
    return { ...base, type: 'scriptTask', script: { kind: 'literal', value: '' }, result, javascript };
  }
  if (!/^(text\/|application\/)?feel$/i.test(language)) {
    report(place.report, 'EXPRESSION_LANGUAGE_NOT_SUPPORTED', place.element, { language });
    return null;
  }
  if (script === null) {
    report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'script' });
    return null;
  }
  if (result === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'result' });
  return { ...base, type: 'scriptTask', script: readFeel(script, 'script', place), result };
};

/** What does the work: a worker of this type, or for models of other engines, one that stands for their code. */
export function jobTypeOf(element: ModdleElement, place: Place, foreignWork: ForeignWork): Expression {
  const topic = foreignText(element, 'topic');
  if (topic !== null) return readExpression(topic, 'topic', place) ?? { kind: 'literal', value: topic };
  if (foreignWork === 'asJobs' && textIn(element, 'wardflow:jobType') === null) {
    return { kind: 'literal', value: 'automatic' };
  }
  const jobType = readRequired(element, 'wardflow:jobType', place);
  if (jobType.kind === 'literal' && jobType.value === scriptJobType) {
    report(place.report, 'VALUE_NOT_VALID', place.element, { name: 'jobType', value: jobType.value });
  }
  return jobType;
}

export const readReceive: NodeReader = (element, base, place) => {
  const message = messageOf(element);
  const trigger =
    message === null
      ? ({ kind: 'none' } as const)
      : ({
          kind: 'message',
          message,
          ...readCorrelation(element, place),
        } as const);
  const first = instantiates(element, base, place);
  return { ...base, type: 'receiveTask', trigger, ...(first && { instantiate: true }) };
};

/** Its own, or that of the message flow which joins it to another process of the file. */
function messageOf(task: ModdleElement): string | null {
  const own = elementIn(task, 'messageRef');
  return own === null ? messageByFlow(task) : (textIn(own, 'name') ?? idOf(own));
}

/** BPMN has `calledElement`; which variables go in and out is said by extensions, without any: all. */
export const readCall: NodeReader = (element, base, place) => {
  const called = textIn(element, 'wardflow:called') ?? textIn(element, 'calledElement');
  if (called === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'calledElement' });
  const own = {
    inputs: readMappings(element, 'wardflow:Input', place),
    outputs: readMappings(element, 'wardflow:Output', place),
  };
  // What was imported stands in both ways; ours is meant.
  const inputs = own.inputs.length > 0 ? own.inputs : foreignMappings(element, 'in', place);
  const outputs = own.outputs.length > 0 ? own.outputs : foreignMappings(element, 'out', place);
  const all = (name: string) => foreignElements(element, name).some((one) => plainText(one, 'variables') === 'all');
  const said = (name: string, otherwise: boolean) => (textIn(element, name) ?? String(otherwise)) === 'true';
  return {
    ...base,
    type: 'callActivity',
    called: readExpression(called, 'calledElement', place) ?? { kind: 'literal', value: '' },
    ...versionOf(element, place),
    inputs,
    outputs,
    allIn: said('wardflow:allIn', (inputs.length === 0 && !base.data?.into.length) || all('in')),
    allOut: said('wardflow:allOut', (outputs.length === 0 && !base.data?.outOf.length) || all('out')),
  };
};

/** `wardflow:binding` latest (also where it is left out), deployment, or fixed with `wardflow:version`. */
function versionOf(element: ModdleElement, place: Place): Pick<NodeOf<'callActivity'>, 'version'> {
  const binding = textIn(element, 'wardflow:binding') ?? foreignText(element, 'calledElementBinding') ?? 'latest';
  if (binding === 'latest') return {};
  if (binding === 'deployment') return { version: 'deployment' };
  const fixed =
    readAttribute(element, 'wardflow:version', place) ??
    readExpression(foreignText(element, 'calledElementVersion'), 'version', place);
  if (binding !== 'fixed' && binding !== 'version') {
    report(place.report, 'VALUE_NOT_VALID', place.element, { name: 'binding', value: binding });
  } else if (fixed === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'version' });
  return fixed === null ? {} : { version: fixed };
}

function foreignMappings(element: ModdleElement, name: 'in' | 'out', place: Place): readonly Mapping[] {
  return foreignElements(element, name).flatMap((mapping) => {
    const target = plainText(mapping, 'target');
    const source = plainText(mapping, 'source');
    const text = plainText(mapping, 'sourceExpression');
    if (target === null || (source === null && text === null)) return [];
    return [
      { name: target, value: source === null ? readLanguage(text ?? '', name, place) : readFeel(source, name, place) },
    ];
  });
}

export const readRule: NodeReader = (element, base, place) => {
  const foreign: Readonly<Record<string, string>> = {
    'wardflow:decision': 'decisionRef',
    'wardflow:result': 'resultVariable',
  };
  const [decision, result] = ['wardflow:decision', 'wardflow:result'].map((name) => {
    const text = textIn(element, name) ?? foreignText(element, foreign[name] ?? '');
    if (text === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name });
    return text ?? '';
  });
  return { ...base, type: 'businessRuleTask', decision: decision ?? '', result: result ?? '' };
};
