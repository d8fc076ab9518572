// BPMN 2.0.2 §10.3.3.2, §13.3.3: a person does it; the instance waits until the task is completed.
// A task with one named person is reserved for that person at once, any other is offered (WS-HumanTask 1.1 §4.10).

import type { Assigning } from '../../effects.ts';
import { numberOf, optionalTextOf, textOf } from '../../expressions/expression.ts';
import { deadlineDue } from '../../expressions/time.ts';
import type { Assignment, HumanTask } from '../../model/program.ts';
import { cause, type ElementBehaviour, emit, freshId, type Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { sightOf } from '../../verbs/variables.ts';

export const priorityDefault = 50;

export const userTask: ElementBehaviour<'userTask'> = { enter: openTask };

export function openTask(run: Run, node: NodeInstance, element: HumanTask): 'waits' {
  const sight = sightOf(run, node);
  const assignee = optionalTextOf(element.assignee, sight, 'account');
  const part = element.part === undefined ? {} : { part: textOf(element.part, sight, 'part') };
  const task = freshId(run, 't');
  emit(run, { kind: 'taskOpened', node: node.id, task, assignee: assignee ?? null, ...part });
  // Its one named person is not known: somebody must be nominated.
  const forNobody =
    assignee === undefined && element.assignee !== null && element.unit === null && element.role === null;
  const move = assignee === undefined ? 'offer' : 'assign';
  if (!forNobody) emit(run, { kind: 'taskMoved', node: node.id, move, assignee: assignee ?? null });
  cause(run, {
    kind: 'openTask',
    task,
    node: node.id,
    element: element.id,
    name: element.name,
    priority: element.priority === null ? priorityDefault : numberOf(element.priority, sight, 'priority'),
    ...(element.form !== null && { form: element.form }),
    ...(element.unit !== null && { unit: textOf(element.unit, sight, 'unit') }),
    ...(element.role !== null && { role: textOf(element.role, sight, 'role') }),
    ...(assignee !== undefined && { assignee }),
    ...(forNobody && { state: 'created' as const }),
    ...(element.assignment !== undefined &&
      assignee === undefined && { assignment: assigningOf(element.assignment, sight) }),
    ...(element.deadline !== null && deadlineDue(element.deadline, sight)),
    ...part,
  });
  return 'waits';
}

function assigningOf({ strategy, post, user }: Assignment, sight: Parameters<typeof textOf>[1]): Assigning {
  return {
    strategy,
    ...(post !== undefined && { post: textOf(post, sight, 'post') }),
    ...(user !== undefined && { user: optionalTextOf(user, sight, 'account') ?? '' }),
  };
}
