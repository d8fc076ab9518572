import type { Command } from '../commands.ts';
import { taskStateOf, type UserTaskMove, userTaskLife } from '../lifecycles/user-task.ts';
import { type Rejection, reject } from '../rejection.ts';
import { cause, emit, type Run } from '../run.ts';
import type { NodeInstance, TaskInstance } from '../state.ts';
import { finish } from '../verbs/tokens.ts';
import { writeVariables } from '../verbs/variables.ts';

type Complete = Extract<Command, { kind: 'completeTask' }>;
type Move = Extract<Command, { kind: 'task' }>;

export function completeTask(run: Run, command: Complete): Rejection | null {
  const open = openTask(run, command.task);
  if (open === null) return reject('TASK_NOT_OPEN', { task: command.task });
  const next = userTaskLife.next(open.task.life, 'complete');
  if (next === undefined) return notLegal(open.task, 'complete');
  writeVariables(run, open.node.scope, command.variables);
  emit(run, { kind: 'taskMoved', node: open.node.id, move: 'complete', assignee: null });
  const by = command.by === undefined ? {} : { by: command.by };
  cause(run, { kind: 'closeTask', task: command.task, state: taskStateOf(next), ...by });
  finish(run, open.node.id);
  return null;
}

/** A verb of the task's life; the table says whether it is legal now. */
export function moveTask(run: Run, command: Move): Rejection | null {
  const open = openTask(run, command.task);
  if (open === null) return reject('TASK_NOT_OPEN', { task: command.task });
  const next = userTaskLife.next(open.task.life, command.verb);
  if (next === undefined) return notLegal(open.task, command.verb);
  const assignee = assigneeAfter(command, next, open.task);
  emit(run, { kind: 'taskMoved', node: open.node.id, move: command.verb, assignee });
  cause(run, { kind: 'updateTask', task: command.task, state: taskStateOf(next), assignee });
  return null;
}

/** WS-HumanTask 1.1 §7.1.1: who holds the task after a verb. */
function assigneeAfter(command: Move, next: string, task: TaskInstance): string | null {
  const current = task.assignee ?? null;
  switch (command.verb) {
    case 'claim':
      return command.by ?? null;
    case 'start':
      return current ?? command.by ?? null;
    case 'delegate':
      return command.to ?? current;
    case 'release':
    case 'forward':
      return null;
    default:
      return next.endsWith('ready') ? null : current;
  }
}

function openTask(run: Run, id: string): { readonly node: NodeInstance; readonly task: TaskInstance } | null {
  for (const node of Object.values(run.state.nodes)) if (node.task?.id === id) return { node, task: node.task };
  return null;
}

function notLegal(task: TaskInstance, move: UserTaskMove): Rejection {
  return reject('TASK_MOVE_NOT_LEGAL', { task: task.id, state: taskStateOf(task.life), move });
}
