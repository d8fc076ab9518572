// The only way a state changes. Each line applies what has happened; nothing is decided here, nothing can be refused.
import type { CoreEvent } from './events.ts';
import { hasLeft, nodeLife } from './lifecycles/flow-node.ts';
import { jobLife } from './lifecycles/job.ts';
import { instanceLife } from './lifecycles/process-instance.ts';
import { userTaskLife } from './lifecycles/user-task.ts';
import type { NodeInstance, Scope, State, TaskInstance } from './state.ts';

/**
 * @param state undefined before the first event, which must be `instanceStarted`
 * @throws Error where the event does not fit the state: a bug, never an input's fault
 */
export function evolve(state: State | undefined, event: CoreEvent): State {
  if (event.kind === 'instanceStarted') return started(event.process, event.root);
  if (state === undefined) throw new Error(`event ${event.kind} before instanceStarted`);
  return change(state, event);
}

function change(state: State, event: Change): State {
  switch (event.kind) {
    case 'instanceMoved':
      return { ...state, life: legal(instanceLife.next(state.life, event.move), event) };
    case 'scopeOpened':
      return withScope(counted(state, event.scope.id), { ...event.scope, parked: {} });
    case 'scopeClosed':
      return { ...state, scopes: without(state.scopes, event.scope) };
    case 'scopeCleared':
      return withScope(state, { ...scopeOf(state, event.scope), parked: {} });
    case 'scopeInterrupted':
      return withScope(state, { ...scopeOf(state, event.scope), interrupted: true });
    case 'adHocSet':
      return withScope(state, { ...scopeOf(state, event.scope), adHoc: event.adHoc });
    case 'resetAwaited':
      return resetAwaited(state, event);
    case 'doneSet':
      return withScope(state, { ...scopeOf(state, event.scope), done: event.done });
    case 'nodeEntered':
      return withNode(counted(state, event.node), {
        id: event.node,
        element: event.element,
        scope: event.scope,
        life: nodeLife.initial,
        ...(event.triggered && { triggered: event.triggered }),
        ...(event.compensates !== undefined && { compensates: event.compensates }),
      });
    case 'nodeMoved':
      return nodeMoved(state, event);
    case 'tokenParked':
      return parked(state, event.scope, event.gateway, [[event.flow, 1]]);
    case 'tokensJoined':
      return parked(
        state,
        event.scope,
        event.gateway,
        event.flows.map((flow) => [flow, -1]),
      );
    case 'variablesSet':
      return withVariables(state, event);
    case 'taskOpened':
      return withNode(counted(state, event.task), {
        ...nodeOf(state, event.node),
        task: taskRecord(event.task, userTaskLife.initial, event.assignee),
      });
    case 'taskMoved':
      return taskMoved(state, event);
    case 'jobOpened':
      return withNode(counted(state, event.job), {
        ...nodeOf(state, event.node),
        job: { id: event.job, life: jobLife.initial },
      });
    case 'jobMoved':
      return jobMoved(state, event);
    case 'answered':
      return withNode(state, { ...nodeOf(state, event.node), answer: event.answer });
    case 'subscribed':
      return {
        ...counted(state, event.subscription.id),
        subscriptions: { ...state.subscriptions, [event.subscription.id]: event.subscription },
      };
    case 'unsubscribed':
      return { ...state, subscriptions: without(state.subscriptions, event.subscription) };
    default:
      return changeNode(state, event);
  }
}

type Change = Exclude<CoreEvent, { kind: 'instanceStarted' }>;

/** What a node keeps beside its place and its life. */
function changeNode(state: State, event: Extract<Change, { kind: NodeDetail }>): State {
  switch (event.kind) {
    case 'incidentOpened':
      return withNode(counted(state, event.incident.id), { ...nodeOf(state, event.node), incident: event.incident });
    case 'incidentClosed':
      return withNode(state, without(nodeOf(state, event.node), 'incident'));
    case 'loopSet':
      return withNode(state, { ...nodeOf(state, event.node), loop: event.loop });
    case 'caught': {
      const node = nodeOf(state, event.node);
      return withNode(state, { ...node, caught: [...(node.caught ?? []), event.index] });
    }
    case 'callOpened':
      return withNode(counted(state, event.call), { ...nodeOf(state, event.node), call: { id: event.call } });
    case 'callClosed':
      return withNode(state, without(nodeOf(state, event.node), 'call'));
  }
}

type NodeDetail = 'incidentOpened' | 'incidentClosed' | 'loopSet' | 'caught' | 'callOpened' | 'callClosed';

function started(process: string, root: string): State {
  return {
    format: 1,
    process,
    life: instanceLife.initial,
    next: 1,
    root,
    scopes: {},
    nodes: {},
    subscriptions: {},
  };
}

/** A node instance whose token is gone leaves the state. */
function nodeMoved(state: State, event: Extract<CoreEvent, { kind: 'nodeMoved' }>): State {
  const node = nodeOf(state, event.node);
  const life = legal(nodeLife.next(node.life, event.move), event);
  if (hasLeft(life)) return { ...state, nodes: without(state.nodes, node.id) };
  return withNode(state, { ...node, life });
}

function taskMoved(state: State, event: Extract<CoreEvent, { kind: 'taskMoved' }>): State {
  const node = nodeOf(state, event.node);
  if (node.task === undefined) throw new Error(`node ${node.id} has no task`);
  const life = legal(userTaskLife.next(node.task.life, event.move), event);
  if (userTaskLife.isFinal(life)) return withNode(state, without(node, 'task'));
  return withNode(state, { ...node, task: taskRecord(node.task.id, life, event.assignee, event.owner) });
}

function jobMoved(state: State, event: Extract<CoreEvent, { kind: 'jobMoved' }>): State {
  const node = nodeOf(state, event.node);
  if (node.job === undefined) throw new Error(`node ${node.id} has no job`);
  const life = legal(jobLife.next(node.job.life, event.move), event);
  if (jobLife.isFinal(life)) return withNode(state, without(node, 'job'));
  return withNode(state, { ...node, job: { id: node.job.id, life } });
}

function taskRecord(id: string, life: TaskInstance['life'], assignee: string | null, owner?: string): TaskInstance {
  return { id, life, ...(assignee !== null && { assignee }), ...(owner !== undefined && { owner }) };
}

function withVariables(state: State, event: Extract<CoreEvent, { kind: 'variablesSet' }>): State {
  const scope = scopeOf(state, event.scope);
  return withScope(state, { ...scope, variables: { ...scope.variables, ...event.variables } });
}

function resetAwaited(state: State, event: Extract<CoreEvent, { kind: 'resetAwaited' }>): State {
  const scope = scopeOf(state, event.scope);
  const rest = without(scope.resets ?? {}, event.gateway);
  return withScope(state, {
    ...scope,
    resets: event.flows === null ? rest : { ...rest, [event.gateway]: event.flows },
  });
}

function parked(
  state: State,
  scopeId: string,
  gateway: string,
  changes: readonly (readonly [string, number])[],
): State {
  const scope = scopeOf(state, scopeId);
  const counts: Record<string, number> = { ...scope.parked[gateway] };
  for (const [flow, by] of changes) {
    const count = (counts[flow] ?? 0) + by;
    if (count < 0) throw new Error(`gateway ${gateway} has no token on ${flow}`);
    if (count === 0) delete counts[flow];
    else counts[flow] = count;
  }
  const rest = without(scope.parked, gateway);
  const next = Object.keys(counts).length === 0 ? rest : { ...rest, [gateway]: counts };
  return withScope(state, { ...scope, parked: next });
}

/** Ids are a letter and the counter's number: the counter moves past every id that is taken. */
function counted(state: State, id: string): State {
  return { ...state, next: Math.max(state.next, Number(id.slice(1)) + 1) };
}

function withNode(state: State, node: NodeInstance): State {
  return { ...state, nodes: { ...state.nodes, [node.id]: node } };
}

function withScope(state: State, scope: Scope): State {
  return { ...state, scopes: { ...state.scopes, [scope.id]: scope } };
}

function nodeOf(state: State, id: string): NodeInstance {
  const node = state.nodes[id];
  if (node === undefined) throw new Error(`no node ${id}`);
  return node;
}

function scopeOf(state: State, id: string): Scope {
  const scope = state.scopes[id];
  if (scope === undefined) throw new Error(`no scope ${id}`);
  return scope;
}

function without<T extends object, K extends keyof T>(record: T, key: K): Omit<T, K> & T {
  const { [key]: _, ...rest } = record;
  return rest as Omit<T, K> & T;
}

function legal<S>(next: S | undefined, event: CoreEvent): S {
  if (next === undefined) throw new Error(`illegal move: ${JSON.stringify(event)}`);
  return next;
}
