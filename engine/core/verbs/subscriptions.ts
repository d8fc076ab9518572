// What an instance listens for on behalf of a node or a scope. Today: timers.
import { type DueTimer, nextDue, timerDue } from '../expressions/time.ts';
import type { Timer } from '../model/program.ts';
import { cause, elementOf, emit, freshId, type Run } from '../run.ts';
import type { Host, NodeInstance, TimerSubscription } from '../state.ts';
import { sightOf } from './variables.ts';

/** Arms what is attached to an activity's border. @throws Stuck where a timer gives no time */
export function armBoundaries(run: Run, node: NodeInstance): void {
  for (const id of elementOf(run, node.element).boundaries) {
    const boundary = elementOf(run, id);
    if (boundary.type !== 'boundaryEvent') continue;
    const due = timerDue(boundary.trigger.timer, sightOf(run, node.scope));
    arm(run, id, { kind: 'node', id: node.id }, due);
  }
}

/** Arms a timer that has fired for the next turn of its cycle, if there is one. @throws Stuck where that has no time */
export function rearmTimer(run: Run, fired: TimerSubscription, timer: Timer, scope: string): void {
  if (fired.cycle === undefined) return;
  const due = nextDue(fired.cycle, fired.dueAt, timer, sightOf(run, scope));
  if (due !== null) arm(run, fired.element, fired.host, due);
}

export function dropSubscriptions(run: Run, host: Host): void {
  for (const subscription of Object.values(run.state.subscriptions)) {
    if (subscription.host.kind !== host.kind || subscription.host.id !== host.id) continue;
    emit(run, { kind: 'unsubscribed', subscription: subscription.id });
    cause(run, { kind: 'disarmTimer', timer: subscription.id });
  }
}

function arm(run: Run, element: string, host: Host, due: DueTimer): void {
  const id = freshId(run, 'x');
  emit(run, { kind: 'subscribed', subscription: { kind: 'timer', id, element, host, ...due } });
  cause(run, { kind: 'armTimer', timer: id, element, dueAt: due.dueAt });
}
