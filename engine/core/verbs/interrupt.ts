// A node is ended from outside: what it opened is closed, and whatever lives inside it ends with it.

import { jobLife } from '../lifecycles/job.ts';
import { taskStateOf, userTaskLife } from '../lifecycles/user-task.ts';
import { isEmpty, valuesOf } from '../records.ts';
import { cause, emit, loseArrivals, nodeOf, type Run } from '../run.ts';
import { closeIncident } from './incidents.ts';
import { dropSubscriptions } from './subscriptions.ts';
import { recordNode } from './tokens.ts';

/** Does nothing where the node has ended already. */
export function interrupt(run: Run, id: string, move: 'terminate' | 'fail'): void {
  if (run.state.nodes[id] === undefined) return;
  emit(run, { kind: 'nodeMoved', node: id, move });
  for (const scope of valuesOf(run.state.scopes)) if (scope.node === id) emptyScope(run, scope.id);
  dropSubscriptions(run, { kind: 'node', id });
  closeTask(run, id);
  closeJob(run, id);
  closeCall(run, id);
  closeIncident(run, id);
  recordNode(run, nodeOf(run, id), move === 'fail' ? 'failed' : 'terminated');
  emit(run, { kind: 'nodeMoved', node: id, move: 'end' });
}

/** Ends all that lives in a scope, and the scope itself where it is not the outermost. */
export function emptyScope(run: Run, scope: string): void {
  clearScope(run, scope);
  if (scope !== run.state.root) emit(run, { kind: 'scopeClosed', scope });
}

/**
 * Ends all that lives in a scope and every token that waits in it or is on its way; the scope itself stays.
 * @param except a node that stays
 */
export function clearScope(run: Run, scope: string, except?: string): void {
  for (const node of valuesOf(run.state.nodes)) {
    if (node.scope === scope && node.id !== except) interrupt(run, node.id, 'terminate');
  }
  dropSubscriptions(run, { kind: 'scope', id: scope });
  if (!isEmpty(run.state.scopes[scope]?.parked ?? {})) emit(run, { kind: 'scopeCleared', scope });
  loseArrivals(run, scope);
}

function closeTask(run: Run, id: string): void {
  const { task } = nodeOf(run, id);
  if (task === undefined) return;
  const next = userTaskLife.next(task.life, 'exit');
  if (next === undefined) throw new Error(`task ${task.id} cannot exit from ${task.life}`);
  emit(run, { kind: 'taskMoved', node: id, move: 'exit', assignee: null });
  const { id: closed, part } = task;
  cause(run, { kind: 'closeTask', task: closed, state: taskStateOf(next), ...(part !== undefined && { part }) });
}

function closeJob(run: Run, id: string): void {
  const { job } = nodeOf(run, id);
  if (job === undefined) return;
  const waiting = jobLife.can(job.life, 'complete');
  emit(run, { kind: 'jobMoved', node: id, move: 'cancel' });
  if (waiting) cause(run, { kind: 'closeJob', job: job.id });
}

function closeCall(run: Run, id: string): void {
  const { call } = nodeOf(run, id);
  if (call === undefined) return;
  emit(run, { kind: 'callClosed', node: id });
  cause(run, { kind: 'cancelCall', call: call.id });
}
