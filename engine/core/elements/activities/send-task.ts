// BPMN 2.0.2 §10.3.3.1: sends a message and is done when it is handed over. A job does it (`notice` by default), or the
// engine itself where the task names a message of the model.
import { correlationOf } from '../../expressions/correlation.ts';
import type { SendTask } from '../../model/program.ts';
import { cause, type ElementBehaviour, type Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { contentOf } from '../../verbs/data.ts';
import { sightOf } from '../../verbs/variables.ts';
import { openJob, reopenJob, takeAnswer } from './job-task.ts';

export const sendTask: ElementBehaviour<'sendTask'> = { enter: send, complete: takeAnswer, retry: reopenJob };

function send(run: Run, node: NodeInstance, element: SendTask): 'done' | 'waits' {
  if (element.message === null) return openJob(run, node, element);
  const key = correlationOf(element.correlation, sightOf(run, node.scope));
  cause(run, {
    kind: 'sendMessage',
    message: element.message,
    ...key,
    element: element.id,
    variables: contentOf(element, node),
  });
  return 'done';
}
