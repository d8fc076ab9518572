// Commands of an operator, and errors that nobody in the model catches.
import type { Command } from '../commands.ts';
import { type Rejection, reject } from '../rejection.ts';
import type { Run } from '../run.ts';
import type { NodeInstance } from '../state.ts';
import { closeIncident } from '../verbs/incidents.ts';
import { emptyScope } from '../verbs/interrupt.ts';
import { escalateFrom, throwErrorFrom } from '../verbs/throw.ts';
import { endInstance } from '../verbs/tokens.ts';
import { writeVariables } from '../verbs/variables.ts';
import { nodeWithCall } from './calls.ts';
import { nodeWithJob } from './jobs.ts';

export function setVariables(run: Run, command: Extract<Command, { kind: 'setVariables' }>): Rejection | null {
  const { scope = run.state.root, variables } = command;
  if (run.state.scopes[scope] === undefined) return reject('SCOPE_NOT_OPEN', { scope });
  writeVariables(run, scope, variables);
  return null;
}

/** Tries again the phase in which the node got stuck: its life says which. */
export function retryIncident(run: Run, command: Extract<Command, { kind: 'retryIncident' }>): Rejection | null {
  const node = Object.values(run.state.nodes).find((candidate) => candidate.incident?.id === command.incident);
  if (node === undefined) return reject('INCIDENT_NOT_OPEN', { incident: command.incident });
  closeIncident(run, node.id);
  const phase = node.life === 'ready' ? 'enter' : node.life === 'completing' ? 'leave' : 'retry';
  run.agenda.push({ kind: phase, node: node.id });
  return null;
}

export function cancel(run: Run): null {
  emptyScope(run, run.state.root);
  endInstance(run, 'terminate');
  return null;
}

/** BPMN 2.0.2 §10.5.7: a person, a worker or a called process reports an error of the model. */
export function throwError(run: Run, command: Extract<Command, { kind: 'throwError' }>): Rejection | null {
  const node = throwing(run, command);
  if (node === null) {
    if (command.job !== undefined) return reject('JOB_NOT_OPEN', { job: command.job });
    if (command.call !== undefined) return reject('CALL_NOT_OPEN', { call: command.call });
    return reject('TASK_NOT_OPEN', { task: command.task ?? '' });
  }
  run.source = node.id;
  throwErrorFrom(run, { node }, command.code, command.variables);
  return null;
}

/** BPMN 2.0.2 §10.5.5.5: who does the work reports an escalation. */
export function throwEscalation(run: Run, command: Extract<Command, { kind: 'throwEscalation' }>): Rejection | null {
  const node = throwing(run, command);
  if (node === null) {
    if (command.job !== undefined) return reject('JOB_NOT_OPEN', { job: command.job });
    return reject('TASK_NOT_OPEN', { task: command.task ?? '' });
  }
  run.source = node.id;
  escalateFrom(run, { node }, { code: command.code, element: node.element, content: command.variables });
  return null;
}

type Thrower = { readonly job?: string; readonly call?: string; readonly task?: string };

function throwing(run: Run, { job, call, task }: Thrower): NodeInstance | null {
  if (job !== undefined) return nodeWithJob(run, job);
  if (call !== undefined) return nodeWithCall(run, call);
  return Object.values(run.state.nodes).find((candidate) => candidate.task?.id === task) ?? null;
}
