/**
 * Which variables can be there where an expression is evaluated: for completion and for telling which of them are there
 * on every way. A forward data flow over the program: what may be written on some way, and what is on all.
 */
import type { FlowNode, Program } from '../model/program.ts';
import { triggersOf } from '../model/triggers.ts';

export interface Known {
  readonly name: string;
  /** On every way that leads here; else on some of them only. */
  readonly always: boolean;
  /** Elements that write it; none: it is there from the beginning. */
  readonly from: readonly string[];
}

export interface Filled {
  readonly name: string;
  /** Whoever completes the form must answer it. */
  readonly required: boolean;
}

export interface Origins {
  /** Variables that every case begins with. */
  readonly intake: readonly string[];
  /** What the form of a start event or task writes, by its name. */
  readonly filled: (form: string) => readonly Filled[];
}

/** Where in the program: before an element does anything, after it, or inside its repetition. */
export interface Spot {
  readonly element: string;
  readonly when: 'before' | 'after';
}

interface Facts {
  readonly may: ReadonlyMap<string, ReadonlySet<string>>;
  /** null: nothing leads here yet, so that everything holds. */
  readonly must: ReadonlySet<string> | null;
}

const nothing: Facts = { may: new Map(), must: null };
/** Each round can only take names away or add some: more rounds than this no drawing needs. */
const roundsMax = 200;
const ofLoops = ['loopCounter', 'numberOfInstances'];
const ofTurns = ['numberOfCompletedInstances', 'numberOfActiveInstances', 'numberOfTerminatedInstances'];

/** @returns by name; for a flow or element that the program does not have, what every case begins with */
export function knownAt(program: Program, { element, when }: Spot, origins: Origins): readonly Known[] {
  const flow = program.flows[element];
  const node = program.nodes[flow?.source ?? element];
  const all = solve(program, origins);
  const facts =
    node === undefined
      ? beginning(origins)
      : flow !== undefined || when === 'after'
        ? (all.get(node.id)?.after ?? nothing)
        : withLoop(all.get(node.id)?.before ?? nothing, node);
  const names = new Set([...facts.may.keys(), ...(facts.must ?? [])]);
  return [...names].toSorted().map((name) => ({
    name,
    always: facts.must?.has(name) === true,
    from: [...(facts.may.get(name) ?? [])].toSorted(),
  }));
}

interface Both {
  readonly before: Facts;
  readonly after: Facts;
}

function solve(program: Program, origins: Origins): ReadonlyMap<string, Both> {
  const nodes = Object.values(program.nodes);
  const found = new Map<string, Both>(nodes.map(({ id }) => [id, { before: nothing, after: nothing }]));
  for (let round = 0, changed = true; changed && round < roundsMax; round++) {
    changed = false;
    for (const node of nodes) {
      const before = beforeNode(program, node, found, origins);
      const after = afterNode(program, node, { before, found }, origins);
      const last = found.get(node.id);
      if (last !== undefined && same(last.before, before) && same(last.after, after)) continue;
      found.set(node.id, { before, after });
      changed = true;
    }
  }
  return found;
}

function beforeNode(program: Program, node: FlowNode, found: ReadonlyMap<string, Both>, origins: Origins): Facts {
  const at = (id: string): Both => found.get(id) ?? { before: nothing, after: nothing };
  if (node.type === 'boundaryEvent') return at(node.attachedTo).before;
  const from = node.incoming.flatMap((flow) => {
    const source = program.flows[flow]?.source;
    return source === undefined ? [] : [at(source).after];
  });
  from.push(...linkedTo(program, node).map((id) => at(id).after));
  if (from.length > 0) return node.type === 'parallelGateway' ? allOf(from) : anyOf(from);
  if (node.type === 'eventSubProcess') return scopeFacts(program, node.scope, found, origins, true);
  return scopeFacts(program, node.scope, found, origins, false);
}

/** What is there where a scope begins; @param late while it runs already: anything inside may have been written */
function scopeFacts(
  program: Program,
  scope: string,
  found: ReadonlyMap<string, Both>,
  origins: Origins,
  late: boolean,
): Facts {
  const model = program.scopes[scope];
  const holder = program.nodes[scope];
  const outside = holder === undefined ? beginning(origins) : withLoop(found.get(holder.id)?.before ?? nothing, holder);
  const declared = wrote(outside, [], model?.declares?.map((name) => ({ name, required: false })) ?? []);
  if (!late) return declared;
  const inside = Object.values(program.nodes).filter((node) => node.scope === scope && node.type !== 'eventSubProcess');
  const may = union([declared.may, ...inside.map(({ id }) => found.get(id)?.after.may ?? new Map())]);
  return { may, must: declared.must };
}

function afterNode(
  program: Program,
  node: FlowNode,
  { before, found }: { readonly before: Facts; readonly found: ReadonlyMap<string, Both> },
  origins: Origins,
): Facts {
  const written = wrote(before, [node.id], writesOf(node, origins));
  if (!(node.id in program.scopes)) return written;
  const inside = Object.values(program.nodes).filter(({ scope }) => scope === node.id);
  const ends = inside.filter(({ outgoing, type }) => outgoing.length === 0 && type !== 'eventSubProcess');
  const through = anyOf(ends.map(({ id }) => found.get(id)?.after ?? nothing));
  const may = union([written.may, ...inside.map(({ id }) => found.get(id)?.after.may ?? new Map())]);
  // What only an item of a list knows is gone with it; an empty list does nothing at all.
  const own = new Set(node.loop === null ? [] : [...loopNames(node)]);
  const kept = new Map([...may].filter(([name]) => !own.has(name) || before.may.has(name)));
  const must =
    node.loop === null && through.must !== null ? new Set([...(written.must ?? []), ...through.must]) : written.must;
  return { may: kept, must };
}

/** What an element writes when it is done. */
function writesOf(node: FlowNode, { filled }: Origins): readonly Filled[] {
  const sure = (names: readonly string[]): readonly Filled[] => names.map((name) => ({ name, required: true }));
  const collected =
    node.loop?.kind === 'multiInstance' && node.loop.outputCollection !== null ? [node.loop.outputCollection] : [];
  return [...own(), ...sure(collected)];

  function own(): readonly Filled[] {
    switch (node.type) {
      case 'startEvent':
        return [...(node.form === null ? [] : filled(node.form)), ...sure(codesOf(node))];
      case 'userTask':
      case 'manualTask':
        return node.form === null || node.part !== undefined ? [] : filled(node.form);
      case 'businessRuleTask':
        return sure([node.result]);
      case 'scriptTask':
        return sure(node.result === null ? [] : [node.result]);
      case 'serviceTask':
      case 'sendTask':
      case 'callActivity':
        return sure(node.outputs.map(({ name }) => name));
      case 'boundaryEvent':
        return sure(codesOf(node));
      default:
        return [];
    }
  }
}

function codesOf(node: Extract<FlowNode, { type: 'startEvent' | 'boundaryEvent' }>): readonly string[] {
  return triggersOf(node.trigger).flatMap((trigger) =>
    'codeVariable' in trigger && trigger.codeVariable !== undefined ? [trigger.codeVariable] : [],
  );
}

/** Throwing links lead to the catching one of the same name in their scope. */
function linkedTo(program: Program, node: FlowNode): readonly string[] {
  if (node.type !== 'intermediateCatchEvent' || node.trigger.kind !== 'link') return [];
  const { link } = node.trigger;
  return Object.values(program.nodes).flatMap((other) =>
    other.type === 'intermediateThrowEvent' &&
    other.trigger.kind === 'link' &&
    other.trigger.link === link &&
    other.scope === node.scope
      ? [other.id]
      : [],
  );
}

function withLoop(facts: Facts, node: FlowNode): Facts {
  return wrote(
    facts,
    [node.id],
    loopNames(node).map((name) => ({ name, required: true })),
  );
}

function loopNames({ loop }: FlowNode): readonly string[] {
  if (loop === null) return [];
  if (loop.kind === 'standard') return ['loopCounter'];
  return [...ofLoops, ...ofTurns, ...(loop.elementVariable === null ? [] : [loop.elementVariable])];
}

function beginning({ intake }: Origins): Facts {
  return { may: new Map(intake.map((name) => [name, new Set()])), must: new Set(intake) };
}

function wrote({ may, must }: Facts, by: readonly string[], written: readonly Filled[]): Facts {
  if (written.length === 0) return { may, must };
  const more = union([may, new Map(written.map(({ name }) => [name, new Set(by)]))]);
  const sure = written.filter(({ required }) => required).map(({ name }) => name);
  return { may: more, must: must === null ? null : new Set([...must, ...sure]) };
}

function anyOf(list: readonly Facts[]): Facts {
  const musts = list.flatMap(({ must }) => (must === null ? [] : [must]));
  const [first, ...others] = musts;
  const must = first === undefined ? null : new Set([...first].filter((name) => others.every((one) => one.has(name))));
  return { may: union(list.map(({ may }) => may)), must };
}

/** A parallel join waits for all. */
function allOf(list: readonly Facts[]): Facts {
  const musts = list.flatMap(({ must }) => (must === null ? [] : [must]));
  const must = musts.length === 0 ? null : new Set(musts.flatMap((one) => [...one]));
  return { may: union(list.map(({ may }) => may)), must };
}

function union(maps: readonly ReadonlyMap<string, ReadonlySet<string>>[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const map of maps) {
    for (const [name, from] of map) all.set(name, new Set([...(all.get(name) ?? []), ...from]));
  }
  return all;
}

function same(a: Facts, b: Facts): boolean {
  const sets = (one: Facts) => [...one.may].reduce((sum, [, from]) => sum + from.size, one.may.size);
  return sets(a) === sets(b) && (a.must === null) === (b.must === null) && a.must?.size === b.must?.size;
}
