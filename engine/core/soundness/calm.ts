// Partial-order reduction: where what can happen to one token neither disturbs any other nor can be disturbed, it is
// enough to let that happen first; the other orders lead to the same states (persistent sets; Godefroid 1996). The
// explorer sees to it that nothing is put off for ever.
// A token is calm where nothing around it interrupts, cancels, terminates or listens together with others.
import type { EndEvent, FlowNode, Program } from '../model/program.ts';
import { type Trigger, triggersOf } from '../model/triggers.ts';
import type { NodeInstance, Scope, State } from '../state.ts';
import { isUnderWay, type Regions } from './happenings.ts';

/** Scopes of the program in which tokens may end one another. */
export type Disturbed = ReadonlySet<string>;

export function disturbedScopes(program: Program): Disturbed {
  const all = Object.values(program.nodes);
  const thrown = new Set(all.filter(throws).flatMap((node) => signalsOf(node)));
  const heard = all.filter((node) => !throws(node)).flatMap((node) => signalsOf(node));
  if (heard.some((signal) => thrown.has(signal))) return new Set(Object.keys(program.scopes));
  const disturbed = new Set<string>();
  for (const node of all) {
    if (node.type === 'complexGateway' || node.type === 'adHocSubProcess') disturbed.add(node.scope);
    if (node.type === 'adHocSubProcess') disturbed.add(node.id);
    if (node.type === 'eventSubProcess' && interrupts(program, node.start)) disturbed.add(node.scope);
    if (node.type === 'endEvent' || node.type === 'intermediateThrowEvent') disturb(program, node, disturbed);
    if (node.boundaries.some((id) => interrupts(program, id)) && program.scopes[node.id] !== undefined) {
      disturbed.add(node.id);
    }
  }
  return disturbed;
}

/** Whether what can happen to this node's token may be looked at alone. */
export function isCalm(program: Program, state: State, node: NodeInstance, disturbed: Disturbed, regions: Regions) {
  if (node.compensates !== undefined) return false;
  // What lives inside it may end it.
  if (Object.values(state.scopes).some((scope) => scope.node === node.id)) return false;
  for (const one of Object.values(state.subscriptions)) {
    if (one.host.id !== node.id) continue;
    if (one.kind === 'signal' || isUnderWay(program, state, one, regions)) return false;
  }
  for (let scope = state.scopes[node.scope]; scope !== undefined; ) {
    const { loop, boundaries = [] } = program.nodes[scope.element] ?? { loop: null };
    const turn = scope.turn !== undefined;
    if (!turn && disturbed.has(scope.element)) return false;
    if (turn && loop?.kind === 'multiInstance' && (loop.completionCondition !== null || loop.throws.length > 0)) {
      return false;
    }
    if (turn && boundaries.some((id) => interrupts(program, id))) return false;
    if (isLast(state, scope)) return false;
    scope = scope.parent === null ? undefined : state.scopes[scope.parent];
  }
  return true;
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

function interrupts(program: Program, id: string): boolean {
  const event = program.nodes[id];
  return (event?.type === 'boundaryEvent' || event?.type === 'startEvent') && event.interrupting;
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
