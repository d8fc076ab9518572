// Events of the diagram: BPMN 2.0.2 §10.5.

import { triggersOf } from '#engine/core/model/triggers.ts';
import { elementIn, idOf, textIn, typeName } from './moddle-types.ts';
import type { NodeReader } from './node-base.ts';
import { report } from './problems.ts';
import { readTrigger } from './read-triggers.ts';

export const readStart: NodeReader = (element, base, place) => {
  const inEvent = element.$parent?.get('triggeredByEvent') === true;
  const inside = element.$parent !== undefined && typeName(element.$parent) !== 'Process';
  const trigger = readTrigger(element, inEvent ? 'eventStart' : 'start', place);
  if (trigger === null) return null;
  if (inEvent === (trigger.kind === 'none') && inside) {
    report(place.report, inEvent ? 'EVENT_SUB_PROCESS_START' : 'SUB_PROCESS_START', place.element);
    return null;
  }
  const must = triggersOf(trigger).some(({ kind }) => kind === 'error' || kind === 'compensation');
  if (must && element.get('isInterrupting') === false) report(place.report, 'EVENT_MUST_INTERRUPT', place.element);
  const form = textIn(element, 'wardflow:form');
  return { ...base, type: 'startEvent', trigger, form, interrupting: element.get('isInterrupting') !== false };
};

export const readEnd: NodeReader = (element, base, place) => {
  const trigger = readTrigger(element, 'end', place);
  const cancels = trigger !== null && triggersOf(trigger).some(({ kind }) => kind === 'cancel');
  const around = element.$parent;
  if (cancels && (around === undefined || typeName(around) !== 'Transaction')) {
    report(place.report, 'CANCEL_WITHOUT_TRANSACTION', place.element);
  }
  return trigger === null ? null : { ...base, type: 'endEvent', trigger };
};

export const readCatch: NodeReader = (element, base, place) => {
  const trigger = readTrigger(element, 'catch', place);
  if (trigger?.kind === 'none') {
    report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'eventDefinition' });
    return null;
  }
  return trigger === null ? null : { ...base, type: 'intermediateCatchEvent', trigger };
};

export const readThrow: NodeReader = (element, base, place) => {
  const trigger = readTrigger(element, 'throw', place);
  return trigger === null ? null : { ...base, type: 'intermediateThrowEvent', trigger };
};

export const readBoundary: NodeReader = (element, base, place) => {
  const trigger = readTrigger(element, 'boundary', place);
  const host = elementIn(element, 'attachedToRef');
  if (host === null) report(place.report, 'BOUNDARY_NOT_ATTACHED', place.element);
  if (trigger?.kind === 'none') report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: 'eventDefinition' });
  if (trigger === null || trigger.kind === 'none' || host === null) return null;
  const never = triggersOf(trigger).some(({ kind }) => /^(error|cancel|compensation)$/.test(kind));
  if (never && element.get('cancelActivity') === false) report(place.report, 'EVENT_MUST_INTERRUPT', place.element);
  if (triggersOf(trigger).some(({ kind }) => kind === 'cancel') && typeName(host) !== 'Transaction') {
    report(place.report, 'CANCEL_WITHOUT_TRANSACTION', place.element);
  }
  return {
    ...base,
    type: 'boundaryEvent',
    attachedTo: idOf(host),
    interrupting: interrupts(element, trigger.kind),
    trigger,
  };
};

/** BPMN 2.0.2 table 10.92: errors and cancellation always interrupt, compensation never does. */
function interrupts(element: Parameters<NodeReader>[0], kind: string): boolean {
  if (kind === 'error' || kind === 'cancel') return true;
  return kind !== 'compensation' && element.get('cancelActivity') !== false;
}
