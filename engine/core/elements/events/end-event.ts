// BPMN 2.0.2 §10.5.3, §13.5.6: an end event consumes its token and throws its result; the scope ends when no other is
// left. A terminate end event ends the others of its scope too.
import type { EndEvent } from '../../model/program.ts';
import type { ElementBehaviour, Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { endCancelled } from '../../verbs/cancel.ts';
import { throwAll } from '../../verbs/results.ts';
import { consume } from '../../verbs/tokens.ts';

export const endEvent: ElementBehaviour<'endEvent'> = { enter: end, leave: () => [], left: cancelWhenUndone };

/** The cancel event on the border goes on when all is undone. */
function cancelWhenUndone(run: Run, node: NodeInstance, element: EndEvent): void {
  if (element.trigger.kind === 'cancel') endCancelled(run, node.scope);
}

function end(run: Run, node: NodeInstance, element: EndEvent): 'done' | 'waits' {
  if (element.trigger.kind === 'none') return 'done';
  if (element.trigger.kind === 'compensation' || element.trigger.kind === 'cancel') {
    return throwAll(run, node, element.trigger);
  }
  // The event has ended before what it throws can end everything around it.
  consume(run, node);
  throwAll(run, node, element.trigger);
  return 'waits';
}
