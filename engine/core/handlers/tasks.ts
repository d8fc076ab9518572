// What people do with tasks: WS-HumanTask 1.1 §7.1. The table of the life says what is legal now; who may ask for it is
// the shell's to know. What each operation needs beside the task, and who has the task afterwards, stands here.
import type { Command, TaskVerb } from '../commands.ts';
import type { UpdateTask } from '../effects.ts';
import { taskStateOf, type UserTaskMove, userTaskLife } from '../lifecycles/user-task.ts';
import { type Rejection, reject } from '../rejection.ts';
import { cause, elementOf, emit, nodeOf, type Run } from '../run.ts';
import type { NodeInstance, TaskInstance, TimerSubscription } from '../state.ts';
import { armWake, drop } from '../verbs/subscriptions.ts';
import { isCaught, throwErrorFrom } from '../verbs/throw.ts';
import { finish } from '../verbs/tokens.ts';
import { writeVariables } from '../verbs/variables.ts';

type Complete = Extract<Command, { kind: 'completeTask' }>;
type Move = Extract<Command, { kind: 'task' }>;

export function completeTask(run: Run, command: Complete): Rejection | null {
  const open = openTask(run, command.task);
  if (open === null) return reject('TASK_NOT_OPEN', { task: command.task });
  if (!userTaskLife.can(open.task.life, 'complete')) return notLegal(open.task, 'complete');
  run.source = open.node.id;
  writeVariables(run, open.node, command.variables);
  close(run, open, 'complete', command.by);
  finish(run, open.node.id);
  return null;
}

export function moveTask(run: Run, command: Move): Rejection | null {
  const open = openTask(run, command.task);
  if (open === null) return reject('TASK_NOT_OPEN', { task: command.task });
  const move = moveOf(command);
  if (!userTaskLife.can(open.task.life, move)) return notLegal(open.task, command.verb);
  const fault = argumentFault(run, command, open);
  if (fault !== null) return fault;
  run.source = open.node.id;
  if (command.verb === 'skip') return skip(run, open, command);
  if (command.verb === 'fail') return fail(run, open, command);
  if (command.verb !== 'setPriority') stopWaking(run, open.node.id);
  const { assignee, owner } = holderAfter(command, open.task);
  emit(run, { kind: 'taskMoved', node: open.node.id, move, assignee, ...(owner !== undefined && { owner }) });
  if (command.verb === 'suspendUntil') armWake(run, open.node, command.until ?? run.env.now);
  update(run, open.node.id, changesBy(command));
  return null;
}

/** The time that a task was suspended until has come. */
export function wakeTask(run: Run, { id, host }: TimerSubscription): void {
  emit(run, { kind: 'unsubscribed', subscription: id });
  const { task } = nodeOf(run, host.id);
  if (task === undefined || !userTaskLife.can(task.life, 'resume')) return;
  const { assignee = null, owner } = task;
  emit(run, { kind: 'taskMoved', node: host.id, move: 'resume', assignee, ...(owner !== undefined && { owner }) });
  update(run, host.id, {});
}

interface Open {
  readonly node: NodeInstance;
  readonly task: TaskInstance;
}

/** Two operations of §7.1 are moves with another ending: to whom it is nominated, and until when it rests. */
function moveOf({ verb, to }: Move): UserTaskMove {
  if (verb === 'nominate') return to === undefined ? 'offer' : 'assign';
  return verb === 'suspendUntil' ? 'suspend' : verb;
}

/** §7.1, illegalArgumentFault and illegalOperationFault: what an operation needs. */
function argumentFault(run: Run, command: Move, { node, task }: Open): Rejection | null {
  const { verb, by, to, unit, role, until, priority, code = '' } = command;
  const needs = (name: string, given: boolean): Rejection | null =>
    given ? null : reject('TASK_ARGUMENT_NOT_VALID', { task: task.id, verb, name });
  switch (verb) {
    case 'claim':
      return needs('by', isName(by));
    case 'start':
      return needs('by', isName(by) || task.assignee !== undefined);
    case 'delegate':
    case 'assign':
      return needs('to', isName(to));
    case 'forward':
      return needs('unit, role', isName(unit) || isName(role));
    case 'nominate':
      return needs('to, unit, role', isName(to) || isName(unit) || isName(role));
    case 'suspendUntil':
      return needs('until', Number.isSafeInteger(until) && (until ?? 0) > run.env.now);
    case 'setPriority':
      return needs('priority', Number.isInteger(priority) && (priority ?? -1) >= 0 && (priority ?? 0) <= 100);
    case 'resolve':
      return task.owner === undefined ? reject('TASK_NOT_DELEGATED', { task: task.id }) : null;
    case 'skip':
      return isSkippable(run, node) ? null : reject('TASK_NOT_SKIPPABLE', { task: task.id });
    case 'fail':
      return isCaught(run, node, code) ? null : reject('TASK_FAULT_UNKNOWN', { task: task.id, code });
    default:
      return null;
  }
}

function isName(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

function isSkippable(run: Run, node: NodeInstance): boolean {
  const element = elementOf(run, node.element);
  return 'skippable' in element && element.skippable === true;
}

/** §4.10.6: a good outcome; the process goes on as if it had been done. */
function skip(run: Run, open: Open, { by }: Move): null {
  close(run, open, 'skip', by);
  finish(run, open.node.id);
  return null;
}

/** §7.1 `fail`: the fault goes to who asked for the work, here as an error that the model catches. */
function fail(run: Run, open: Open, { by, code = '', variables = {} }: Move): null {
  writeVariables(run, open.node.scope, variables);
  close(run, open, 'fail', by);
  throwErrorFrom(run, { node: nodeOf(run, open.node.id) }, code);
  return null;
}

function close(run: Run, { node, task }: Open, move: 'complete' | 'skip' | 'fail', by: string | undefined): void {
  const next = userTaskLife.next(task.life, move);
  if (next === undefined) throw new Error(`task ${task.id} cannot ${move} from ${task.life}`);
  emit(run, { kind: 'taskMoved', node: node.id, move, assignee: null });
  const { id, part } = task;
  const said = { ...(by !== undefined && { by }), ...(part !== undefined && { part }) };
  cause(run, { kind: 'closeTask', task: id, state: taskStateOf(next), ...said });
}

interface Holder {
  readonly assignee: string | null;
  readonly owner?: string | undefined;
}

/** §4.10: who is the actual owner after an operation, and to whom a delegated task goes back. */
function holderAfter({ verb, by, to }: Move, { assignee, owner }: TaskInstance): Holder {
  switch (verb) {
    case 'claim':
      return { assignee: by ?? null };
    case 'start':
      return { assignee: assignee ?? by ?? null, owner };
    case 'nominate':
    case 'assign':
      return { assignee: to ?? null };
    case 'delegate':
      return { assignee: to ?? null, owner: owner ?? assignee ?? by };
    case 'resolve':
      return { assignee: owner ?? null };
    case 'release':
    case 'forward':
      return { assignee: null };
    default:
      return { assignee: assignee ?? null, owner };
  }
}

type Changes = Pick<UpdateTask, 'unit' | 'role' | 'priority'>;

function changesBy({ verb, unit, role, priority }: Move): Changes {
  if (verb === 'setPriority' && priority !== undefined) return { priority };
  if (!offersAnew(verb)) return {};
  return { ...(unit !== undefined && { unit }), ...(role !== undefined && { role }) };
}

function offersAnew(verb: TaskVerb): boolean {
  return verb === 'forward' || verb === 'nominate';
}

function update(run: Run, node: string, changes: Changes): void {
  const { task } = nodeOf(run, node);
  if (task === undefined) return;
  const { id, life, assignee = null, part } = task;
  const said = { ...changes, ...(part !== undefined && { part }) };
  cause(run, { kind: 'updateTask', task: id, state: taskStateOf(life), assignee, ...said });
}

/** Whatever is done with a suspended task, it does not wake later. */
function stopWaking(run: Run, node: string): void {
  for (const one of Object.values(run.state.subscriptions)) {
    if (one.kind === 'timer' && one.wakes && one.host.id === node) drop(run, one);
  }
}

function openTask(run: Run, id: string): Open | null {
  for (const node of Object.values(run.state.nodes)) if (node.task?.id === id) return { node, task: node.task };
  return null;
}

function notLegal(task: TaskInstance, move: UserTaskMove | TaskVerb): Rejection {
  return reject('TASK_MOVE_NOT_LEGAL', { task: task.id, state: taskStateOf(task.life), move });
}
