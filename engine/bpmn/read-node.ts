// One flow node of the diagram becomes one node of the program; what cannot run is refused here, by its id.
import type { ElementType, FlowNode } from '#engine/core/model/program.ts';
import { isUnderstood } from './dialects/foreign.ts';
import { type Place, readLanguage } from './expressions.ts';
import { elementIn, elementsIn, extensionsOf, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { baseOf, instantiates, type NodeReader, type Surroundings } from './node-base.ts';
import { report } from './problems.ts';
import {
  humanWork,
  jobTypeOf,
  jobWork,
  readCall,
  readReceive,
  readRule,
  readScript,
  readSend,
} from './read-activities.ts';
import { readBoundary, readCatch, readEnd, readStart, readThrow } from './read-events.ts';

/** Names of the elements that can be read, as the standard's XML spells them. */
export function readableElements(): readonly string[] {
  return Object.keys(readers).toSorted();
}

/**
 * @param type what it is read as: a global task is read as the task that it is
 * @returns null where the node cannot run; a problem has been said then
 */
export function readNode(element: ModdleElement, around: Surroundings, type = typeName(element)): FlowNode | null {
  const reader = readers[`${type.charAt(0).toLowerCase()}${type.slice(1)}`];
  const id = idOf(element);
  if (reader === undefined) {
    report(around.report, 'ELEMENT_NOT_SUPPORTED', id, { type });
    return null;
  }
  const place = { report: around.report, element: id };
  warnOfExtensions(element, place);
  return reader(element, baseOf(element, around, place), place, around.foreignWork);
}

const own: { readonly [T in Exclude<ElementType, 'eventSubProcess'>]: NodeReader } = {
  startEvent: readStart,
  endEvent: readEnd,
  boundaryEvent: readBoundary,
  intermediateCatchEvent: readCatch,
  intermediateThrowEvent: readThrow,
  task: (_element, base) => ({ ...base, type: 'task' }),
  userTask: (element, base, place) => ({ ...base, type: 'userTask', ...humanWork(element, place) }),
  manualTask: (element, base, place) => ({ ...base, type: 'manualTask', ...humanWork(element, place) }),
  serviceTask: (element, base, place, foreignWork) => ({
    ...base,
    type: 'serviceTask',
    jobType: jobTypeOf(element, place, foreignWork),
    ...jobWork(element, place),
  }),
  sendTask: readSend,
  receiveTask: readReceive,
  scriptTask: readScript,
  businessRuleTask: readRule,
  callActivity: readCall,
  subProcess: readSubProcess,
  complexGateway: readComplex,
  adHocSubProcess: readAdHoc,
  exclusiveGateway: (_element, base) => ({ ...base, type: 'exclusiveGateway' }),
  parallelGateway: (_element, base) => ({ ...base, type: 'parallelGateway' }),
  inclusiveGateway: (_element, base) => ({ ...base, type: 'inclusiveGateway' }),
  eventBasedGateway: readEventBased,
};
const readers: { readonly [type: string]: NodeReader | undefined } = {
  ...own,
  transaction: (_element, base) => ({ ...base, type: 'subProcess', transaction: true }),
};

/** BPMN 2.0.2 §10.6.6: one that begins instances has no flow into it; only such a one may be parallel. */
function readEventBased(...[element, base, place]: Parameters<NodeReader>): FlowNode {
  const parallel = element.get('eventGatewayType') === 'Parallel';
  if (!instantiates(element, base, place)) {
    if (parallel) report(place.report, 'PARALLEL_WITHOUT_INSTANTIATE', place.element);
    return { ...base, type: 'eventBasedGateway' };
  }
  return { ...base, type: 'eventBasedGateway', instantiate: parallel ? 'parallel' : 'exclusive' };
}

function readComplex(...[element, base, place]: Parameters<NodeReader>): FlowNode {
  const condition = elementIn(element, 'activationCondition');
  const body = condition === null ? null : textIn(condition, 'body');
  const activation = body === null ? null : readLanguage(body, 'activationCondition', place);
  return { ...base, type: 'complexGateway', activation };
}

function readAdHoc(...[element, base, place]: Parameters<NodeReader>): FlowNode {
  const condition = elementIn(element, 'completionCondition');
  const body = condition === null ? null : textIn(condition, 'body');
  return {
    ...base,
    type: 'adHocSubProcess',
    sequential: textIn(element, 'ordering') === 'Sequential',
    completionCondition: body === null ? null : readLanguage(body, 'completionCondition', place),
    cancelRemaining: element.get('cancelRemainingInstances') !== false,
  };
}

/** Its inside is read by `read-scope.ts`. */
function readSubProcess(...[element, base, place]: Parameters<NodeReader>): FlowNode | null {
  if (element.get('triggeredByEvent') !== true) return { ...base, type: 'subProcess', transaction: false };
  const starts = elementsIn(element, 'flowElements').filter((inside) => typeName(inside) === 'StartEvent');
  const [start] = starts;
  if (start === undefined || starts.length > 1) {
    report(place.report, 'EVENT_SUB_PROCESS_START', place.element);
    return null;
  }
  if (base.incoming.length + base.outgoing.length > 0) report(place.report, 'EVENT_SUB_PROCESS_FLOWS', place.element);
  return { ...base, type: 'eventSubProcess', start: idOf(start) };
}

function warnOfExtensions(element: ModdleElement, place: Place): void {
  for (const extension of extensionsOf(element)) {
    if (['wardflow:Deadline', 'wardflow:Input', 'wardflow:Output'].includes(extension.$type)) continue;
    if (isUnderstood(element, extension.$type)) continue;
    report(place.report, 'EXTENSION_UNKNOWN', place.element, { name: extension.$type });
  }
  for (const name of Object.keys(element.$attrs)) {
    // moddle itself warns of unknown attributes of the namespaces it knows.
    const foreign = name.includes(':') && !/^(xmlns|wardflow|bpmn2?):/.test(name) && !isUnderstood(element, name);
    if (foreign) report(place.report, 'ATTRIBUTE_UNKNOWN', place.element, { name });
  }
}
