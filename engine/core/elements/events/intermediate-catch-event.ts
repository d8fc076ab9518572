// BPMN 2.0.2 §10.5.4, §13.5.2: waits until it happens; then its token goes on. Behind an event-based gateway it has
// happened already, and a link is only the place where the throwing link goes on.
import type { IntermediateCatchEvent } from '../../model/program.ts';
import type { ElementBehaviour, Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { armTrigger } from '../../verbs/subscriptions.ts';

export const intermediateCatchEvent: ElementBehaviour<'intermediateCatchEvent'> = { enter: listen };

function listen(run: Run, node: NodeInstance, { id, trigger }: IntermediateCatchEvent): 'done' | 'waits' {
  if (node.triggered || trigger.kind === 'link') return 'done';
  armTrigger(run, id, trigger, { kind: 'node', id: node.id }, node.scope);
  return 'waits';
}
