// Work that goes on in a step of its own: what an asynchronous continuation of Camunda and others is. The token waits
// before the element begins, or before it leaves, for a job that carries nothing; the shell answers it by itself.
import { triesDefault } from '../expressions/retries.ts';
import type { FlowNode } from '../model/program.ts';
import { cause, emit, freshId, nodeOf, type Run } from '../run.ts';
import type { NodeInstance } from '../state.ts';
import { jobPriority } from './priority.ts';
import { sightOf } from './variables.ts';

/** Job type of these; models cannot use it for work of their own. */
export const continuationJobType = 'wardflow:continue';

/** Whether the element is to go on in a step of its own, where the shell does that. */
export function goesOnLater(run: Run, { async }: FlowNode, when: 'before' | 'after'): boolean {
  return run.env.continuations === true && (async === when || async === 'both');
}

/** The node waits as it is; a continuation that was given up on is replaced. */
export function putOff(run: Run, { id, element, scope }: NodeInstance): void {
  if (nodeOf(run, id).job !== undefined) emit(run, { kind: 'jobMoved', node: id, move: 'cancel' });
  const job = freshId(run, 'j');
  emit(run, { kind: 'jobOpened', node: id, job });
  const priority = jobPriority(run, element, sightOf(run, scope));
  const what = { type: continuationJobType, inputs: {}, retries: triesDefault };
  cause(run, { kind: 'createJob', job, node: id, element, ...what, ...priority });
}

/** Its job is a continuation: no work of the element itself is open before it begins or after it is done. */
export function isPutOff({ life }: NodeInstance): boolean {
  return life === 'ready' || life === 'completing';
}
