// BPMN 2.0.2 §10.3.3.3, §13.3.3: done by hand, without the help of a system; the engine passes on. Where the model
// addresses somebody it is shown to them and waits for the word that it is done, as a user task does.
import type { ManualTask } from '../../model/program.ts';
import type { ElementBehaviour, Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { openTask } from './user-task.ts';

export const manualTask: ElementBehaviour<'manualTask'> = { enter: tellOrPass };

function tellOrPass(run: Run, node: NodeInstance, element: ManualTask): 'done' | 'waits' {
  const addressed = element.unit !== null || element.role !== null || element.assignee !== null;
  return addressed ? openTask(run, node, element) : 'done';
}
