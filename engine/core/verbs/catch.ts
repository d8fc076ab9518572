// Something that somebody listened for has happened: BPMN 2.0.2 §13.5.2 (catch), §13.5.3 (boundary), §13.5.4 (event
// sub-process).
import type { BoundaryEvent, FlowNode, StartEvent } from '../model/program.ts';
import { triggersOf } from '../model/triggers.ts';
import { elementOf, emit, nodeOf, type Run, scopeOf } from '../run.ts';
import type { NodeInstance, Subscription } from '../state.ts';
import { Stuck } from '../stuck.ts';
import type { Variables } from '../values.ts';
import { takeContent } from './data.ts';
import { openIncident } from './incidents.ts';
import { clearScope, interrupt } from './interrupt.ts';
import { armTrigger, drop, rearmTimer } from './subscriptions.ts';
import { departBy, enterNode, finish, record } from './tokens.ts';

/** @param variables what the happening brings along */
export function occur(run: Run, fired: Subscription, variables: Variables = {}): void {
  const scope = fired.host.kind === 'scope' ? fired.host.id : nodeOf(run, fired.host.id).scope;
  const element = elementOf(run, fired.element);
  const { source } = run;
  run.source = fired.host.kind === 'node' ? fired.host.id : null;
  takeContent(run, element, scope, variables);
  if (isComplete(run, fired)) happened(run, element, fired);
  run.source = source;
}

function happened(run: Run, element: FlowNode, fired: Subscription): void {
  if (element.type === 'boundaryEvent') occurAtBoundary(run, element, fired);
  else if (element.type === 'startEvent') occurAtScope(run, element, fired);
  else occurAtNode(run, nodeOf(run, fired.host.id), element.id);
}

/** The event takes the activity's token, or makes one of its own. */
export function fireBoundary(run: Run, element: BoundaryEvent, host: NodeInstance): void {
  if (element.interrupting) interrupt(run, host.id, 'terminate');
  enterNode(run, element, host.scope, { from: host.id });
}

/** An event sub-process begins; interrupting, it ends everything else in its scope first. */
export function fireEventSubProcess(run: Run, start: StartEvent, scope: string): void {
  if (start.interrupting) {
    clearScope(run, scope);
    emit(run, { kind: 'scopeInterrupted', scope });
  }
  enterNode(run, elementOf(run, start.scope), scope, { from: null });
}

/** Of a parallel multiple event only the last missing definition makes it happen; of any other, each. */
function isComplete(run: Run, fired: Subscription): boolean {
  if (!isParallel(elementOf(run, fired.element))) return true;
  drop(run, fired);
  const { element, host } = fired;
  return !Object.values(run.state.subscriptions).some((one) => one.element === element && one.host.id === host.id);
}

function isParallel(element: FlowNode): boolean {
  return 'trigger' in element && element.trigger.kind === 'multiple' && element.trigger.parallel;
}

function occurAtBoundary(run: Run, element: BoundaryEvent, fired: Subscription): void {
  const host = nodeOf(run, fired.host.id);
  if (!element.interrupting) listenAgain(run, element, fired, { scope: host.scope, owner: host });
  else if (fired.kind === 'timer') emit(run, { kind: 'unsubscribed', subscription: fired.id });
  fireBoundary(run, element, host);
}

function occurAtScope(run: Run, start: StartEvent, fired: Subscription): void {
  const scope = fired.host.id;
  const node = scopeOf(run, scope).node;
  const owner = node === null ? null : nodeOf(run, node);
  if (!start.interrupting) listenAgain(run, start, fired, { scope, owner });
  else if (fired.kind === 'timer') emit(run, { kind: 'unsubscribed', subscription: fired.id });
  fireEventSubProcess(run, start, scope);
}

/** What does not interrupt may happen again: a timer by its cycle, a parallel multiple event when all happen again. */
function listenAgain(run: Run, element: BoundaryEvent | StartEvent, fired: Subscription, around: Around): void {
  if (isParallel(element)) {
    armed(run, around, () => armTrigger(run, element.id, element.trigger, fired.host, around.scope));
    holdConditions(run, fired);
  } else if (fired.kind === 'timer') {
    emit(run, { kind: 'unsubscribed', subscription: fired.id });
    const trigger = triggersOf(element.trigger)[fired.index ?? 0];
    if (trigger?.kind === 'timer') armed(run, around, () => rearmTimer(run, fired, trigger.timer, around.scope));
  }
}

/** What is true already happens again only after it was false. */
function holdConditions(run: Run, { element, host }: Subscription): void {
  for (const one of Object.values(run.state.subscriptions)) {
    if (one.kind !== 'conditional' || one.element !== element || one.host.id !== host.id) continue;
    emit(run, { kind: 'subscribed', subscription: { ...one, held: true } });
  }
}

interface Around {
  readonly scope: string;
  /** The activity that it stands at; null: the process. */
  readonly owner: NodeInstance | null;
}

/** What has no time to come ends here; this turn still happens, and an incident at the activity says why. */
function armed(run: Run, { owner }: Around, arm: () => void): void {
  try {
    arm();
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    if (owner !== null && owner.incident === undefined) openIncident(run, owner.id, error.code, error.params);
  }
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
  enterNode(run, elementOf(run, element), node.scope, { triggered: true, from: node.id });
}
