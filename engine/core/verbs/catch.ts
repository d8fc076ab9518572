// Something that somebody listened for has happened: BPMN 2.0.2 §13.5.2 (catch), §13.5.3 (boundary), §13.5.4 (event
// sub-process).
import type { BoundaryEvent, StartEvent } from '../model/program.ts';
import { triggersOf } from '../model/triggers.ts';
import { elementOf, emit, nodeOf, type Run, scopeOf } from '../run.ts';
import type { NodeInstance, Subscription } from '../state.ts';
import { Stuck } from '../stuck.ts';
import type { Variables } from '../values.ts';
import { openIncident } from './incidents.ts';
import { clearScope, interrupt } from './interrupt.ts';
import { drop, rearmTimer } from './subscriptions.ts';
import { departBy, enterNode, finish, record } from './tokens.ts';
import { writeVariables } from './variables.ts';

/** @param variables what the happening brings along */
export function occur(run: Run, fired: Subscription, variables: Variables = {}): void {
  const scope = fired.host.kind === 'scope' ? fired.host.id : nodeOf(run, fired.host.id).scope;
  writeVariables(run, scope, variables);
  const element = elementOf(run, fired.element);
  if (!isComplete(run, fired)) return;
  if (element.type === 'boundaryEvent') occurAtBoundary(run, element, fired);
  else if (element.type === 'startEvent') occurAtScope(run, element, fired);
  else occurAtNode(run, nodeOf(run, fired.host.id), element.id);
}

/** The event takes the activity's token, or makes one of its own. */
export function fireBoundary(run: Run, element: BoundaryEvent, host: NodeInstance): void {
  if (element.interrupting) interrupt(run, host.id, 'terminate');
  enterNode(run, element, host.scope);
}

/** An event sub-process begins; interrupting, it ends everything else in its scope first. */
export function fireEventSubProcess(run: Run, start: StartEvent, scope: string): void {
  if (start.interrupting) {
    clearScope(run, scope);
    emit(run, { kind: 'scopeInterrupted', scope });
  }
  enterNode(run, elementOf(run, start.scope), scope);
}

/** Of a parallel multiple event only the last missing definition makes it happen; of any other, each. */
function isComplete(run: Run, fired: Subscription): boolean {
  const element = elementOf(run, fired.element);
  const trigger = 'trigger' in element ? element.trigger : null;
  if (trigger?.kind !== 'multiple' || !trigger.parallel || fired.host.kind !== 'node') return true;
  drop(run, fired);
  emit(run, { kind: 'caught', node: fired.host.id, index: fired.index ?? 0 });
  const caught = nodeOf(run, fired.host.id).caught ?? [];
  return triggersOf(trigger).every((_, index) => caught.includes(index));
}

function occurAtBoundary(run: Run, element: BoundaryEvent, fired: Subscription): void {
  const host = nodeOf(run, fired.host.id);
  if (fired.kind === 'timer') emit(run, { kind: 'unsubscribed', subscription: fired.id });
  if (!element.interrupting) rearm(run, fired, host.scope, host);
  fireBoundary(run, element, host);
}

function occurAtScope(run: Run, start: StartEvent, fired: Subscription): void {
  const scope = fired.host.id;
  const owner = scopeOf(run, scope).node;
  if (fired.kind === 'timer') emit(run, { kind: 'unsubscribed', subscription: fired.id });
  if (!start.interrupting) rearm(run, fired, scope, owner === null ? null : nodeOf(run, owner));
  fireEventSubProcess(run, start, scope);
}

/** A catch event goes on; of an event-based gateway the event that happened goes on in the gateway's place. */
function occurAtNode(run: Run, node: NodeInstance, element: string): void {
  if (node.element === element) {
    finish(run, node.id);
    return;
  }
  const gateway = elementOf(run, node.element);
  const flow = gateway.outgoing.find((id) => run.program.flows[id]?.target === element);
  for (const other of Object.values(run.state.subscriptions)) {
    if (other.host.kind === 'node' && other.host.id === node.id) drop(run, other);
  }
  emit(run, { kind: 'nodeMoved', node: node.id, move: 'finish' });
  departBy(run, node, []);
  if (flow !== undefined) record(run, flow, node.id, 'taken');
  enterNode(run, elementOf(run, element), node.scope, { triggered: true });
}

/** A cycle whose next turn has no time ends here; this turn still happens, and an incident at the activity says why. */
function rearm(run: Run, fired: Subscription, scope: string, host: NodeInstance | null): void {
  const element = elementOf(run, fired.element);
  const trigger = 'trigger' in element ? triggersOf(element.trigger)[fired.index ?? 0] : undefined;
  if (fired.kind !== 'timer' || trigger?.kind !== 'timer') return;
  try {
    rearmTimer(run, fired, trigger.timer, scope);
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    if (host !== null && host.incident === undefined) openIncident(run, host.id, error.code, error.params);
  }
}
