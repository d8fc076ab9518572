// Tokens move: a node instance is made, finishes its work, leaves by its flows; a scope ends when nothing is left in it.
import type { FlowNode } from '../model/program.ts';
import { behaviourOf, cause, elementOf, emit, freshId, type Run, scopeOf } from '../run.ts';
import type { NodeInstance, Scope } from '../state.ts';
import { closeIncident } from './incidents.ts';
import { dropSubscriptions } from './subscriptions.ts';
import { variablesIn } from './variables.ts';

/** A token has come along a flow. */
export function arrive(run: Run, flow: string, scope: string): void {
  const target = run.program.flows[flow]?.target ?? '';
  const element = elementOf(run, target);
  const behaviour = behaviourOf(run, element);
  if (behaviour.arrive === undefined || behaviour.arrive(run, element, scope, flow)) enterNode(run, element, scope);
}

/** Makes a node instance; its work begins when its turn comes. @returns its id */
export function enterNode(run: Run, element: FlowNode, scope: string): string {
  const node = freshId(run, 'n');
  emit(run, { kind: 'nodeEntered', node, element: element.id, scope });
  record(run, element.id, node, 'activated');
  run.agenda.push({ kind: 'enter', node });
  return node;
}

/** The work of a node is done; what listened on its border stops listening. */
export function finish(run: Run, node: string): void {
  dropSubscriptions(run, { kind: 'node', id: node });
  closeIncident(run, node);
  emit(run, { kind: 'nodeMoved', node, move: 'finish' });
  run.agenda.push({ kind: 'leave', node });
}

/** The node ends, and a token goes out on each of `flows`. */
export function departBy(run: Run, node: NodeInstance, flows: readonly string[]): void {
  emit(run, { kind: 'nodeMoved', node: node.id, move: 'complete' });
  record(run, node.element, node.id, 'completed');
  for (const flow of flows) record(run, flow, node.id, 'taken');
  for (const flow of flows.toReversed()) run.agenda.push({ kind: 'arrive', flow, scope: node.scope });
}

/** Ends every scope in which nothing lives any more: implicit end, when all tokens are consumed. */
export function endQuietScopes(run: Run): void {
  const root = scopeOf(run, run.state.root);
  if (isQuiet(run, root)) endInstance(run, 'complete');
}

export function endInstance(run: Run, move: 'complete' | 'terminate' | 'fail'): void {
  emit(run, { kind: 'instanceMoved', move });
  const state = run.state.life === 'active' ? 'completed' : run.state.life;
  cause(run, { kind: 'instanceEnded', state, variables: variablesIn(run.state, run.state.root) });
}

export function record(
  run: Run,
  element: string,
  node: string,
  event: 'activated' | 'completed' | 'terminated' | 'failed' | 'taken',
): void {
  cause(run, { kind: 'history', element, node, event, at: run.env.now });
}

/** Asked when the agenda is empty, so tokens on the way need no look. A token parked before a join keeps its scope. */
function isQuiet(run: Run, scope: Scope): boolean {
  if (Object.keys(scope.parked).length > 0) return false;
  return !Object.values(run.state.nodes).some((node) => node.scope === scope.id);
}
