// BPMN 2.0.2 §10.5.4, §13.5.3: an event on the border of an activity that is under way. It interrupts the activity and
// takes its token, or leaves it and makes a token of its own.
import type { BoundaryEvent } from '../../model/program.ts';
import { type ElementBehaviour, emit, nodeOf, type Run } from '../../run.ts';
import type { NodeInstance, TimerSubscription } from '../../state.ts';
import { Stuck } from '../../stuck.ts';
import { openIncident } from '../../verbs/incidents.ts';
import { interrupt } from '../../verbs/interrupt.ts';
import { rearmTimer } from '../../verbs/subscriptions.ts';
import { enterNode } from '../../verbs/tokens.ts';

export const boundaryEvent: ElementBehaviour<'boundaryEvent'> = { enter: () => 'done' };

/** Its timer has fired while the activity was under way. */
export function fireBoundary(run: Run, element: BoundaryEvent, fired: TimerSubscription): void {
  const host = nodeOf(run, fired.host.id);
  emit(run, { kind: 'unsubscribed', subscription: fired.id });
  if (element.interrupting) interrupt(run, host.id, 'terminate');
  else rearm(run, element, fired, host);
  enterNode(run, element, host.scope);
}

/** A cycle whose next turn has no time ends here; this turn still happens, and an incident at the activity says why. */
function rearm(run: Run, element: BoundaryEvent, fired: TimerSubscription, host: NodeInstance): void {
  try {
    rearmTimer(run, fired, element.trigger.timer, host.scope);
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    if (host.incident === undefined) openIncident(run, host.id, error.code, error.params);
  }
}
