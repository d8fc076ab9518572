// Tokens move: a node instance is made, finishes its work, leaves by its flows.
import { liveNodesMax } from '../model/limits.ts';
import type { FlowNode } from '../model/program.ts';
import { behaviourOf, cause, elementOf, emit, freshId, nodeOf, type Run, scopeOf } from '../run.ts';
import type { NodeInstance } from '../state.ts';
import { Stuck } from '../stuck.ts';
import { closeIncident } from './incidents.ts';
import { dropSubscriptions } from './subscriptions.ts';
import { variablesIn } from './variables.ts';

/** A token has come along a flow; where its scope has ended meanwhile, it has ended too. */
export function arrive(run: Run, flow: string, scope: string): void {
  if (run.state.scopes[scope] === undefined) return;
  const target = run.program.flows[flow]?.target ?? '';
  const element = elementOf(run, target);
  const behaviour = behaviourOf(run, element);
  if (element.quantity !== undefined && !isEnough(run, element, scope, flow)) return;
  if (behaviour.arrive === undefined || behaviour.arrive(run, element, scope, flow)) enterNode(run, element, scope);
}

/** BPMN 2.0.2 table 10.3: tokens wait before an activity until there are as many as it needs. */
function isEnough(run: Run, element: FlowNode, scope: string, flow: string): boolean {
  const needed = element.quantity?.start ?? 1;
  if (needed === 1) return true;
  emit(run, { kind: 'tokenParked', scope, gateway: element.id, flow });
  const parked = Object.entries(scopeOf(run, scope).parked[element.id] ?? {});
  const tokens = parked.flatMap(([from, count]) => Array.from({ length: count }, () => from));
  if (tokens.length < needed) return false;
  for (const from of tokens.slice(0, needed)) {
    emit(run, { kind: 'tokensJoined', scope, gateway: element.id, flows: [from] });
  }
  return true;
}

/** What a node instance begins with, where it does not come from a flow. */
export interface Entry {
  readonly triggered?: true;
  readonly compensates?: string;
  /** The node that it goes on from, where that is not the one whose work is under way; null: from none. */
  readonly from?: string | null;
}

/** Makes a node instance; its work begins when its turn comes. @returns its id */
export function enterNode(run: Run, element: FlowNode, scope: string, { from, ...entry }: Entry = {}): string {
  const node = freshId(run, 'n');
  const { source } = run;
  if (from !== undefined) run.source = from;
  emit(run, { kind: 'nodeEntered', node, element: element.id, scope, ...entry });
  run.source = source;
  recordNode(run, nodeOf(run, node), 'activated');
  run.agenda.push({ kind: 'enter', node });
  return node;
}

/** Several at once: the first begins first, since the agenda is a stack. */
export function enterAll(run: Run, elements: readonly FlowNode[], scope: string, entry: Entry = {}): void {
  const before = run.agenda.length;
  for (const element of elements) enterNode(run, element, scope, entry);
  run.agenda.push(...run.agenda.splice(before).reverse());
}

/** The work of a node is done; what listened on its border stops listening. */
export function finish(run: Run, node: string): void {
  dropSubscriptions(run, { kind: 'node', id: node });
  closeIncident(run, node);
  emit(run, { kind: 'nodeMoved', node, move: 'finish' });
  run.agenda.push({ kind: 'leave', node });
}

/**
 * The node ends, and a token goes out on each of `flows`, as often as its completion quantity says.
 * @throws Stuck TOO_MANY_NODES where too many tokens wait before joins already
 */
export function departBy(run: Run, node: NodeInstance, flows: readonly string[]): void {
  emit(run, { kind: 'nodeMoved', node: node.id, move: 'complete' });
  recordNode(run, node, 'completed');
  for (const flow of flows) record(run, flow, node.id, 'taken');
  if (flows.length > 0 && run.state.next > liveNodesMax && parkedTokens(run) > liveNodesMax) {
    throw new Stuck('TOO_MANY_NODES');
  }
  const times = elementOf(run, node.element).quantity?.completion ?? 1;
  for (const flow of flows.toReversed()) {
    for (let time = 0; time < times; time++)
      run.agenda.push({ kind: 'arrive', flow, scope: node.scope, from: node.id });
  }
}

/** Each has come from a node with an id of its own, so they need be counted only where many ids have been given out. */
function parkedTokens(run: Run): number {
  const counts = Object.values(run.state.scopes).flatMap(({ parked }) => Object.values(parked).flatMap(Object.values));
  return counts.reduce((sum: number, count: number) => sum + count, 0);
}

/** Ends at once what has nothing left to do: an end event before it throws. */
export function consume(run: Run, node: NodeInstance): void {
  emit(run, { kind: 'nodeMoved', node: node.id, move: 'finish' });
  departBy(run, node, []);
}

export function endInstance(run: Run, move: 'complete' | 'terminate' | 'fail', error?: string): void {
  emit(run, { kind: 'instanceMoved', move });
  const state = endOf[move];
  const variables = variablesIn(run.state, run.state.root);
  cause(run, { kind: 'instanceEnded', state, variables, ...(error !== undefined && { error }) });
}

const endOf = { complete: 'completed', terminate: 'terminated', fail: 'failed' } as const;

type Happening = 'activated' | 'completed' | 'terminated' | 'failed' | 'taken' | 'sentBack';

export function record(run: Run, element: string, node: string, event: Happening): void {
  cause(run, { kind: 'history', element, node, event, at: run.env.now });
}

/** The frame around the turns of a loop leaves no trace of its own: its turns do. */
export function recordNode(run: Run, node: NodeInstance, event: Happening): void {
  if (elementOf(run, node.element).loop !== null && !isTurn(run, node)) return;
  record(run, node.element, node.id, event);
}

/** Whether the node is one turn of a loop, not the frame around the turns. */
export function isTurn(run: Run, node: NodeInstance): boolean {
  const scope = scopeOf(run, node.scope);
  return scope.turn !== undefined && scope.element === node.element;
}
