// What the rules say of elements, in the words of the standard.
import { elementIn, elementsIn, type ModdleElement, typeName } from '../moddle-types.ts';

interface Typed {
  $instanceOf?(type: string): boolean;
}

/** Whether it is of the type or of a subtype, e.g. `isA(task, 'Activity')`. */
export function isA(element: ModdleElement | null | undefined, type: string): boolean {
  return (element as Typed | null | undefined)?.$instanceOf?.(`bpmn:${type}`) === true;
}

export function has(element: ModdleElement, property: string): boolean {
  const value = element.get(property);
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

/** The nearest element of the type that holds this one. */
export function around(element: ModdleElement, type: string): ModdleElement | null {
  for (let one = element.$parent; one !== undefined; one = one.$parent) if (isA(one, type)) return one;
  return null;
}

/** Rules that hold for executable processes only hold in those that are not marked otherwise. */
export function inExecutable(element: ModdleElement): boolean {
  const process = isA(element, 'Process') ? element : around(element, 'Process');
  return process !== null && process.get('isExecutable') !== false;
}

export function isEventSubProcess(element: ModdleElement | null | undefined): boolean {
  return isA(element, 'SubProcess') && element?.get('triggeredByEvent') === true;
}

export function inChoreography(element: ModdleElement): boolean {
  return around(element, 'Choreography') !== null;
}

/** Event definitions of an event: its own and those it shares. */
export function definitionsOf(event: ModdleElement): readonly ModdleElement[] {
  return [...elementsIn(event, 'eventDefinitions'), ...elementsIn(event, 'eventDefinitionRef')];
}

/** Kinds of its definitions, e.g. `Message`, `Compensate`; empty for a none event. */
export function kindsOf(event: ModdleElement): readonly string[] {
  return definitionsOf(event).map((definition) => typeName(definition).replace('EventDefinition', ''));
}

export function flowNodesOf(container: ModdleElement): readonly ModdleElement[] {
  return elementsIn(container, 'flowElements').filter((element) => isA(element, 'FlowNode'));
}

/** Elements that hold flow elements: processes, sub-processes, choreographies. */
export const container = 'FlowElementsContainer';

/** Item definitions fit where they are the same, or name the same structure and both or neither are collections. */
export function sameItem(one: ModdleElement | null, other: ModdleElement | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  const [left, right] = [one.get('structureRef'), other.get('structureRef')];
  return left !== undefined && left === right && isCollection(one) === isCollection(other);
}

export function isCollection(element: ModdleElement): boolean {
  return element.get('isCollection') === true;
}

export function itemOf(element: ModdleElement): ModdleElement | null {
  return elementIn(element, 'itemSubjectRef') ?? itemOfReferenced(element);
}

function itemOfReferenced(element: ModdleElement): ModdleElement | null {
  const [property] = ['dataObjectRef', 'dataStoreRef'].filter((name) => isA(element, shapes[name] ?? ''));
  const referenced = property === undefined ? null : elementIn(element, property);
  return referenced === null ? null : elementIn(referenced, 'itemSubjectRef');
}

const shapes: Readonly<Record<string, string>> = {
  dataObjectRef: 'DataObjectReference',
  dataStoreRef: 'DataStoreReference',
};

/** `xsd:anyURI`: nothing that a URI may not hold, every `%` followed by two digits. */
export function isUri(text: string): boolean {
  return /^(?:[^\s<>"{}|\\^`%]|%[0-9a-f]{2})+$/i.test(text.trim());
}

/** A URI that says its scheme. */
export function isAbsoluteUri(text: string): boolean {
  return isUri(text) && /^[a-z][a-z0-9+.-]*:/i.test(text.trim());
}

/** `text/plain`, `application/xml; charset=utf-8`. */
export function isMimeType(text: string): boolean {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+(\s*;.*)?$/.test(text.trim());
}
