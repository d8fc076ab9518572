// Data associations, data objects and properties: BPMN 2.0.2 §10.4. Data stores are documentation, and so are the states
// of data objects, whose meaning the standard leaves open (§10.4.1).
import type { Assignment, DataAssociation, DataUse } from '#engine/core/model/data.ts';
import { type Place, readLanguage } from './expressions.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { report } from './problems.ts';

/** What becomes of the elements of §10.4, for docs/bpmn-support.md. */
export const dataElements = [
  ['dataObject, dataObjectReference, property', '10.4.1', 'variables of their process, sub-process or activity'],
  ['dataInput, dataOutput, inputSet, outputSet', '10.4.1', 'variables of their activity or event'],
  ['dataInputAssociation, dataOutputAssociation', '10.4.2', 'carried, with transformation and assignments'],
  ['dataState, dataStore, dataStoreReference', '10.4.1', 'documentation'],
] as const;

/** @returns what flows into and out of an activity or event; undefined where nothing does */
export function readData(element: ModdleElement, place: Place): DataUse | undefined {
  const into = associationsOf(element, 'dataInputAssociations', place);
  const outOf = associationsOf(element, 'dataOutputAssociations', place);
  const properties = elementsIn(element, 'properties').filter(isProperty).map(dataName);
  const own = isContainer(element) ? [] : properties;
  if (into.length + outOf.length + own.length === 0) return undefined;
  const inputs = [...new Set(into.map(({ target }) => target))];
  const outputs = [...new Set(outOf.flatMap(({ sources }) => sources))];
  const specification = elementIn(element, 'ioSpecification');
  // What a message brings need not be there when its task begins or ends: nobody else makes it.
  const receives = typeName(element) === 'ReceiveTask';
  return {
    inputs,
    outputs,
    properties: own,
    inputSets: setsOf(specification, inputSides, inputs),
    outputSets: receives ? [] : setsOf(specification, outputSides, outputs),
    into,
    outOf,
  };
}

/** Variables that a sub-process has of its own: its data objects and properties. */
export function declaredIn(container: ModdleElement): readonly string[] {
  const objects = elementsIn(container, 'flowElements').filter((element) => typeName(element) === 'DataObject');
  return [...objects, ...elementsIn(container, 'properties').filter(isProperty)].map(dataName);
}

/** Data are variables of their name; a data object without one has the name of what refers to it, or its id. */
export function dataName(item: ModdleElement): string {
  const object = typeName(item) === 'DataObjectReference' ? elementIn(item, 'dataObjectRef') : item;
  if (object === null) return shownName(item) ?? idOf(item);
  const own = textIn(object, 'name');
  if (own !== null || typeName(object) !== 'DataObject') return own ?? idOf(object);
  const around = object.$parent === undefined ? [] : elementsIn(object.$parent, 'flowElements');
  const reference = around.find((other) => other !== object && elementIn(other, 'dataObjectRef') === object);
  return (reference && shownName(reference)) ?? idOf(object);
}

/** `order [approved]` is the data object `order` in a state. */
function shownName(reference: ModdleElement): string | null {
  return textIn(reference, 'name')?.replace(/\s*\[[^\]]*\]\s*$/, '') ?? null;
}

function isProperty(element: ModdleElement): boolean {
  return typeName(element) === 'Property';
}

function isContainer(element: ModdleElement): boolean {
  return /Process$|^Transaction$/.test(typeName(element));
}

interface Side {
  readonly sets: string;
  readonly refs: string;
  readonly without: readonly string[];
}

const inputSides: Side = {
  sets: 'inputSets',
  refs: 'dataInputRefs',
  without: ['optionalInputRefs', 'whileExecutingInputRefs'],
};
const outputSides: Side = {
  sets: 'outputSets',
  refs: 'dataOutputRefs',
  without: ['optionalOutputRefs', 'whileExecutingOutputRefs'],
};

/** What of each set must be there; what no association fills is nobody's to wait for. */
function setsOf(specification: ModdleElement | null, { sets, refs, without }: Side, filled: readonly string[]) {
  if (specification === null) return [];
  return elementsIn(specification, sets).map((set) => {
    const optional = without.flatMap((name) => elementsIn(set, name));
    const needed = elementsIn(set, refs).filter((item) => !optional.includes(item));
    return needed.map(dataName).filter((name) => filled.includes(name));
  });
}

function associationsOf(element: ModdleElement, property: string, place: Place): readonly DataAssociation[] {
  return elementsIn(element, property).flatMap((association): readonly DataAssociation[] => {
    const target = elementIn(association, 'targetRef');
    const sources = elementsIn(association, 'sourceRef');
    if (target === null || [target, ...sources].some((item) => typeName(item) === 'DataStoreReference')) return [];
    const name = dataName(target);
    const transformation = elementIn(association, 'transformation');
    const body = transformation === null ? null : textIn(transformation, 'body');
    return [
      {
        sources: sources.map(dataName),
        target: name,
        transformation: body === null ? null : readLanguage(body, 'transformation', place),
        assignments: elementsIn(association, 'assignment').flatMap((one) => readAssignment(one, name, place)),
      },
    ];
  });
}

function readAssignment(assignment: ModdleElement, target: string, place: Place): readonly Assignment[] {
  const [from, to] = ['from', 'to'].map((end) => {
    const expression = elementIn(assignment, end);
    return expression === null ? null : textIn(expression, 'body');
  });
  if (!from || !to) {
    report(place.report, 'ATTRIBUTE_MISSING', place.element, { name: from ? 'to' : 'from' });
    return [];
  }
  const path = to
    .trim()
    .replace(/^=/, '')
    .split('.')
    .map((name) => name.trim());
  if (!path.every((name) => /^[\p{L}_][\p{L}\p{N}_ -]*$/u.test(name))) {
    report(place.report, 'VALUE_NOT_VALID', place.element, { name: 'to', value: to });
  }
  return [{ from: readLanguage(from, 'from', place), to: path[0] === target ? path.slice(1) : path }];
}
