// Partial-order reduction: where what can happen to one token neither disturbs any other nor can be disturbed, it is
// enough to let that happen first; the other orders lead to the same states (persistent sets; Godefroid 1996). The
// explorer sees to it that nothing is put off for ever.
// A token is calm where nothing around it interrupts, cancels, terminates or listens together with others. What interrupts
// from outside, by a message, by time, by a condition, leads to the same whatever it ends: it is looked at beside the token.
import type { EndEvent, FlowNode, Program } from '../model/program.ts';
import { type Trigger, triggersOf } from '../model/triggers.ts';
import type { NodeInstance, Scope, State } from '../state.ts';
import { flowsAhead } from '../verbs/reach.ts';
import { isUnderWay, type Regions } from './happenings.ts';

/** What of a program keeps its tokens from being looked at alone. */
export interface Disturbance {
  /** Scopes in which tokens may end one another. */
  readonly scopes: ReadonlySet<string>;
  readonly joinsAhead: JoinsAhead;
}

export function disturbanceIn(program: Program): Disturbance {
  return { scopes: disturbedScopes(program), joinsAhead: joinsAheadOf(program) };
}

function disturbedScopes(program: Program): ReadonlySet<string> {
  const all = Object.values(program.nodes);
  const thrown = new Set(all.filter(throws).flatMap((node) => signalsOf(node)));
  const heard = all.filter((node) => !throws(node)).flatMap((node) => signalsOf(node));
  if (heard.some((signal) => thrown.has(signal))) return new Set(Object.keys(program.scopes));
  const disturbed = new Set<string>();
  for (const node of all) {
    if (node.type === 'complexGateway' || node.type === 'adHocSubProcess') disturbed.add(node.scope);
    if (node.type === 'adHocSubProcess') disturbed.add(node.id);
    if (node.type === 'eventSubProcess' && disturbs(program, node.start)) disturbed.add(node.scope);
    if (node.type === 'endEvent' || node.type === 'intermediateThrowEvent') disturb(program, node, disturbed);
    if (node.boundaries.some((id) => disturbs(program, id)) && program.scopes[node.id] !== undefined) {
      disturbed.add(node.id);
    }
  }
  return disturbed;
}

/** Whether what can happen to this node's token may be looked at alone. */
export function isCalm(
  program: Program,
  state: State,
  node: NodeInstance,
  { disturbance, regions }: { readonly disturbance: Disturbance; readonly regions: Regions },
): boolean {
  if (node.compensates !== undefined) return false;
  // What lives inside it may end it.
  if (Object.values(state.scopes).some((scope) => scope.node === node.id)) return false;
  for (const one of Object.values(state.subscriptions)) {
    if (one.host.id !== node.id) continue;
    if (one.kind === 'signal' || isUnderWay(program, state, one, regions)) return false;
  }
  if (isBeforeJoin(state, node, disturbance.joinsAhead)) return false;
  for (let scope = state.scopes[node.scope]; scope !== undefined; ) {
    const { loop, boundaries = [] } = program.nodes[scope.element] ?? { loop: null };
    const turn = scope.turn !== undefined;
    if (!turn && disturbance.scopes.has(scope.element)) return false;
    if (turn && loop?.kind === 'multiInstance' && (loop.completionCondition !== null || loop.throws.length > 0)) {
      return false;
    }
    if (turn && boundaries.some((id) => disturbs(program, id))) return false;
    if (isLast(state, scope)) return false;
    scope = scope.parent === null ? undefined : state.scopes[scope.parent];
  }
  return true;
}

/**
 * An inclusive join goes on without a token that has a way to a flow where one waits already (BPMN 2.0.2 §13.4.3): where
 * a token has ways to several of its flows, who moves first decides. In a block of its own each branch leads to one.
 */
function isBeforeJoin({ nodes, scopes }: State, { id, element, scope }: NodeInstance, ahead: JoinsAhead): boolean {
  for (const [join, own] of ahead(element)) {
    const others = Object.values(nodes).filter((other) => other.scope === scope && other.id !== id);
    const parked = Object.keys(scopes[scope]?.parked ?? {});
    const ways = [...others.map((other) => other.element), ...parked].map((at) =>
      at === join ? 1 : (ahead(at).get(join) ?? 0),
    );
    if (ways.some((count) => count > 0) && [own, ...ways].some((count) => count > 1)) return true;
  }
  return false;
}

/** Inclusive joins that an element has ways to, and to how many of their flows. */
type JoinsAhead = (element: string) => ReadonlyMap<string, number>;

function joinsAheadOf(program: Program): JoinsAhead {
  const joins = Object.values(program.nodes).filter(
    (node) => node.type === 'inclusiveGateway' && node.incoming.length > 1,
  );
  const known = new Map<string, ReadonlyMap<string, number>>();
  return (element) => {
    const before = known.get(element);
    if (before !== undefined) return before;
    const counts = joins.flatMap((join): readonly (readonly [string, number])[] => {
      const ahead = flowsAhead(program, element, join.id);
      const count = join.incoming.filter((flow) => ahead.has(flow)).length;
      return count === 0 ? [] : [[join.id, count]];
    });
    const made = new Map(counts);
    known.set(element, made);
    return made;
  };
}

/** The last token of a scope that listens: when it ends, nothing is heard there any more. */
function isLast(state: State, { id, node: owner }: Scope): boolean {
  const listens = Object.values(state.subscriptions).some(({ host }) => host.id === id || host.id === owner);
  return listens && Object.values(state.nodes).filter((node) => node.scope === id).length < 2;
}

function throws(node: FlowNode): boolean {
  return node.type === 'endEvent' || node.type === 'intermediateThrowEvent';
}

function signalsOf(node: FlowNode): readonly string[] {
  const own: readonly Trigger[] = 'trigger' in node ? triggersOf(node.trigger) : [];
  return own.flatMap((trigger) => (trigger.kind === 'signal' ? [trigger.signal] : []));
}

/** Interrupts by what happens inside; or from outside where what was done before is remembered to be undone. */
function disturbs(program: Program, id: string): boolean {
  const event = program.nodes[id];
  if ((event?.type !== 'boundaryEvent' && event?.type !== 'startEvent') || !event.interrupting) return false;
  const remembers = Object.values(program.nodes).some(({ compensation }) => compensation !== null);
  return remembers || !triggersOf(event.trigger).every(({ kind }) => kind === 'timer' || kind === 'message');
}

/** The nodes and scopes around a node: who ends one of them ends it. */
export function around(state: State, node: NodeInstance): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let scope = state.scopes[node.scope]; scope !== undefined; ) {
    ids.add(scope.id);
    if (scope.node !== null) ids.add(scope.node);
    scope = scope.parent === null ? undefined : state.scopes[scope.parent];
  }
  return ids;
}

/** What an event throws may end scopes from its own outward, up to who catches it. */
function disturb(program: Program, node: EndEvent | FlowNode, disturbed: Set<string>): void {
  const triggers = 'trigger' in node ? triggersOf(node.trigger) : [];
  for (const { kind } of triggers) {
    if (kind === 'terminate') disturbed.add(node.scope);
    if (kind === 'error' || kind === 'escalation' || kind === 'cancel' || kind === 'compensation') {
      for (let scope = program.scopes[node.scope]; scope !== undefined; ) {
        disturbed.add(scope.id);
        const host = program.nodes[scope.id];
        const caught = host?.boundaries.some((id) => catches(program, id, kind)) === true;
        scope = caught || scope.parent === null ? undefined : program.scopes[scope.parent];
      }
    }
  }
}

/** Codes are not compared: where in doubt, the scopes further out count as disturbed only if nobody catches the kind. */
function catches(program: Program, id: string, kind: Trigger['kind']): boolean {
  const event = program.nodes[id];
  if (event?.type !== 'boundaryEvent') return false;
  return triggersOf(event.trigger).some(
    (trigger) => trigger.kind === kind && (!('code' in trigger) || trigger.code === null),
  );
}
