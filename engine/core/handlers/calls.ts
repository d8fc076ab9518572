// What a called process tells its caller.
import type { Command } from '../commands.ts';
import { type Rejection, reject } from '../rejection.ts';
import { emit, type Run } from '../run.ts';
import type { NodeInstance } from '../state.ts';
import { openIncident } from '../verbs/incidents.ts';
import { escalateFrom } from '../verbs/throw.ts';
import { finish } from '../verbs/tokens.ts';

/** It has completed; what comes out of it is mapped when the activity leaves. */
export function completeCall(run: Run, command: Extract<Command, { kind: 'completeCall' }>): Rejection | null {
  const node = nodeWithCall(run, command.call);
  if (node === null) return reject('CALL_NOT_OPEN', { call: command.call });
  emit(run, { kind: 'callClosed', node: node.id });
  emit(run, { kind: 'answered', node: node.id, answer: command.variables });
  finish(run, node.id);
  return null;
}

/** It has not been done, by no error of the model: the node keeps its place until somebody calls again. */
export function failCall(run: Run, command: Extract<Command, { kind: 'failCall' }>): Rejection | null {
  const node = nodeWithCall(run, command.call);
  if (node === null) return reject('CALL_NOT_OPEN', { call: command.call });
  emit(run, { kind: 'callClosed', node: node.id });
  openIncident(run, node.id, 'CALL_FAILED', { reason: command.message });
  return null;
}

export function escalateCall(run: Run, command: Extract<Command, { kind: 'escalateCall' }>): Rejection | null {
  const node = nodeWithCall(run, command.call);
  if (node === null) return reject('CALL_NOT_OPEN', { call: command.call });
  run.source = node.id;
  escalateFrom(run, { node }, { code: command.code, element: node.element });
  return null;
}

export function nodeWithCall(run: Run, call: string): NodeInstance | null {
  return Object.values(run.state.nodes).find((candidate) => candidate.call?.id === call) ?? null;
}
