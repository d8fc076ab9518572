// One flow node of the diagram becomes one node of the program; what cannot run is refused here, by its id.
import { isDuration } from '#engine/core/expressions/iso.ts';
import type { BoundaryTrigger, Deadline, ElementType, FlowNode, Mapping, NodeOf } from '#engine/core/model/program.ts';
import { type Place, readAttribute, readFeel, readRequired } from './expressions.ts';
import { elementIn, elementsIn, extensionsOf, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { type Report, report } from './problems.ts';
import { readDayCount, readTimer } from './timers.ts';

/** What every node needs to know about where it stands. */
export interface Surroundings {
  readonly report: Report;
  readonly scope: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly boundaries: readonly string[];
}

type Base = Omit<NodeOf<'task'>, 'type'>;
type Reader = (element: ModdleElement, base: Base, place: Place) => FlowNode | null;

/** @returns null where the node cannot run; a problem has been said then */
export function readNode(element: ModdleElement, around: Surroundings): FlowNode | null {
  const type = typeName(element);
  const reader = readers[`${type.charAt(0).toLowerCase()}${type.slice(1)}` as ElementType];
  const id = idOf(element);
  if (reader === undefined) {
    report(around.report, 'ELEMENT_NOT_SUPPORTED', id, { type });
    return null;
  }
  const place = { report: around.report, element: id };
  refuseFeatures(element, place);
  warnOfExtensions(element, place);
  return reader(element, baseOf(element, around, place), place);
}

const readers: { readonly [T in ElementType]: Reader } = {
  startEvent: readStart,
  endEvent: (element, base, place) => (refuseTriggers(element, place) ? null : { ...base, type: 'endEvent' }),
  boundaryEvent: readBoundary,
  task: (_element, base) => ({ ...base, type: 'task' }),
  userTask: (element, base, place) => ({ ...base, type: 'userTask', ...humanWork(element, place) }),
  manualTask: (element, base, place) => ({ ...base, type: 'manualTask', ...humanWork(element, place) }),
  serviceTask: (element, base, place) => ({
    ...base,
    type: 'serviceTask',
    jobType: readRequired(element, 'wardflow:jobType', place),
    ...jobWork(element, place),
  }),
  sendTask: readSend,
  scriptTask: readScript,
  businessRuleTask: readRule,
  exclusiveGateway: (_element, base) => ({ ...base, type: 'exclusiveGateway' }),
  parallelGateway: (_element, base) => ({ ...base, type: 'parallelGateway' }),
};

function baseOf(element: ModdleElement, around: Surroundings, place: Place): Base {
  const fallback = elementIn(element, 'default');
  if (fallback !== null && !around.outgoing.includes(idOf(fallback))) {
    report(around.report, 'DEFAULT_NOT_OUTGOING', place.element, { id: idOf(fallback) });
  }
  return {
    id: place.element,
    name: (textIn(element, 'name') ?? place.element).replace(/\s+/g, ' ').trim(),
    scope: around.scope,
    incoming: around.incoming,
    outgoing: around.outgoing,
    defaultFlow: fallback === null ? null : idOf(fallback),
    stage: readAttribute(element, 'wardflow:stage', place),
    boundaries: around.boundaries,
  };
}

function readStart(element: ModdleElement, base: Base, place: Place): FlowNode | null {
  const form = textIn(element, 'wardflow:form');
  const [definition, ...more] = triggersOf(element);
  if (definition === undefined) return { ...base, type: 'startEvent', trigger: { kind: 'none' }, form };
  if (more.length > 0 || definition.$type !== 'bpmn:MessageEventDefinition') {
    refuseTriggers(element, place);
    return null;
  }
  const message = elementIn(definition, 'messageRef');
  const name = message === null ? null : (textIn(message, 'name') ?? idOf(message));
  if (name === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'messageRef' });
  return { ...base, type: 'startEvent', trigger: { kind: 'message', message: name ?? '' }, form };
}

function readBoundary(element: ModdleElement, base: Base, place: Place): FlowNode | null {
  const trigger = boundaryTrigger(element, place);
  const host = elementIn(element, 'attachedToRef');
  if (host === null) report(place.report, 'BOUNDARY_NOT_ATTACHED', place.element);
  if (trigger === null || host === null) return null;
  const interrupting = element.get('cancelActivity') !== false;
  return { ...base, type: 'boundaryEvent', attachedTo: idOf(host), interrupting, trigger };
}

function boundaryTrigger(element: ModdleElement, place: Place): BoundaryTrigger | null {
  const [definition, ...more] = triggersOf(element);
  if (definition === undefined || more.length > 0 || definition.$type !== 'bpmn:TimerEventDefinition') {
    if (!refuseTriggers(element, place))
      report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'eventDefinition' });
    return null;
  }
  const timer = readTimer(definition, place);
  return timer === null ? null : { kind: 'timer', timer };
}

function humanWork(element: ModdleElement, place: Place) {
  const work = {
    form: textIn(element, 'wardflow:form'),
    unit: readAttribute(element, 'wardflow:unit', place),
    role: readAttribute(element, 'wardflow:role', place),
    assignee: readAttribute(element, 'wardflow:assignee', place),
    priority: readAttribute(element, 'wardflow:priority', place),
    deadline: readDeadline(element, place),
  };
  const addressed = work.unit !== null || work.role !== null || work.assignee !== null;
  // A manual task that nobody is told of is done outside; one with a form or a deadline is somebody's.
  const needed = typeName(element) === 'UserTask' || work.form !== null || work.deadline !== null;
  if (needed && !addressed) {
    report(place.report, 'NOBODY_ADDRESSED', place.element);
  }
  if (work.priority?.kind === 'literal' && !/^(\d{1,2}|100)$/.test(work.priority.value)) {
    report(place.report, 'VALUE_NOT_VALID', place.element, { name: 'priority', value: work.priority.value });
  }
  return work;
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

function jobWork(element: ModdleElement, place: Place) {
  const retries = readAttribute(element, 'wardflow:retries', place);
  if (retries?.kind === 'literal' && !/^\d{1,3}$/.test(retries.value)) {
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
function readSend(element: ModdleElement, base: Base, place: Place): FlowNode {
  const work = jobWork(element, place);
  const message = readAttribute(element, 'wardflow:message', place);
  if (message === null) {
    return { ...base, type: 'sendTask', jobType: readRequired(element, 'wardflow:jobType', place), ...work };
  }
  const inputs = [{ name: 'message', value: message }, ...work.inputs];
  const jobType = readAttribute(element, 'wardflow:jobType', place) ?? { kind: 'literal' as const, value: 'notice' };
  return { ...base, type: 'sendTask', jobType, ...work, inputs };
}

function readScript(element: ModdleElement, base: Base, place: Place): FlowNode | null {
  const language = textIn(element, 'scriptFormat') ?? 'text/feel';
  const script = textIn(element, 'script');
  if (!/^(text\/|application\/)?feel$/i.test(language)) {
    report(place.report, 'EXPRESSION_LANGUAGE_NOT_SUPPORTED', place.element, { language });
    return null;
  }
  if (script === null) {
    report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'script' });
    return null;
  }
  const result = textIn(element, 'wardflow:result');
  if (result === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'result' });
  return { ...base, type: 'scriptTask', script: readFeel(script, 'script', place), result };
}

function readRule(element: ModdleElement, base: Base, place: Place): FlowNode {
  const [decision, result] = ['wardflow:decision', 'wardflow:result'].map((name) => {
    const text = textIn(element, name);
    if (text === null) report(place.report, 'ATTRIBUTE_MISSING', place.element, { name });
    return text ?? '';
  });
  return { ...base, type: 'businessRuleTask', decision: decision ?? '', result: result ?? '' };
}

/** Conditions of a sequence flow are FEEL, with or without `=`. */
export function readCondition(flow: ModdleElement, place: Place) {
  const expression = elementIn(flow, 'conditionExpression');
  if (expression === null) return null;
  const language = textIn(expression, 'language');
  if (language !== null && !/feel/i.test(language)) {
    report(place.report, 'EXPRESSION_LANGUAGE_NOT_SUPPORTED', place.element, { language });
  }
  return readFeel(textIn(expression, 'body') ?? '', 'condition', place);
}

function triggersOf(element: ModdleElement): readonly ModdleElement[] {
  return [...elementsIn(element, 'eventDefinitions'), ...elementsIn(element, 'eventDefinitionRef')];
}

/** @returns whether there was an event definition, which is refused then */
function refuseTriggers(element: ModdleElement, place: Place): boolean {
  const [first] = triggersOf(element);
  if (first === undefined) return false;
  const what = `${typeName(element)} (${typeName(first).replace('EventDefinition', '').toLowerCase()})`;
  report(place.report, 'ELEMENT_NOT_SUPPORTED', place.element, { type: what });
  return true;
}

/** What the standard allows on an activity and the engine does not run yet: refused, never passed over. */
function refuseFeatures(element: ModdleElement, place: Place): void {
  const refuse = (feature: string): void => report(place.report, 'FEATURE_NOT_SUPPORTED', place.element, { feature });
  const loop = elementIn(element, 'loopCharacteristics');
  if (loop !== null) refuse(typeName(loop));
  if (element.get('isForCompensation') === true) refuse('isForCompensation');
  for (const quantity of ['startQuantity', 'completionQuantity']) {
    const value = element.get(quantity);
    if (value !== undefined && value !== 1) refuse(quantity);
  }
  for (const association of ['dataInputAssociations', 'dataOutputAssociations']) {
    if (elementsIn(element, association).length > 0) refuse(association);
  }
}

function warnOfExtensions(element: ModdleElement, place: Place): void {
  for (const extension of extensionsOf(element)) {
    if (['wardflow:Deadline', 'wardflow:Input', 'wardflow:Output'].includes(extension.$type)) continue;
    report(place.report, 'EXTENSION_UNKNOWN', place.element, { name: extension.$type });
  }
  for (const name of Object.keys(element.$attrs)) {
    // moddle itself warns of unknown attributes of the namespaces it knows.
    const foreign = name.includes(':') && !/^(xmlns|wardflow|bpmn2?):/.test(name);
    if (foreign) report(place.report, 'ATTRIBUTE_UNKNOWN', place.element, { name });
  }
}
