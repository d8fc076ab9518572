// What an instance listens for on behalf of a node or a scope: timers, messages, signals, conditions. Errors,
// escalations, cancellation and compensation need no subscription: whoever throws them looks for who catches.
import { correlationOf } from '../expressions/correlation.ts';
import type { Sight } from '../expressions/expression.ts';
import { type DueTimer, nextDue, timerDue } from '../expressions/time.ts';
import type { Timer } from '../model/program.ts';
import { type Trigger, triggersOf } from '../model/triggers.ts';
import { valuesOf } from '../records.ts';
import { cause, elementOf, emit, freshId, type Run } from '../run.ts';
import type { Host, NodeInstance, Subscription, TimerSubscription } from '../state.ts';
import type { Instant } from '../values.ts';
import { jobPriority } from './priority.ts';
import { sightOf } from './variables.ts';

/** Arms what is attached to an activity's border. @throws Stuck where a timer gives no time */
export function armBoundaries(run: Run, node: NodeInstance): void {
  for (const id of elementOf(run, node.element).boundaries) {
    const boundary = elementOf(run, id);
    if (boundary.type !== 'boundaryEvent') continue;
    armTrigger(run, id, boundary.trigger, { kind: 'node', id: node.id }, node.scope);
  }
}

/** Arms what begins the event sub-processes of a scope. @throws Stuck where a timer gives no time */
export function armEventSubProcesses(run: Run, scope: string, element: string): void {
  for (const id of run.program.scopes[element]?.eventSubProcesses ?? []) {
    const inside = elementOf(run, id);
    const start = inside.type === 'eventSubProcess' ? elementOf(run, inside.start) : inside;
    if (start.type === 'startEvent') armTrigger(run, start.id, start.trigger, { kind: 'scope', id: scope }, scope);
  }
}

/** Listens for every definition of an event. @throws Stuck where a timer gives no time */
export function armTrigger(run: Run, element: string, trigger: Trigger, host: Host, scope: string): void {
  const many = trigger.kind === 'multiple';
  triggersOf(trigger).forEach((single, index) => {
    const place = { element, host, ...(many && { index }) };
    if (single.kind === 'timer') {
      const sight = sightOf(run, scope);
      armTimer(run, place, timerDue(single.timer, sight), sight);
    }
    if (single.kind === 'message') {
      const key = correlationOf(single.correlation, sightOf(run, scope));
      listen(run, { kind: 'message', ...place, name: single.message, ...key });
    }
    if (single.kind === 'signal') listen(run, { kind: 'signal', ...place, name: single.signal });
    if (single.kind === 'conditional') {
      emit(run, {
        kind: 'subscribed',
        subscription: { kind: 'conditional', id: freshId(run, 'x'), ...place, held: false },
      });
    }
  });
}

/** Arms a timer that has fired for the next turn of its cycle, if there is one. @throws Stuck where that has no time */
export function rearmTimer(run: Run, fired: TimerSubscription, timer: Timer, scope: string): void {
  if (fired.cycle === undefined) return;
  const sight = sightOf(run, scope);
  const due = nextDue(fired.cycle, fired.dueAt, timer, sight);
  const { element, host, index } = fired;
  if (due !== null) armTimer(run, { element, host, ...(index !== undefined && { index }) }, due, sight);
}

export function dropSubscriptions(run: Run, host: Host): void {
  for (const subscription of valuesOf(run.state.subscriptions)) {
    if (subscription.host.kind === host.kind && subscription.host.id === host.id) drop(run, subscription);
  }
}

/** Stops listening, and says so to whoever keeps the row. */
export function drop(run: Run, subscription: Subscription): void {
  emit(run, { kind: 'unsubscribed', subscription: subscription.id });
  if (subscription.kind === 'timer') cause(run, { kind: 'disarmTimer', timer: subscription.id });
  else if (subscription.kind !== 'conditional') cause(run, { kind: 'unlisten', subscription: subscription.id });
}

/** The suspended task of a node comes back by itself. */
export function armWake(run: Run, { id, element }: NodeInstance, dueAt: Instant): void {
  const timer = freshId(run, 'x');
  const host = { kind: 'node', id } as const;
  emit(run, { kind: 'subscribed', subscription: { kind: 'timer', id: timer, element, host, dueAt, wakes: true } });
  cause(run, { kind: 'armTimer', timer, element, dueAt });
}

interface Place {
  readonly element: string;
  readonly host: Host;
  readonly index?: number;
}

function armTimer(run: Run, place: Place, due: DueTimer, sight: Sight): void {
  const id = freshId(run, 'x');
  emit(run, { kind: 'subscribed', subscription: { kind: 'timer', id, ...place, ...due } });
  const { element } = place;
  cause(run, { kind: 'armTimer', timer: id, element, dueAt: due.dueAt, ...jobPriority(run, element, sight) });
}

interface Listening extends Place {
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlation?: string;
}

function listen(run: Run, what: Listening): void {
  const id = freshId(run, 'x');
  const { kind, name, element, correlation } = what;
  emit(run, { kind: 'subscribed', subscription: { ...what, id } });
  cause(run, {
    kind: 'listen',
    subscription: id,
    trigger: kind,
    name,
    ...(correlation !== undefined && { correlation }),
    element,
  });
}
