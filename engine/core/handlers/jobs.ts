import type { Command } from '../commands.ts';
import { jobLife } from '../lifecycles/job.ts';
import { valuesOf } from '../records.ts';
import { type Rejection, reject } from '../rejection.ts';
import { cause, emit, type Run } from '../run.ts';
import type { NodeInstance } from '../state.ts';
import { isPutOff } from '../verbs/continuation.ts';
import { openIncident } from '../verbs/incidents.ts';
import { finish } from '../verbs/tokens.ts';

type CompleteJob = Extract<Command, { kind: 'completeJob' }>;
type FailJob = Extract<Command, { kind: 'failJob' }>;

/** The answer is kept first and mapped when the node leaves, so that a wrong mapping does not ask for the work again. */
export function answerJob(run: Run, command: CompleteJob): Rejection | null {
  const node = nodeWithJob(run, command.job);
  if (node === null) return reject('JOB_NOT_OPEN', { job: command.job });
  emit(run, { kind: 'jobMoved', node: node.id, move: 'complete' });
  if (isPutOff(node)) {
    cause(run, { kind: 'closeJob', job: command.job });
    run.agenda.push({ kind: node.life === 'ready' ? 'enter' : 'leave', node: node.id, continued: true });
    return null;
  }
  emit(run, { kind: 'answered', node: node.id, answer: command.variables });
  cause(run, { kind: 'closeJob', job: command.job });
  finish(run, node.id);
  return null;
}

/** A technical failure: the shell tries again, or, with no retries left, an operator is asked. */
export function failJob(run: Run, command: FailJob): Rejection | null {
  const node = nodeWithJob(run, command.job);
  if (node === null) return reject('JOB_NOT_OPEN', { job: command.job });
  if (command.retriesLeft > 0) {
    emit(run, { kind: 'jobMoved', node: node.id, move: 'retry' });
    return null;
  }
  emit(run, { kind: 'jobMoved', node: node.id, move: 'giveUp' });
  cause(run, { kind: 'closeJob', job: command.job });
  openIncident(run, node.id, 'JOB_FAILED', { reason: command.message });
  return null;
}

export function nodeWithJob(run: Run, job: string): NodeInstance | null {
  const node = valuesOf(run.state.nodes).find((candidate) => candidate.job?.id === job);
  return node?.job !== undefined && jobLife.can(node.job.life, 'complete') ? node : null;
}
