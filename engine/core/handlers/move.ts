// An operator changes where the tokens are. Everything is checked first: a move that is not possible changes nothing.
// What begins takes its place before what is cancelled ends, so that a scope that both are in stays open.
import type { Command } from '../commands.ts';
import type { BoundaryEvent, FlowNode } from '../model/program.ts';
import { type Rejection, reject } from '../rejection.ts';
import { behaviourOf, elementOf, emit, type Run, scopeOf } from '../run.ts';
import type { NodeInstance } from '../state.ts';
import { compensated } from '../verbs/compensate.ts';
import { emptyScope, interrupt } from '../verbs/interrupt.ts';
import { beginTurn } from '../verbs/loops.ts';
import { ambiguousAround, type Ending, scopeFor, scopesInside } from '../verbs/place.ts';
import { endInstance, enterNode, isTurn } from '../verbs/tokens.ts';
import { writeVariables } from '../verbs/variables.ts';

type Move = Extract<Command, { kind: 'move' }>;

export function move(run: Run, command: Move): Rejection | null {
  const refused = refusedOf(run, command);
  if (refused !== null) return refused;
  const { cancel, startBefore, startAfter, variables } = command;
  writeVariables(run, run.state.root, variables);
  const leaving = cancel.map((id) => ({ id, nodes: nodesAt(run, id) }));
  const before = run.agenda.length;
  const ending = endingBy(run, cancel);
  for (const id of startBefore) beginAt(run, elementOf(run, id), ending);
  for (const id of startAfter) goOnAfter(run, elementOf(run, id), ending);
  run.agenda.push(...run.agenda.splice(before).reverse());
  for (const { id, nodes } of leaving) {
    dropParked(run, id);
    for (const node of nodes) remove(run, node);
  }
  endWhereEmpty(run, run.state.root);
  return null;
}

function refusedOf(run: Run, { cancel, startBefore, startAfter }: Move): Rejection | null {
  if (cancel.length + startBefore.length + startAfter.length === 0) return reject('MOVE_EMPTY');
  for (const element of cancel) {
    if (nodesAt(run, element).length === 0 && !isParked(run, element)) return reject('MOVE_NOTHING_THERE', { element });
  }
  for (const element of [...startBefore, ...startAfter]) {
    const node = run.program.nodes[element];
    if (node === undefined || !mayBegin(run, node)) return reject('MOVE_NOT_POSSIBLE', { element });
    const scope = ambiguousAround(run, node.scope, endingBy(run, cancel));
    if (scope !== null) return reject('MOVE_AMBIGUOUS', { element, scope });
  }
  const unclear = startAfter.find((id) => run.program.nodes[id]?.outgoing.length !== 1);
  return unclear === undefined ? null : reject('MOVE_AFTER_UNCLEAR', { element: unclear });
}

/** What only undoes something begins with its throwing and not otherwise. */
function mayBegin(run: Run, node: FlowNode): boolean {
  if (node.type === 'boundaryEvent' && node.trigger.kind === 'compensation') return false;
  return !Object.values(run.program.nodes).some((other) => other.compensation === node.id);
}

/** A node by its own id, or all at an element; the turns of a loop go with its frame. */
function nodesAt(run: Run, id: string): readonly NodeInstance[] {
  const own = run.state.nodes[id];
  if (own !== undefined) return [own];
  return Object.values(run.state.nodes).filter((node) => node.element === id && !isTurn(run, node));
}

/** What is cancelled with all that is in it is not joined. */
function endingBy(run: Run, cancel: readonly string[]): Ending {
  return new Set(cancel.flatMap((id) => nodesAt(run, id).flatMap((node) => scopesInside(run, node.id))));
}

function beginAt(run: Run, element: FlowNode, ending: Ending): void {
  const scope = scopeFor(run, element.scope, ending);
  const frame = openFrame(run, element, scope);
  if (frame !== undefined) {
    addTurn(run, frame);
    return;
  }
  if (element.type === 'boundaryEvent' && element.interrupting) endHosts(run, element, scope);
  const flow = element.incoming.find((id) => !scopeOf(run, scope).parked[element.id]?.[id]);
  const joins = behaviourOf(run, element).arrive !== undefined && flow !== undefined;
  // Before a join it is one token more that has come.
  if (joins) run.agenda.push({ kind: 'arrive', flow, scope, from: null });
  else enterNode(run, element, scope);
}

/** An interrupting event ends its activity, however it begins. */
function endHosts(run: Run, { attachedTo }: BoundaryEvent, scope: string): void {
  for (const node of Object.values(run.state.nodes)) {
    if (node.element === attachedTo && node.scope === scope) interrupt(run, node.id, 'terminate');
  }
}

/** A parallel multi-instance activity that is under way gets one instance more; any other begins as a whole. */
function openFrame(run: Run, { id, loop }: FlowNode, scope: string): NodeInstance | undefined {
  if (loop?.kind !== 'multiInstance' || loop.sequential) return undefined;
  return Object.values(run.state.nodes).find(
    (node) => node.element === id && node.scope === scope && node.loop !== undefined,
  );
}

function addTurn(run: Run, { id, loop }: NodeInstance): void {
  if (loop === undefined) return;
  emit(run, { kind: 'loopSet', node: id, loop: { ...loop, total: (loop.total ?? 0) + 1 } });
  beginTurn(run, id);
}

function goOnAfter(run: Run, element: FlowNode, ending: Ending): void {
  const [flow] = element.outgoing;
  if (flow === undefined) return;
  run.agenda.push({ kind: 'arrive', flow, scope: scopeFor(run, element.scope, ending), from: null });
}

function isParked(run: Run, gateway: string): boolean {
  return Object.values(run.state.scopes).some((scope) => Object.hasOwn(scope.parked, gateway));
}

function dropParked(run: Run, gateway: string): void {
  for (const { id: scope, parked } of Object.values(run.state.scopes)) {
    for (const [flow, count] of Object.entries(parked[gateway] ?? {})) {
      const flows = Array.from({ length: count }, () => flow);
      emit(run, { kind: 'tokensJoined', scope, gateway, flows });
    }
    endWhereEmpty(run, scope);
  }
}

function remove(run: Run, node: NodeInstance): void {
  if (run.state.nodes[node.id] === undefined) return;
  interrupt(run, node.id, 'terminate');
  // Who threw compensation does not wait for a handler that is gone.
  if (node.compensates !== undefined) compensated(run, node.compensates, node.id);
  endWhereEmpty(run, node.scope);
}

/** What holds nothing any more is cancelled with its last token; an open ad-hoc sub-process still lets somebody choose. */
function endWhereEmpty(run: Run, id: string): void {
  const scope = run.state.scopes[id];
  if (scope === undefined || run.state.life !== 'active' || scope.adHoc?.open || !isEmpty(run, id)) return;
  if (scope.node === null) {
    emptyScope(run, id);
    endInstance(run, 'terminate');
    return;
  }
  const owner = run.state.nodes[scope.node];
  emptyScope(run, id);
  if (owner === undefined) return;
  const { loop } = owner;
  const beside = Object.values(run.state.scopes).some((other) => other.node === owner.id);
  if (!beside || loop === undefined) remove(run, owner);
  else emit(run, { kind: 'loopSet', node: owner.id, loop: { ...loop, cancelled: (loop.cancelled ?? 0) + 1 } });
}

function isEmpty(run: Run, id: string): boolean {
  const holds = Object.values(run.state.nodes).some((node) => node.scope === id);
  const comes = run.agenda.some((work) => work.kind === 'arrive' && work.scope === id);
  return !holds && !comes && Object.keys(run.state.scopes[id]?.parked ?? {}).length === 0;
}
