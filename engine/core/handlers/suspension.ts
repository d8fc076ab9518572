// An operator lets an instance rest. Its timers are taken off the shell's clock and put back as they were: what has
// fallen due meanwhile fires when it goes on. Its tasks show as suspended and come back as they were. What it has called
// rests and goes on with it.
import { taskStateOf } from '../lifecycles/user-task.ts';
import { type Rejection, reject } from '../rejection.ts';
import { cause, emit, type Run } from '../run.ts';
import { jobPriority } from '../verbs/priority.ts';
import { sightOf } from '../verbs/variables.ts';

export function suspend(run: Run): null {
  emit(run, { kind: 'instanceMoved', move: 'suspend' });
  for (const one of Object.values(run.state.subscriptions)) {
    if (one.kind === 'timer') cause(run, { kind: 'disarmTimer', timer: one.id });
  }
  for (const { task, call } of Object.values(run.state.nodes)) {
    if (call !== undefined) cause(run, { kind: 'suspendCall', call: call.id });
    if (task === undefined) continue;
    cause(run, { kind: 'updateTask', task: task.id, state: 'suspended', assignee: task.assignee ?? null });
  }
  return null;
}

export function resume(run: Run): Rejection | null {
  if (run.state.life !== 'suspended') return reject('INSTANCE_NOT_SUSPENDED');
  emit(run, { kind: 'instanceMoved', move: 'resume' });
  for (const one of Object.values(run.state.subscriptions)) {
    if (one.kind !== 'timer') continue;
    const priority = jobPriority(run, one.element, sightOf(run, run.state.root));
    cause(run, { kind: 'armTimer', timer: one.id, element: one.element, dueAt: one.dueAt, ...priority });
  }
  for (const { task, call } of Object.values(run.state.nodes)) {
    if (call !== undefined) cause(run, { kind: 'resumeCall', call: call.id });
    if (task === undefined) continue;
    const state = taskStateOf(task.life);
    cause(run, { kind: 'updateTask', task: task.id, state, assignee: task.assignee ?? null });
  }
  return null;
}
