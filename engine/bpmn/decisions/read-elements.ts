// The elements of a requirements graph (DMN 1.5 chapter 6): decisions, input data, knowledge models, decision services.
import type { FeelType } from '#engine/core/feel/types.ts';
import type { DrgElement, Requirement } from '#engine/core/model/decisions.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, textIn, typeName } from '../moddle-types.ts';
import { report } from '../problems.ts';
import { readFunction, readLogic, typeIn } from './read-logic.ts';
import { at, type Place } from './source.ts';

/** The elements that a reference may lead to. */
export interface Targets {
  /** @returns the key of the element, and its name in this model; null where there is none */
  readonly find: (href: string) => Target | null;
}

export interface Target extends Requirement {
  /** `Decision`, `InputData`, … */
  readonly type: string;
}

export const readTypes: ReadonlySet<string> = new Set([
  'Decision',
  'InputData',
  'BusinessKnowledgeModel',
  'DecisionService',
]);

/** @returns null for what does not run: knowledge sources */
export function readElement(element: ModdleElement, outer: Place, targets: Targets): DrgElement | null {
  const place = { ...outer, element: idOf(element) };
  const read = readKind(element, place, targets);
  if (read === null) return null;
  const types = mentioned(read, place);
  return types === null ? read : { ...read, types };
}

function readKind(element: ModdleElement, place: Place, targets: Targets): DrgElement | null {
  const base = {
    id: place.element,
    name: nameOf(element),
    type: typeOfVariable(element, place),
    model: place.source.namespace,
  };
  switch (typeName(element)) {
    case 'InputData':
      return { ...base, kind: 'input' };
    case 'Decision': {
      const logic = elementIn(element, 'decisionLogic');
      if (logic === null) report(place.source.to, 'DECISION_LOGIC_MISSING', place.element);
      const requires = requirementsOf(element, place, targets);
      return { ...base, kind: 'decision', requires, logic: logic === null ? null : readLogic(logic, place) };
    }
    case 'BusinessKnowledgeModel': {
      const definition = elementIn(element, 'encapsulatedLogic');
      const requires = requirementsOf(element, place, targets);
      if (definition === null) report(place.source.to, 'DECISION_LOGIC_MISSING', place.element);
      return {
        ...base,
        kind: 'knowledge',
        requires,
        function: definition === null ? null : readFunction(definition, at(place, definition)),
      };
    }
    case 'DecisionService': {
      const all = (property: string, type: string) => references(element, property, type, place, targets);
      const inputs = [...all('inputData', 'InputData'), ...all('inputDecision', 'Decision')];
      all('encapsulatedDecision', 'Decision');
      return { ...base, kind: 'service', outputs: all('outputDecision', 'Decision'), inputs };
    }
    default:
      return null;
  }
}

/** The name in scope is the variable's, which should be the element's (§6.3.6). */
export function nameOf(element: ModdleElement): string {
  const variable = elementIn(element, 'variable');
  return (variable === null ? null : textIn(variable, 'name')) ?? textIn(element, 'name') ?? idOf(element);
}

function typeOfVariable(element: ModdleElement, place: Place): FeelType | null {
  const variable = elementIn(element, 'variable');
  return variable === null ? null : typeIn(variable, place);
}

function requirementsOf(element: ModdleElement, place: Place, targets: Targets): readonly Requirement[] {
  const information = elementsIn(element, 'informationRequirement').flatMap((requirement) => [
    ...reference(elementIn(requirement, 'requiredDecision'), ['Decision'], place, targets),
    ...reference(elementIn(requirement, 'requiredInput'), ['InputData'], place, targets),
  ]);
  const knowledge = elementsIn(element, 'knowledgeRequirement').flatMap((requirement) =>
    reference(
      elementIn(requirement, 'requiredKnowledge'),
      ['BusinessKnowledgeModel', 'DecisionService'],
      place,
      targets,
    ),
  );
  return [...information, ...knowledge];
}

function references(
  element: ModdleElement,
  property: string,
  type: string,
  place: Place,
  targets: Targets,
): readonly Requirement[] {
  return elementsIn(element, property).flatMap((target) => reference(target, [type], place, targets));
}

function reference(
  holder: ModdleElement | null,
  types: readonly string[],
  place: Place,
  targets: Targets,
): readonly Requirement[] {
  if (holder === null) return [];
  const href = textIn(holder, 'href') ?? '';
  const target = targets.find(href);
  if (target === null) {
    report(place.source.to, 'DECISION_NOT_FOUND', place.element, { decision: href.replace(/^.*#/, '') });
    return [];
  }
  if (!types.includes(target.type)) {
    report(place.source.to, 'DECISION_REQUIREMENT_KIND', place.element, {
      expected: types.join(', '),
      name: target.path.at(-1) ?? '',
    });
    return [];
  }
  return [{ key: target.key, path: target.path }];
}

/** Item definitions that expressions name: `instance of tPerson`, `function(a: tPerson)`. */
function mentioned(element: DrgElement, { types }: Place): Readonly<Record<string, FeelType>> | null {
  if (element.kind === 'input' || element.kind === 'service') return null;
  const text = JSON.stringify(element.kind === 'decision' ? element.logic : element.function);
  if (!/instance\s+of|function\s*\(/.test(text)) return null;
  const used = types.names.filter((name) => text.includes(name));
  return Object.fromEntries(used.map((name) => [name, types.find(name) ?? { kind: 'any' }]));
}
