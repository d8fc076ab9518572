// Values that are worth trying, so that a guard goes one way or the other and nothing that an element needs is missing.
// They come from the model itself: what guards compare with, what the cells of decision tables ask for, what a place needs.
import type { Decisions, Logic } from '../../model/decisions.ts';
import type { Expression, FlowNode, Program } from '../../model/program.ts';
import { triggersOf } from '../../model/triggers.ts';
import type { Json } from '../../values.ts';
import type { Choice } from '../chooser.ts';
import type { Happening } from '../graph.ts';
import { type Facts, factsOf, variablesFrom } from './facts.ts';

/** Values that belong together, by path; tried as a whole. */
export type Bundle = ReadonlyMap<string, Json>;
/** Alternatives, of which one is taken. */
export type Dimension = readonly Bundle[];

export interface Known {
  /** ISO 8601 with offset: a point of time that fits. */
  readonly now: string;
  readonly calendars: readonly string[];
  readonly processes: readonly string[];
}

const valuesPerPathMax = 8;
const rulesPerTableMax = 24;

/** The expression that a choice stands for. */
export function expressionOf(program: Program, { kind, id }: Choice): readonly Expression[] {
  if (kind === 'flow') return present(program.flows[id]?.condition);
  const node = program.nodes[id];
  if (node === undefined) return [];
  if (kind === 'activation' && 'activation' in node) return present(node.activation);
  const { loop } = node;
  if (kind === 'enough' && 'completionCondition' in node) return present(node.completionCondition);
  if (loop?.kind === 'standard') return present(loop.condition ?? loop.maximum);
  if (loop?.kind !== 'multiInstance') return [];
  if (kind === 'count') return present(loop.collection ?? loop.cardinality);
  if (kind === 'enough') return present(loop.completionCondition);
  return loop.throws.flatMap(({ when }) => (typeof when === 'string' ? [] : [when]));
}

export interface Wanted {
  readonly happening: Happening;
  readonly choices: readonly Choice[];
  readonly entered: readonly string[];
}

/** What to try so that these choices come about: one dimension for each path, and for what makes its value. */
export function dimensionsFor(
  program: Program,
  { happening, choices, entered }: Wanted,
  known: Known,
): ReadonlyMap<string, Dimension> {
  const dimensions = new Map<string, Dimension>();
  const paths = new Set<string>();
  const add = (expression: Expression, counts: readonly Json[] | null): void => {
    if (expression.kind === 'literal') return;
    const facts = factsOf(expression.source);
    for (const path of facts.paths) {
      paths.add(path);
      const values = counts ?? valuesNear(facts.literals, facts.lists);
      dimensions.set(path, merged(dimensions.get(path), path, values));
    }
  };
  for (const choice of choices) {
    const counts = choice.kind === 'count' ? collectionsFor(program, choice.id, known) : null;
    for (const expression of expressionOf(program, choice)) add(expression, counts);
  }
  for (const expression of conditionOf(program, happening)) add(expression, null);
  addMakers(program, { paths, entered }, dimensions);
  return dimensions;
}

function conditionOf(program: Program, happening: Happening): readonly Expression[] {
  const node = happening.kind === 'condition' ? program.nodes[happening.element] : undefined;
  const triggers = node !== undefined && 'trigger' in node ? triggersOf(node.trigger) : [];
  return triggers.flatMap((trigger) => (trigger.kind === 'conditional' ? [trigger.condition] : []));
}

/** What an element needs, so that it does not get stuck: a dimension for each path that it asks for. */
export function needsOf(program: Program, element: string, known: Known): ReadonlyMap<string, Dimension> {
  const dimensions = new Map<string, Dimension>();
  const node = program.nodes[element];
  if (node === undefined) return dimensions;
  for (const { expression, values } of needs(node, known)) {
    if (expression?.kind !== 'feel') continue;
    for (const path of factsOf(expression.source).paths) {
      dimensions.set(path, merged(dimensions.get(path), path, values));
    }
  }
  const all = { paths: new Set([...dimensions.keys()].map((path) => path.split('.')[0] ?? '')), entered: null };
  addMakers(program, all, dimensions);
  if (node.type === 'businessRuleTask') addDecision(program.decisions, node.decision, dimensions);
  if (node.type === 'scriptTask') addScript(node.script, dimensions);
  return dimensions;
}

/** What may be done so often: lists whose items have what the inside asks of them, else of anything, else numbers. */
function collectionsFor(program: Program, id: string, known: Known): readonly Json[] {
  const { loop } = program.nodes[id] ?? {};
  const element = loop?.kind === 'multiInstance' ? loop.elementVariable : null;
  const members = element === null ? new Map() : membersOf(program, id, `${element}.`, known);
  if (members.size === 0) return countsOrLists;
  const item = (index: number): Json =>
    variablesFrom(new Map([...members].map(([path, values]) => [path, values[index % values.length] ?? null])), {});
  return [[item(0), item(1)], [item(0)], []];
}

/** Values worth having for each member that a guard or an element inside an activity asks of its item. */
function membersOf(program: Program, id: string, prefix: string, known: Known): ReadonlyMap<string, readonly Json[]> {
  const members = new Map<string, readonly Json[]>();
  const add = (expression: Expression | null | undefined, values: (facts: Facts) => readonly Json[]): void => {
    if (expression?.kind !== 'feel') return;
    const facts = factsOf(expression.source);
    for (const path of facts.paths.filter((one) => one.startsWith(prefix))) {
      const member = path.slice(prefix.length);
      if (!members.has(member)) members.set(member, values(facts));
    }
  };
  const inside = Object.values(program.nodes).filter((node) => node.id === id || isWithin(program, node.scope, id));
  for (const flow of inside.flatMap(({ outgoing }) => outgoing.map((one) => program.flows[one]))) {
    add(flow?.condition, (facts) => valuesNear(facts.literals, facts.lists));
  }
  for (const node of inside) {
    for (const { expression, values } of needs(node, known)) add(expression, () => values);
    if ('part' in node) add(node.part, () => ['one', 'two']);
  }
  return members;
}

function isWithin(program: Program, scope: string, id: string): boolean {
  const parent = program.scopes[scope]?.parent ?? null;
  return scope === id || (parent !== null && isWithin(program, parent, id));
}

interface Need {
  readonly expression: Expression | null | undefined;
  readonly values: readonly Json[];
}

function needs(node: FlowNode, known: Known): readonly Need[] {
  const list: Need[] = [{ expression: node.stage, values: ['stage'] }];
  const time = (from: Expression | null, calendar: Expression | null, dayCount: Expression | null): void => {
    list.push({ expression: from, values: [known.now] }, { expression: calendar, values: known.calendars });
    list.push({ expression: dayCount, values: ['elapsed'] });
  };
  if ('unit' in node) {
    list.push({ expression: node.unit, values: ['unit'] }, { expression: node.role, values: ['role'] });
    list.push({ expression: node.assignee, values: ['somebody'] }, { expression: node.priority, values: [50] });
    if (node.deadline !== null) {
      const { from, calendar, dayCount, duration } = node.deadline;
      time(from, calendar, dayCount);
      list.push({ expression: duration, values: ['PT1H'] });
    }
  }
  if ('jobType' in node) {
    list.push({ expression: node.jobType, values: ['work'] }, { expression: node.retries, values: [3] });
  }
  if ('called' in node) list.push({ expression: node.called, values: known.processes });
  if (node.loop?.kind === 'standard') list.push({ expression: node.loop.maximum, values: [2] });
  if (node.loop?.kind === 'multiInstance') {
    list.push({ expression: node.loop.collection, values: countsOrLists.filter(Array.isArray) });
    list.push({ expression: node.loop.cardinality, values: [2, 1, 0] });
  }
  for (const trigger of 'trigger' in node ? triggersOf(node.trigger) : []) {
    if (trigger.kind !== 'timer') continue;
    const { timer } = trigger;
    time(timer.from, timer.calendar, timer.dayCount);
    const value = timer.kind === 'duration' ? 'PT1H' : timer.kind === 'cycle' ? 'R2/PT1H' : known.now;
    list.push({ expression: timer.value, values: [value] });
  }
  return list;
}

/** Where a path is the result of a decision or script, what that asks for. */
function addMakers(
  program: Program,
  { paths, entered }: { readonly paths: ReadonlySet<string>; readonly entered: readonly string[] | null },
  dimensions: Map<string, Dimension>,
): void {
  const names = new Set([...paths].map((path) => path.split('.')[0] ?? ''));
  for (const node of Object.values(program.nodes)) {
    if (entered !== null && !entered.includes(node.id)) continue;
    if (node.type === 'businessRuleTask' && names.has(node.result)) {
      addDecision(program.decisions, node.decision, dimensions);
    }
    if (node.type === 'scriptTask' && node.result !== null && names.has(node.result)) {
      addScript(node.script, dimensions);
    }
  }
}

function addScript(script: Expression, dimensions: Map<string, Dimension>): void {
  if (script.kind !== 'feel') return;
  const facts = factsOf(script.source);
  for (const path of facts.paths) {
    dimensions.set(path, merged(dimensions.get(path), path, valuesNear([...facts.literals, 0, 1, 2], facts.lists)));
  }
}

/** One alternative for each rule: values that its cells ask for. */
function addDecision(decisions: Decisions, key: string, dimensions: Map<string, Dimension>): void {
  const element = decisions[key];
  if (element === undefined || dimensions.has(`decision ${key}`)) return;
  if (element.kind === 'decision') {
    const bundles = element.logic === null ? [] : bundlesOf(element.logic, decisions);
    dimensions.set(`decision ${key}`, bundles);
    for (const required of element.requires) addDecision(decisions, required.key, dimensions);
  }
  if (element.kind === 'service') for (const output of element.outputs) addDecision(decisions, output.key, dimensions);
}

function bundlesOf(logic: Logic, decisions: Decisions): readonly Bundle[] {
  const made = Object.values(decisions).filter(({ kind }) => kind !== 'input');
  const results = new Set(made.flatMap(({ id, name }) => [id, name]));
  if (logic.kind !== 'table') {
    return sourcesIn(logic).flatMap((source) => {
      const facts = factsOf(source);
      const own = facts.paths.filter((path) => !results.has(path));
      return own.flatMap((path) => valuesNear(facts.literals, facts.lists).map((value) => new Map([[path, value]])));
    });
  }
  return logic.rules.slice(0, rulesPerTableMax).flatMap((rule) => {
    const pairs = logic.inputs.flatMap((input, index): readonly (readonly [string, Json])[] => {
      const test = rule.tests[index] ?? null;
      const { paths } = factsOf(input.source);
      const [path] = paths;
      if (test === null || path === undefined || paths.length !== 1 || results.has(path)) return [];
      const value = passing(test);
      return value === undefined ? [] : [[path, value]];
    });
    return pairs.length === 0 ? [] : [new Map(pairs)];
  });
}

/** FEEL texts anywhere in a boxed expression. */
function sourcesIn(logic: unknown): readonly string[] {
  if (typeof logic !== 'object' || logic === null) return [];
  return Object.entries(logic).flatMap(([key, value]) =>
    key === 'source' && typeof value === 'string' ? [value] : sourcesIn(value),
  );
}

/** A value that passes a simple cell: one of a list, a comparison, an interval, or the opposite of one of these. */
function passing(test: string): Json | undefined {
  const [first] = factsOf(test, 'unaryTests').literals;
  if (first === undefined) return undefined;
  const text = test.trim();
  if (text.startsWith('not'))
    return typeof first === 'string' ? `not ${first}` : typeof first === 'number' ? first + 1 : !first;
  if (typeof first !== 'number') return first;
  if (/^(<(?!=)|[\](]\s*-?\d)/.test(text)) return text.startsWith('<') ? first - 1 : first + 1;
  return /^>(?!=)/.test(text) ? first + 1 : first;
}

const countsOrLists: readonly Json[] = [['one', 'two'], ['one'], [], 2, 1, 0];

function valuesNear(literals: readonly Json[], lists: boolean): readonly Json[] {
  const values: Json[] = literals.flatMap((literal): Json[] =>
    typeof literal === 'number' ? [literal, literal + 1, literal - 1] : [literal],
  );
  if (literals.some((literal) => typeof literal === 'string')) values.push('something else');
  if (!literals.some((literal) => typeof literal === 'string' || typeof literal === 'number')) values.push(true, false);
  if (lists) values.push(['one', 'two'], ['one'], [], true, false);
  values.push(null);
  return values;
}

function merged(before: Dimension | undefined, path: string, values: readonly Json[]): Dimension {
  const known = new Map((before ?? []).map((bundle) => [JSON.stringify([...bundle]), bundle] as const));
  for (const value of values) {
    const bundle = new Map([[path, value]]);
    const key = JSON.stringify([...bundle]);
    if (!known.has(key)) known.set(key, bundle);
  }
  return [...known.values()].slice(0, valuesPerPathMax);
}

function present(expression: Expression | null | undefined): readonly Expression[] {
  return expression === null || expression === undefined ? [] : [expression];
}
