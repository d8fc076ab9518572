// The only way a state changes. Each line applies what has happened; nothing is decided here, nothing can be refused.
// A command works on a draft of its own, so an event costs what it changes and not what the instance holds: the
// records by id belong to the draft; what stands in them is shared with the state before, and replaced, never changed.
import type { CoreEvent } from './events.ts';
import { hasLeft, nodeLife } from './lifecycles/flow-node.ts';
import { jobLife } from './lifecycles/job.ts';
import { instanceLife } from './lifecycles/process-instance.ts';
import { userTaskLife } from './lifecycles/user-task.ts';
import { copyOf } from './records.ts';
import type { NodeInstance, Scope, State, Subscription, TaskInstance } from './state.ts';

/** A state under way. Read as a `State`; only {@link happen} writes to it. */
export interface Draft extends Omit<State, 'life' | 'next'> {
  life: State['life'];
  next: number;
  readonly scopes: Record<string, Scope>;
  readonly nodes: Record<string, NodeInstance>;
  readonly subscriptions: Record<string, Subscription>;
}

/**
 * The state after an event; the one before stays as it is.
 * @param state undefined before the first event, which must be `instanceStarted`
 * @throws Error where the event does not fit the state: a bug, never an input's fault
 */
export function evolve(state: State | undefined, event: CoreEvent): State {
  return happen(draftOf(state), event);
}

/** Whatever happens to the draft, the state it is made from stays as it is. */
export function draftOf(state: State): Draft;
export function draftOf(state: State | undefined): Draft | undefined;
export function draftOf(state: State | undefined): Draft | undefined {
  if (state === undefined) return undefined;
  const { scopes, nodes, subscriptions } = state;
  return { ...state, scopes: copyOf(scopes), nodes: copyOf(nodes), subscriptions: copyOf(subscriptions) };
}

/** As {@link evolve}, in place. @returns the draft, which the first event makes */
export function happen(draft: Draft | undefined, event: CoreEvent): Draft {
  if (event.kind === 'instanceStarted') return started(event.process, event.root);
  if (draft === undefined) throw new Error(`event ${event.kind} before instanceStarted`);
  change(draft, event);
  return draft;
}

function change(draft: Draft, event: Change): void {
  switch (event.kind) {
    case 'instanceMoved':
      draft.life = legal(instanceLife.next(draft.life, event.move), event);
      break;
    case 'scopeOpened':
      count(draft, event.scope.id);
      draft.scopes[event.scope.id] = { ...event.scope, parked: {} };
      break;
    case 'scopeClosed':
      delete draft.scopes[event.scope];
      break;
    case 'scopeCleared':
      setScope(draft, event.scope, { parked: {} });
      break;
    case 'scopeInterrupted':
      setScope(draft, event.scope, { interrupted: true });
      break;
    case 'adHocSet':
      setScope(draft, event.scope, { adHoc: event.adHoc });
      break;
    case 'resetAwaited':
      resetAwaited(draft, event);
      break;
    case 'doneSet':
      setScope(draft, event.scope, { done: event.done });
      break;
    case 'tokenParked':
      parked(draft, event, [event.flow], 1);
      break;
    case 'tokensJoined':
      parked(draft, event, event.flows, -1);
      break;
    case 'variablesSet':
      setScope(draft, event.scope, { variables: { ...scopeOf(draft, event.scope).variables, ...event.variables } });
      break;
    case 'sentBack':
      for (const { scope, variables } of event.restored) setScope(draft, scope, { variables });
      break;
    case 'subscribed':
      count(draft, event.subscription.id);
      draft.subscriptions[event.subscription.id] = event.subscription;
      break;
    case 'unsubscribed':
      delete draft.subscriptions[event.subscription];
      break;
    default:
      changeNode(draft, event);
  }
}

type Change = Exclude<CoreEvent, { kind: 'instanceStarted' }>;
type NodeChange = Extract<Change, { readonly node: string }>;

function changeNode(draft: Draft, event: NodeChange): void {
  switch (event.kind) {
    case 'nodeEntered':
      nodeEntered(draft, event);
      break;
    case 'nodeMoved':
      nodeMoved(draft, event);
      break;
    case 'taskOpened':
      count(draft, event.task);
      setNode(draft, event.node, {
        task: { ...taskRecord(event.task, userTaskLife.initial, event.assignee), ...partOf(event) },
      });
      break;
    case 'taskMoved':
      taskMoved(draft, event);
      break;
    case 'jobOpened':
      count(draft, event.job);
      setNode(draft, event.node, { job: { id: event.job, life: jobLife.initial } });
      break;
    case 'jobMoved':
      jobMoved(draft, event);
      break;
    case 'answered':
      setNode(draft, event.node, { answer: event.answer });
      break;
    case 'incidentOpened':
      count(draft, event.incident.id);
      setNode(draft, event.node, { incident: event.incident });
      break;
    case 'incidentClosed':
      dropFromNode(draft, event.node, 'incident');
      break;
    case 'undoingSet':
      setNode(draft, event.node, { undoing: event.undoing });
      break;
    case 'localsSet':
      setNode(draft, event.node, { locals: { ...nodeOf(draft, event.node).locals, ...event.locals } });
      break;
    case 'loopSet':
      setNode(draft, event.node, { loop: event.loop });
      break;
    case 'callOpened':
      count(draft, event.call);
      setNode(draft, event.node, { call: { id: event.call } });
      break;
    case 'callClosed':
      dropFromNode(draft, event.node, 'call');
  }
}

function started(process: string, root: string): Draft {
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

function nodeEntered(draft: Draft, event: Extract<CoreEvent, { kind: 'nodeEntered' }>): void {
  count(draft, event.node);
  draft.nodes[event.node] = {
    id: event.node,
    element: event.element,
    scope: event.scope,
    life: nodeLife.initial,
    ...(event.triggered && { triggered: event.triggered }),
    ...(event.compensates !== undefined && { compensates: event.compensates }),
    ...(event.shadow && { shadow: event.shadow }),
  };
}

/** A node instance whose token is gone leaves the state. */
function nodeMoved(draft: Draft, event: Extract<CoreEvent, { kind: 'nodeMoved' }>): void {
  const life = legal(nodeLife.next(nodeOf(draft, event.node).life, event.move), event);
  if (hasLeft(life)) delete draft.nodes[event.node];
  else setNode(draft, event.node, { life });
}

function taskMoved(draft: Draft, event: Extract<CoreEvent, { kind: 'taskMoved' }>): void {
  const { task } = nodeOf(draft, event.node);
  if (task === undefined) throw new Error(`node ${event.node} has no task`);
  const life = legal(userTaskLife.next(task.life, event.move), event);
  if (userTaskLife.isFinal(life)) dropFromNode(draft, event.node, 'task');
  else
    setNode(draft, event.node, {
      task: { ...taskRecord(task.id, life, event.assignee, event.owner), ...partOf(task) },
    });
}

function jobMoved(draft: Draft, event: Extract<CoreEvent, { kind: 'jobMoved' }>): void {
  const { job } = nodeOf(draft, event.node);
  if (job === undefined) throw new Error(`node ${event.node} has no job`);
  const life = legal(jobLife.next(job.life, event.move), event);
  if (jobLife.isFinal(life)) dropFromNode(draft, event.node, 'job');
  else setNode(draft, event.node, { job: { id: job.id, life } });
}

function taskRecord(id: string, life: TaskInstance['life'], assignee: string | null, owner?: string): TaskInstance {
  return { id, life, ...(assignee !== null && { assignee }), ...(owner !== undefined && { owner }) };
}

function partOf({ part }: { readonly part?: string }): { readonly part?: string } {
  return part === undefined ? {} : { part };
}

function resetAwaited(draft: Draft, event: Extract<CoreEvent, { kind: 'resetAwaited' }>): void {
  const rest = without(scopeOf(draft, event.scope).resets ?? {}, event.gateway);
  setScope(draft, event.scope, { resets: event.flows === null ? rest : { ...rest, [event.gateway]: event.flows } });
}

function parked(
  draft: Draft,
  { scope: id, gateway }: { readonly scope: string; readonly gateway: string },
  flows: readonly string[],
  by: 1 | -1,
): void {
  const scope = scopeOf(draft, id);
  const counts: Record<string, number> = { ...scope.parked[gateway] };
  for (const flow of flows) {
    const tokens = (counts[flow] ?? 0) + by;
    if (tokens < 0) throw new Error(`gateway ${gateway} has no token on ${flow}`);
    if (tokens === 0) delete counts[flow];
    else counts[flow] = tokens;
  }
  const rest = without(scope.parked, gateway);
  setScope(draft, id, { parked: Object.keys(counts).length === 0 ? rest : { ...rest, [gateway]: counts } });
}

/** Ids are a letter and the counter's number: the counter moves past every id that is taken. */
function count(draft: Draft, id: string): void {
  draft.next = Math.max(draft.next, Number(id.slice(1)) + 1);
}

function setNode(draft: Draft, id: string, change: Partial<NodeInstance>): void {
  draft.nodes[id] = { ...nodeOf(draft, id), ...change };
}

function dropFromNode(draft: Draft, id: string, key: 'task' | 'job' | 'incident' | 'call'): void {
  draft.nodes[id] = without(nodeOf(draft, id), key);
}

function setScope(draft: Draft, id: string, change: Partial<Scope>): void {
  draft.scopes[id] = { ...scopeOf(draft, id), ...change };
}

function nodeOf(draft: Draft, id: string): NodeInstance {
  const node = draft.nodes[id];
  if (node === undefined) throw new Error(`no node ${id}`);
  return node;
}

function scopeOf(draft: Draft, id: string): Scope {
  const scope = draft.scopes[id];
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
