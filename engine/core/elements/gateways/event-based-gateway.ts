// BPMN 2.0.2 §10.6.6, §13.4.4: what happens first chooses the way. The gateway listens for every event it leads to; the
// one that happens takes the token, the others listen no longer (`verbs/catch.ts`).
import type { EventBasedGateway } from '../../model/program.ts';
import { eventsBehind } from '../../model/starts.ts';
import type { ElementBehaviour, Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { armTrigger } from '../../verbs/subscriptions.ts';

export const eventBasedGateway: ElementBehaviour<'eventBasedGateway'> = { enter: listen, leave: () => [] };

function listen(run: Run, node: NodeInstance, element: EventBasedGateway): 'waits' {
  for (const event of eventsBehind(run.program, element)) {
    armTrigger(run, event.id, event.trigger, { kind: 'node', id: node.id }, node.scope);
  }
  return 'waits';
}
