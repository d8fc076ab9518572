// The command that a step at an element stands for, by what waits there: a task, a job, a message, a called process.
import type { Command } from '#engine/core/commands.ts';
import { instantAfter } from './clock.ts';
import type { Action, TaskAction } from './scenario.ts';
import type { Waiting } from './waiting.ts';
import type { World } from './world.ts';

type AtElement = Extract<Action, { kind: 'complete' | 'fail' | 'error' | 'escalation' | 'retry' | 'task' }>;

/** @returns null where what waits there cannot be asked this */
export function commandAt(world: World, waiting: Waiting, action: AtElement): Command | null {
  const { task, job, incident, call } = waiting.node;
  switch (action.kind) {
    case 'retry':
      return incident === undefined ? null : { kind: 'retryIncident', incident: incident.id };
    case 'task':
      return task === undefined ? null : taskCommand(world, task.id, action);
    case 'fail': {
      const { message, retries: retriesLeft } = action;
      return job === undefined ? null : { kind: 'failJob', job: job.id, message, retriesLeft };
    }
    case 'error':
    case 'escalation': {
      const { code, variables } = action;
      const kind = action.kind === 'error' ? 'throwError' : 'throwEscalation';
      if (task !== undefined) return { kind, task: task.id, code, variables };
      if (job !== undefined) return { kind, job: job.id, code, variables };
      return call === undefined || kind === 'throwEscalation' ? null : { kind, call: call.id, code, variables };
    }
    case 'complete':
      return completion(waiting, action);
  }
}

function completion({ instance, node }: Waiting, { variables }: Extract<Action, { kind: 'complete' }>): Command | null {
  if (node.task !== undefined) return { kind: 'completeTask', task: node.task.id, variables };
  if (node.job !== undefined) return { kind: 'completeJob', job: node.job.id, variables };
  const { program, state } = instance;
  if (program.nodes[node.element]?.type !== 'receiveTask') return null;
  const listening = Object.values(state.subscriptions).find(
    (one) => one.host.kind === 'node' && one.host.id === node.id && one.element === node.element,
  );
  if (listening?.kind !== 'message') return { kind: 'trigger', node: node.id, variables };
  return { kind: 'message', message: listening.name, subscription: listening.id, variables };
}

function taskCommand(world: World, task: string, action: TaskAction): Command {
  const { verb, as, unit, role, until, priority, code, variables } = action;
  const to = action.to ?? (verb === 'delegate' || (verb === 'nominate' && unit === null && role === null) ? as : null);
  return {
    kind: 'task',
    task,
    verb,
    variables,
    ...(as !== null && { by: as }),
    ...(to !== null && { to }),
    ...(unit !== null && { unit }),
    ...(role !== null && { role }),
    ...(until !== null && { until: instantAfter(world, until) }),
    ...(priority !== null && { priority }),
    ...(code !== null && { code }),
  };
}
