// Boxed expressions as the file has them (DMN 1.5 chapter 7) become plain data.
import type { FeelType } from '#engine/core/feel/types.ts';
import type { FunctionLogic, Logic, NamedLogic } from '#engine/core/model/decisions.ts';
import { elementIn, elementsIn, type ModdleElement, textIn, typeName } from '../moddle-types.ts';
import { report } from '../problems.ts';
import { readTable } from './read-table.ts';
import { at, checkLanguage, nothing, type Place } from './source.ts';

export function readLogic(element: ModdleElement | null, outer: Place): Logic {
  if (element === null) {
    report(outer.source.to, 'DECISION_EXPRESSION_MISSING', outer.element);
    return nothing(outer);
  }
  const place = at(outer, element);
  const logic = readKind(element, place);
  const type = typeIn(element, place);
  return type === null ? logic : { ...logic, type };
}

/** The type that `typeRef` names; a name that is not known is a problem. */
export function typeIn(element: ModdleElement, place: Place): FeelType | null {
  const name = textIn(element, 'typeRef');
  if (name === null) return null;
  const type = place.types.find(name);
  if (type === null) report(place.source.to, 'DECISION_TYPE_NOT_FOUND', at(place, element).element, { type: name });
  return type;
}

type Reader = (element: ModdleElement, place: Place) => Logic;

const readers: Readonly<Record<string, Reader>> = {
  LiteralExpression: readLiteral,
  DecisionTable: readTable,
  Context: readContext,
  Invocation: readInvocation,
  Relation: readRelation,
  List: (element, place) => {
    const items = elementsIn(element, 'elements').map((item) => readLogic(item, place));
    return { id: place.element, kind: 'list', items };
  },
  FunctionDefinition: readFunction,
  Conditional: (element, place) => ({
    id: place.element,
    kind: 'conditional',
    condition: child(element, 'if', place),
    yes: child(element, 'then', place),
    no: child(element, 'else', place),
  }),
  Filter: (element, place) => {
    return {
      id: place.element,
      kind: 'filter',
      in: child(element, 'in', place),
      match: child(element, 'match', place),
    };
  },
  For: readIterator,
  Some: readIterator,
  Every: readIterator,
};

/** The boxed expressions that run. */
export const expressionTypes: readonly string[] = Object.keys(readers);

function readKind(element: ModdleElement, place: Place): Logic {
  const reader = readers[typeName(element)];
  if (reader !== undefined) return reader(element, place);
  report(place.source.to, 'DECISION_LOGIC_NOT_SUPPORTED', place.element, { type: typeName(element) });
  return nothing(place);
}

function child(element: ModdleElement, name: string, place: Place): Logic {
  const holder = elementIn(element, name);
  return readLogic(holder === null ? null : elementIn(holder, 'value'), place);
}

function readLiteral(element: ModdleElement, place: Place): Logic {
  checkLanguage(element, place);
  const source = textIn(element, 'text')?.trim() ?? '';
  if (elementIn(element, 'importedValues') !== null) {
    report(place.source.to, 'DECISION_LOGIC_NOT_SUPPORTED', place.element, { type: 'ImportedValues' });
  } else if (source === '') {
    report(place.source.to, 'DECISION_EXPRESSION_MISSING', place.element);
    return nothing(place);
  }
  return { id: place.element, kind: 'literal', source: source === '' ? 'null' : source };
}

function readContext(element: ModdleElement, place: Place): Logic {
  const entries: NamedLogic[] = [];
  let result: Logic | null = null;
  const all = elementsIn(element, 'contextEntry');
  for (const [index, entry] of all.entries()) {
    const variable = elementIn(entry, 'variable');
    const name = variable === null ? null : textIn(variable, 'name');
    const logic = readLogic(elementIn(entry, 'value'), at(place, entry));
    if (variable !== null && name !== null) {
      if (entries.some((other) => other.name === name)) {
        report(place.source.to, 'DECISION_TITLE_NOT_UNIQUE', at(place, entry).element, { name });
      }
      entries.push({ name, type: typeIn(variable, place), logic });
    } else if (index === all.length - 1) result = logic;
    else report(place.source.to, 'DECISION_ENTRY_WITHOUT_NAME', at(place, entry).element);
  }
  return { id: place.element, kind: 'context', entries, result };
}

function readInvocation(element: ModdleElement, place: Place): Logic {
  const bindings = elementsIn(element, 'binding').map((binding): NamedLogic => {
    const parameter = elementIn(binding, 'parameter');
    const formula = elementIn(binding, 'bindingFormula');
    // A parameter without a formula is null.
    const logic = formula === null ? nothing(place) : readLogic(formula, place);
    const name = parameter === null ? '' : (textIn(parameter, 'name') ?? '');
    return { name, type: parameter === null ? null : typeIn(parameter, place), logic };
  });
  return {
    id: place.element,
    kind: 'invocation',
    called: readLogic(elementIn(element, 'calledFunction'), place),
    bindings,
  };
}

function readRelation(element: ModdleElement, place: Place): Logic {
  const columns = elementsIn(element, 'column').map((column) => ({
    name: textIn(column, 'name') ?? '',
    type: typeIn(column, place),
  }));
  const rows = elementsIn(element, 'row').map((row) => {
    const cells = elementsIn(row, 'elements').map((cell) => readLogic(cell, at(place, row)));
    if (cells.length !== columns.length) {
      report(place.source.to, 'DECISION_TABLE_NOT_VALID', at(place, row).element, {
        reason: `${columns.length} ≠ ${cells.length}`,
      });
    }
    return cells;
  });
  return { id: place.element, kind: 'relation', columns, rows };
}

export function readFunction(element: ModdleElement, place: Place): FunctionLogic {
  const kind = textIn(element, 'kind');
  if (kind !== null && kind !== 'FEEL') {
    report(place.source.to, 'DECISION_LOGIC_NOT_SUPPORTED', place.element, { type: `FunctionDefinition ${kind}` });
  }
  const parameters = elementsIn(element, 'formalParameter').map((parameter) => ({
    name: textIn(parameter, 'name') ?? '',
    type: typeIn(parameter, place),
  }));
  return { id: place.element, kind: 'function', parameters, body: readLogic(elementIn(element, 'body'), place) };
}

function readIterator(element: ModdleElement, place: Place): Logic {
  const kind = typeName(element).toLowerCase() as 'for' | 'some' | 'every';
  const variable = textIn(element, 'iteratorVariable') ?? '';
  if (variable === '') report(place.source.to, 'DECISION_NAME_MISSING', place.element);
  const each = child(element, kind === 'for' ? 'return' : 'satisfies', place);
  return { id: place.element, kind, variable, in: child(element, 'in', place), each };
}
