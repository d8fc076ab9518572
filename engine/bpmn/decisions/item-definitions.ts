// Item definitions become types (DMN 1.5 §7.3.2, §7.3.3), those of imported models behind the name of the import.
import { anyType, builtInType, type FeelType } from '#engine/core/feel/types.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, textIn } from '../moddle-types.ts';
import { report } from '../problems.ts';
import type { DmnSource } from './source.ts';

export interface TypeTable {
  /** @returns null where there is no type of that name */
  readonly find: (name: string) => FeelType | null;
  /** Names of the item definitions. */
  readonly names: readonly string[];
}

/** Parts of one type, those of the types within it counted in. */
const partsMax = 5_000;

/** @param imported the models that come in under a name */
export function typeTable(source: DmnSource, imported: ReadonlyMap<string, DmnSource>): TypeTable {
  const definitions = definitionsOf(source, imported);
  const work: Work = { definitions, made: new Map(), sizes: new Map(), open: [] };
  return {
    names: [...definitions.keys()],
    find: (name) => typeNamed(name, work),
  };
}

interface Definition {
  readonly element: ModdleElement;
  readonly source: DmnSource;
  /** Put before the names of types that it refers to. */
  readonly prefix: string;
}

interface Work {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly made: Map<string, FeelType>;
  readonly sizes: Map<string, number>;
  readonly open: string[];
}

function definitionsOf(source: DmnSource, imported: ReadonlyMap<string, DmnSource>): ReadonlyMap<string, Definition> {
  const all = new Map<string, Definition>();
  const take = (from: DmnSource, prefix: string): void => {
    for (const element of elementsIn(from.root, 'itemDefinition')) {
      all.set(prefix + (textIn(element, 'name') ?? ''), { element, source: from, prefix });
    }
  };
  for (const [name, from] of imported) take(from, name === '' ? '' : `${name}.`);
  take(source, '');
  return all;
}

function typeNamed(name: string, work: Work): FeelType | null {
  const plain = name.trim().replace(/^feel:/, '');
  const builtIn = builtInType(plain) ?? otherNames.get(plain) ?? null;
  const definition = work.definitions.get(plain) ?? work.definitions.get(plain.replace(/^[\w.-]+:/, ''));
  if (definition === undefined) return builtIn ?? (plain.includes(':') ? builtInType(plain.replace(/^.*:/, '')) : null);
  const known = work.made.get(plain);
  if (known !== undefined) return known;
  if (work.open.includes(plain) || work.open.length > 32) {
    report(definition.source.to, 'DECISION_TYPE_LOOPS', idOf(definition.element), { type: plain });
    return anyType;
  }
  work.open.push(plain);
  const type = typeOf(definition.element, definition, work);
  work.open.pop();
  const bounded = sizeOf(type) > partsMax;
  if (bounded) report(definition.source.to, 'DECISION_TYPE_TOO_LARGE', idOf(definition.element), { type: plain });
  work.made.set(plain, bounded ? anyType : type);
  return bounded ? anyType : type;
}

/** What other modelers call numbers. */
const otherNames = new Map<string, FeelType>(
  ['integer', 'long', 'double', 'decimal', 'float', 'int'].map((name) => [name, { kind: 'base', name: 'number' }]),
);

function typeOf(element: ModdleElement, definition: Definition, work: Work): FeelType {
  const item = constrained(itemType(element, definition, work), element, 'allowedValues', 'allowed');
  const type: FeelType = element.get('isCollection') === true ? { kind: 'list', of: item } : item;
  return constrained(type, element, 'typeConstraint', 'constraint');
}

function itemType(element: ModdleElement, definition: Definition, work: Work): FeelType {
  const components = elementsIn(element, 'itemComponent');
  if (components.length > 0) {
    const entries = components.map((component) => ({
      name: textIn(component, 'name') ?? '',
      type: typeOf(component, definition, work),
    }));
    return { kind: 'context', entries };
  }
  const functionItem = elementIn(element, 'functionItem');
  if (functionItem !== null) {
    const parameters = elementsIn(functionItem, 'parameters').map((parameter) =>
      referred(textIn(parameter, 'typeRef'), parameter, definition, work),
    );
    const result = referred(textIn(functionItem, 'outputTypeRef'), functionItem, definition, work);
    return { kind: 'function', parameters, result };
  }
  return referred(textIn(element, 'typeRef'), element, definition, work);
}

function referred(name: string | null, element: ModdleElement, { source, prefix }: Definition, work: Work): FeelType {
  if (name === null) return anyType;
  const type = (prefix === '' ? null : typeNamed(prefix + name, work)) ?? typeNamed(name, work);
  if (type === null) report(source.to, 'DECISION_TYPE_NOT_FOUND', idOf(element), { type: name });
  return type ?? anyType;
}

function constrained(
  type: FeelType,
  element: ModdleElement,
  property: string,
  key: 'allowed' | 'constraint',
): FeelType {
  const tests = elementIn(element, property);
  const text = tests === null ? null : textIn(tests, 'text');
  if (text === null) return type;
  return { ...type, [key]: [...(type[key] ?? []), text.trim()] };
}

function sizeOf(type: FeelType): number {
  switch (type.kind) {
    case 'list':
    case 'range':
      return 1 + sizeOf(type.of);
    case 'context':
      return type.entries.reduce((size, entry) => size + sizeOf(entry.type), 1);
    default:
      return 1;
  }
}
