// One walk over a file's elements builds what the rules ask again and again: elements by type, flows by their ends.
import { elementIn, elementsIn, type ModdleElement, typeName } from '../moddle-types.ts';
import wardflow from '../wardflow-moddle.json' with { type: 'json' };
import { type Outline, outlineOf } from './outline.ts';

export interface Model {
  readonly root: ModdleElement;
  /** Elements of a type, subtypes among them; in document order. */
  of(type: string): readonly ModdleElement[];
  byId(id: string): ModdleElement | undefined;
  /** Elements of a type by their `name`. */
  called(type: string, name: string): readonly ModdleElement[];
  /** Sequence flows by their `targetRef` and `sourceRef`, whatever the nodes list. */
  incoming(node: ModdleElement): readonly ModdleElement[];
  outgoing(node: ModdleElement): readonly ModdleElement[];
  /** Message flows that arrive at and leave a node or participant. */
  received(node: ModdleElement): readonly ModdleElement[];
  sent(node: ModdleElement): readonly ModdleElement[];
  /** Elements that name this one, by the property they do it with, e.g. `attachedToRef`. */
  naming(target: ModdleElement, property: string): readonly ModdleElement[];
  /** Drawn for an engine that reads some things its own way: Camunda, Flowable, Activiti, Zeebe, ProcessMaker. */
  readonly foreign: boolean;
  /** Written for an engine, ours or another, that reads every expression as a formal one. */
  readonly dialect: boolean;
  /** The file as its text spells it: what moddle cannot keep, such as a second element where one may stand. */
  readonly outline: Outline;
}

export function modelOf(root: ModdleElement, xml: string): Model {
  const byType = new Map<string, ModdleElement[]>();
  const ids = new Map<string, ModdleElement>();
  const names = new Map<string, ModdleElement[]>();
  const named = new Map<ModdleElement, Map<string, ModdleElement[]>>();
  for (const element of elementsUnder(root)) {
    if (typeof element.id === 'string') ids.set(element.id, element);
    const name = element.get('name');
    if (typeof name === 'string') push(names, `${typeName(element)} ${name}`, element);
    for (const type of typesOf(element)) push(byType, type, element);
    for (const property of referencesOf(element)) {
      for (const target of targetsOf(element, property)) {
        const own = named.get(target) ?? new Map<string, ModdleElement[]>();
        named.set(target, own);
        push(own, property, element);
      }
    }
  }
  const naming = (target: ModdleElement, property: string): readonly ModdleElement[] =>
    named.get(target)?.get(property) ?? none;
  const typed = (type: string) => (target: ModdleElement, property: string) =>
    naming(target, property).filter((element) => typeName(element) === type);
  const [flows, messages] = [typed('SequenceFlow'), typed('MessageFlow')];
  return {
    root,
    of: (type) => byType.get(type) ?? none,
    byId: (id) => ids.get(id),
    called: (type, name) => names.get(`${type} ${name}`) ?? none,
    incoming: (node) => flows(node, 'targetRef'),
    outgoing: (node) => flows(node, 'sourceRef'),
    received: (node) => messages(node, 'targetRef'),
    sent: (node) => messages(node, 'sourceRef'),
    naming,
    foreign: isForeign(root),
    dialect: isDialect(root),
    outline: outlineOf(xml),
  };
}

/** Whether a file is written for an engine, ours or another. */
export function isDialect(root: ModdleElement): boolean {
  return isForeign(root) || Object.values(root.$attrs).includes(wardflow.uri);
}

function isForeign(root: ModdleElement): boolean {
  return Object.values(root.$attrs).some((value) => foreignSpace.test(value));
}

/** All elements of the standard under `root`, `root` first; what stands in extensions is nobody's business here. */
function* elementsUnder(root: ModdleElement): Generator<ModdleElement> {
  const ahead: ModdleElement[] = [root];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    yield next;
    const inside = propertiesOf(next).flatMap(({ name, isReference }) => {
      if (isReference || outside.test(name)) return [];
      return [...elementsIn(next, name), ...one(elementIn(next, name))];
    });
    ahead.push(...inside.filter(({ $type }) => $type.startsWith('bpmn:')).toReversed());
  }
}

function one<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value];
}

interface Property {
  readonly name: string;
  readonly isReference?: boolean;
}
interface Described {
  readonly $descriptor?: {
    readonly properties: readonly Property[];
    readonly allTypes: readonly { readonly name: string }[];
  };
}

function propertiesOf(element: ModdleElement): readonly Property[] {
  return (element as Described).$descriptor?.properties ?? [];
}

function referencesOf(element: ModdleElement): readonly string[] {
  return propertiesOf(element).flatMap(({ name, isReference }) =>
    isReference === true && !outside.test(name) ? [name.replace(/^\w+:/, '')] : [],
  );
}

function targetsOf(element: ModdleElement, property: string): readonly ModdleElement[] {
  const value = element.get(property);
  if (value === undefined) return none;
  return Array.isArray(value) ? elementsIn(element, property) : one(elementIn(element, property));
}

function typesOf(element: ModdleElement): readonly string[] {
  const types = (element as Described).$descriptor?.allTypes ?? [];
  return types.map(({ name }) => name.replace(/^\w+:/, ''));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const none: readonly ModdleElement[] = [];
/** Drawing, extensions, and what the reader beneath keeps for itself. */
const outside = /^(di|dc|bpmndi|wardflow):|^(bpmn:)?(diagrams|extensionElements|extensionDefinitions)$/;
/** Their namespaces. */
const foreignSpace = /camunda\.org|flowable\.org|activiti\.org|zeebe|processmaker\.com/i;
