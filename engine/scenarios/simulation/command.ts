// A happening as the command that the core understands.
import type { Command } from '#engine/core/commands.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { NodeInstance, State } from '#engine/core/state.ts';
import type { Variables } from '#engine/core/values.ts';
import { startMessage } from './event-xml.ts';
import type { Happening, Spot } from './happening.ts';
import { waitsForWord } from './views.ts';

/** @returns null where the core has nothing there that it could happen to */
export function commandOf(program: Program, state: State, happening: Happening): Command | null {
  switch (happening.what) {
    case 'message':
      return { kind: 'message', message: happening.name, variables: {} };
    case 'signal':
      return { kind: 'signal', signal: happening.name, variables: {} };
    case 'set':
      return { kind: 'setVariables', variables: happening.variables };
    case 'cancel':
      return { kind: 'cancel', reason: 'simulation' };
    case 'start':
    case 'advance':
      return null;
    case 'activate':
    case 'finishAdHoc': {
      const node = adHocNodes(state).filter(({ element }) => element === happening.at.element)[happening.at.nth];
      if (node === undefined) return null;
      return happening.what === 'activate'
        ? { kind: 'activate', node: node.id, element: happening.part }
        : { kind: 'finishAdHoc', node: node.id };
    }
    default: {
      const node = nodeAt(program, state, happening.at);
      return node === undefined ? null : commandAt(node, happening);
    }
  }
}

export function startCommand(start: Extract<Happening, { what: 'start' }>['start'], variables: Variables): Command {
  if (start === 'none') return { kind: 'start', variables };
  if (start === 'message') return { kind: 'start', message: startMessage, variables };
  return { kind: 'start', startEvent: 'start', variables };
}

function adHocNodes(state: State): readonly NodeInstance[] {
  const open = new Set(Object.values(state.scopes).flatMap((scope) => (scope.adHoc?.open ? [scope.node] : [])));
  return Object.values(state.nodes).filter((node) => open.has(node.id));
}

export function nodeAt(program: Program, state: State, { element, nth }: Spot): NodeInstance | undefined {
  return Object.values(state.nodes).filter(
    (node) =>
      node.element === element && (node.task ?? node.job ?? node.call ?? node.incident ?? waitsForWord(program, node)),
  )[nth];
}

type AtNode = Extract<Happening, { what: 'complete' | 'fail' | 'error' | 'escalation' | 'retry' | 'verb' }>;

function commandAt({ id, task, job, call, incident }: NodeInstance, happening: AtNode): Command | null {
  switch (happening.what) {
    case 'retry':
      return incident === undefined ? null : { kind: 'retryIncident', incident: incident.id };
    case 'verb':
      return task === undefined ? null : { kind: 'task', task: task.id, verb: happening.verb, by: 'lan' };
    case 'fail':
      if (job === undefined) return null;
      return { kind: 'failJob', job: job.id, message: 'out of order', retriesLeft: happening.retries };
    case 'escalation':
      return call === undefined ? null : { kind: 'escalateCall', call: call.id, code: happening.code };
    case 'error': {
      const who = task ? { task: task.id } : job ? { job: job.id } : call ? { call: call.id } : null;
      return who === null ? null : { kind: 'throwError', ...who, code: happening.code, variables: {} };
    }
    case 'complete': {
      const { variables } = happening;
      if (task !== undefined) return { kind: 'completeTask', task: task.id, variables, by: 'lan' };
      if (job !== undefined) return { kind: 'completeJob', job: job.id, variables };
      return call === undefined
        ? { kind: 'trigger', node: id, variables }
        : { kind: 'completeCall', call: call.id, variables };
    }
  }
}
