// A person chooses what to do next in an ad-hoc sub-process, or says that it is done.
import type { Command } from '../commands.ts';
import { type Rejection, reject } from '../rejection.ts';
import { elementOf, type Run } from '../run.ts';
import type { Scope } from '../state.ts';
import { closeAdHoc, enabledIn } from '../verbs/ad-hoc.ts';
import { enterNode } from '../verbs/tokens.ts';

export function activate(run: Run, command: Extract<Command, { kind: 'activate' }>): Rejection | null {
  const scope = openIn(run, command.node);
  const enabled = scope === null ? [] : enabledIn(run.program, run.state, scope);
  if (scope === null || !enabled.includes(command.element)) return reject('NODE_NOT_WAITING', { node: command.node });
  enterNode(run, elementOf(run, command.element), scope.id);
  return null;
}

export function finishAdHoc(run: Run, command: Extract<Command, { kind: 'finishAdHoc' }>): Rejection | null {
  const scope = openIn(run, command.node);
  const element = scope === null ? null : elementOf(run, scope.element);
  if (scope === null || element?.type !== 'adHocSubProcess') return reject('NODE_NOT_WAITING', { node: command.node });
  closeAdHoc(run, scope.id, element);
  return null;
}

function openIn(run: Run, node: string): Scope | null {
  return Object.values(run.state.scopes).find((scope) => scope.node === node && scope.adHoc?.open === true) ?? null;
}
