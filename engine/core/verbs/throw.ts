// What is thrown goes outward until somebody catches it: BPMN 2.0.2 §10.5.1, §10.5.7, §13.5.
import type { BoundaryEvent, FlowNode, StartEvent } from '../model/program.ts';
import { type CodedTrigger, triggersOf } from '../model/triggers.ts';
import { cause, elementOf, nodeOf, type Run, scopeOf } from '../run.ts';
import type { NodeInstance, Scope } from '../state.ts';
import type { Variables } from '../values.ts';
import { fireBoundary, fireEventSubProcess, occur } from './catch.ts';
import { takeContent } from './data.ts';
import { emptyScope, interrupt } from './interrupt.ts';
import { endInstance, enterNode, isTurn } from './tokens.ts';
import { writeVariables } from './variables.ts';

/** Where it is thrown: by an activity itself, or inside a scope by a node that has done its work. */
export type Source = { readonly node: NodeInstance } | { readonly scope: string };

/** An error ends everything up to who catches it; where no one does, the instance fails. */
export function throwErrorFrom(run: Run, source: Source, code: string, content: Variables = {}): void {
  const catcher = catcherOf(run, source, 'error', code);
  const own = 'node' in source ? source.node : null;
  if (own !== null) interrupt(run, own.id, 'fail');
  if (catcher === null) {
    emptyScope(run, run.state.root);
    writeVariables(run, run.state.root, content);
    endInstance(run, 'fail', code);
  } else if (catcher.kind === 'boundary') {
    interrupt(run, catcher.host.id, 'terminate');
    told(run, catcher, 'error', code, content);
    enterNode(run, catcher.event, catcher.host.scope, { from: catcher.host.id });
  } else {
    told(run, catcher, 'error', code, content);
    fireEventSubProcess(run, catcher.event, catcher.scope);
  }
}

/** Whether the model catches an error of this code that the node throws. */
export function isCaught(run: Run, node: NodeInstance, code: string): boolean {
  return catcherOf(run, { node }, 'error', code) !== null;
}

export interface Escalation {
  readonly code: string | null;
  /** The element that threw it. */
  readonly element: string;
  readonly content?: Variables;
}

/** An escalation that no one catches does nothing more; a caller hears of it. */
export function escalateFrom(run: Run, source: Source, thrown: Escalation): void {
  const { code, element, content = {} } = thrown;
  const catcher = catcherOf(run, source, 'escalation', code);
  if (catcher === null) {
    writeVariables(run, 'node' in source ? source.node.scope : source.scope, content);
    cause(run, { kind: 'escalate', code, element });
    return;
  }
  told(run, catcher, 'escalation', code, content);
  if (catcher.kind === 'boundary') fireBoundary(run, catcher.event, catcher.host);
  else fireEventSubProcess(run, catcher.event, catcher.scope);
}

/** To everybody who listens now, in this instance at once, in others by the shell. */
export function broadcast(run: Run, signal: string, { element, content = {}, except }: Sent): void {
  deliverSignal(run, signal, content, except);
  const variables = Object.keys(content).length === 0 ? {} : { variables: content };
  cause(run, { kind: 'broadcastSignal', signal, element, ...variables });
}

interface Sent {
  /** The element that threw it. */
  readonly element: string;
  readonly content?: Variables;
  /** A node whose border has taken it already. */
  readonly except?: string;
}

export function deliverSignal(run: Run, signal: string, content: Variables = {}, except?: string): void {
  const listening = Object.values(run.state.subscriptions).filter(({ host }) => host.id !== except);
  for (const subscription of listening.filter((one) => one.kind === 'signal' && one.name === signal)) {
    // An earlier one may have ended it.
    if (run.state.subscriptions[subscription.id] !== undefined) occur(run, subscription, content);
  }
}

type Catcher =
  | { readonly kind: 'boundary'; readonly event: BoundaryEvent; readonly host: NodeInstance }
  | { readonly kind: 'scope'; readonly event: StartEvent; readonly scope: string };

/** What was thrown reaches who catches it: its content, and which code it was. */
function told(run: Run, catcher: Catcher, kind: CodedTrigger['kind'], code: string | null, content: Variables): void {
  const scope = catcher.kind === 'boundary' ? catcher.host.scope : catcher.scope;
  takeContent(run, catcher.event, scope, content);
  for (const trigger of triggersOf(catcher.event.trigger)) {
    if (trigger.kind !== kind || !('codeVariable' in trigger) || trigger.codeVariable === undefined) continue;
    writeVariables(run, scope, { [trigger.codeVariable]: code });
  }
}

/** Outward, level by level; on one level the same code goes before an event that takes every code. */
function catcherOf(run: Run, source: Source, kind: 'error' | 'escalation', code: string | null): Catcher | null {
  let host: NodeInstance | null = 'node' in source ? source.node : null;
  let scope: Scope | null = scopeOf(run, 'node' in source ? source.node.scope : source.scope);
  while (scope !== null) {
    if (host !== null && !isTurn(run, host) && !isRestored(run, host)) {
      const attached = elementOf(run, host.element).boundaries.map((id) => elementOf(run, id));
      const event = best(attached, kind, code);
      if (event?.type === 'boundaryEvent') return { kind: 'boundary', event, host };
    }
    if (scope.turn === undefined && !scope.interrupted) {
      const event = best(eventStarts(run, scope.element), kind, code);
      if (event?.type === 'startEvent') return { kind: 'scope', event, scope: scope.id };
    }
    host = scope.node === null ? null : nodeOf(run, scope.node);
    scope = host === null ? null : scopeOf(run, host.scope);
  }
  return null;
}

/** A completed sub-process that has come back only to be undone: what stood on its border is over. */
function isRestored({ program }: Run, { compensates, element }: NodeInstance): boolean {
  return (
    compensates !== undefined && Object.values(program.nodes).every(({ compensation }) => compensation !== element)
  );
}

/** Start events of the event sub-processes of a scope. */
export function eventStarts(run: Run, scope: string): readonly FlowNode[] {
  return (run.program.scopes[scope]?.eventSubProcesses ?? []).flatMap((id) => {
    const inside = elementOf(run, id);
    return inside.type === 'eventSubProcess' ? [elementOf(run, inside.start)] : [];
  });
}

function best(events: readonly FlowNode[], kind: string, code: string | null): FlowNode | undefined {
  const codes = (event: FlowNode) =>
    ('trigger' in event ? triggersOf(event.trigger) : []).flatMap((trigger) =>
      (trigger.kind === 'error' || trigger.kind === 'escalation') && trigger.kind === kind ? [trigger.code] : [],
    );
  return (
    events.find((event) => code !== null && codes(event).includes(code)) ??
    events.find((event) => codes(event).includes(null))
  );
}
