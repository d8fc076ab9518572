// BPMN 2.0.2 §10.3.3.1, §13.3.3: waits for a message. Without one it waits until somebody says that it is there.
import type { ReceiveTask } from '../../model/program.ts';
import type { ElementBehaviour, Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { armTrigger } from '../../verbs/subscriptions.ts';

export const receiveTask: ElementBehaviour<'receiveTask'> = { enter: listen };

function listen(run: Run, node: NodeInstance, { id, trigger }: ReceiveTask): 'done' | 'waits' {
  if (node.triggered) return 'done';
  armTrigger(run, id, trigger, { kind: 'node', id: node.id }, node.scope);
  return 'waits';
}
