// What an instance has been through, told from its commands: which node went on from which, who did what, what each
// wrote. A state forgets all of it, since it keeps what is to come; whoever has the journal can tell it again.
import type { Command } from '../commands.ts';
import type { CoreEvent } from '../events.ts';
import type { DoneActivity, State } from '../state.ts';
import type { Stepped } from '../step.ts';
import type { Instant, Variables } from '../values.ts';

export interface Past {
  /** In the order in which they began: who goes on from another comes after it. */
  readonly nodes: Map<string, Passed>;
  /** What the variables are made of, but for what was undone. */
  writes: Written[];
  /** Which node has left an entry in a log of what can be undone. */
  readonly doneBy: Map<DoneActivity, string>;
  /** Tokens that wait before joins, by the nodes that have sent them. */
  readonly parked: Map<string, string[]>;
  commands: number;
  state: State | undefined;
}

/** A node instance, whether it is still there or not. */
export interface Passed {
  readonly id: string;
  readonly element: string;
  readonly scope: string;
  /** The nodes that it goes on from: several for a join, none where something outside began it. */
  readonly parents: readonly string[];
  /** Number of the command in which it began, and the state after it. */
  readonly since: number;
  readonly opened: State;
  /** It undoes something. */
  readonly undoes: boolean;
  task?: string;
  /** A person has taken it up. */
  taken?: string;
  completion?: Completion;
}

export interface Completion {
  readonly at: Instant;
  readonly by?: string;
  /** What was put in with it. */
  readonly entered: Variables;
}

export interface Written {
  readonly scope: string;
  readonly variables: Variables;
  readonly source: string | null;
}

export function newPast(state?: State): Past {
  const writes = Object.values(state?.scopes ?? {}).map(({ id, variables }) => ({
    scope: id,
    variables,
    source: null,
  }));
  return { nodes: new Map(), writes, doneBy: new Map(), parked: new Map(), commands: 0, state };
}

export interface Remembered {
  readonly command: Command;
  readonly stepped: Pick<Stepped, 'state' | 'events' | 'sources'>;
  readonly at: Instant;
}

/** Takes one command and what came of it; all of an instance's, from the first on, in their order. */
export function remember(past: Past, { command, stepped, at }: Remembered): void {
  const before = past.state;
  past.commands += 1;
  past.state = stepped.state;
  const notes: Notes = { past, command, at, after: stepped.state, before, joining: [] };
  stepped.events.forEach((event, index) => {
    take(notes, event, stepped.sources[index] ?? null);
  });
}

/** The instance goes on under another version of its process; `map`: what is called otherwise there. */
export function carryPast(past: Past, state: State, map: { readonly [element: string]: string }): void {
  for (const node of past.nodes.values()) change(past, node.id, { element: map[node.element] ?? node.element });
  for (const { id, done = [] } of Object.values(state.scopes)) {
    const before = past.state?.scopes[id]?.done ?? [];
    for (const [index, one] of done.entries()) {
      const same = before[index];
      past.doneBy.set(one, (same && past.doneBy.get(same)) ?? '');
    }
  }
  past.commands += 1;
  past.state = state;
}

interface Notes {
  readonly past: Past;
  readonly command: Command;
  readonly at: Instant;
  readonly before: State | undefined;
  readonly after: State;
  /** Who has sent the tokens that a join has just taken. */
  joining: string[];
}

function take(notes: Notes, event: CoreEvent, source: string | null): void {
  const { past, command } = notes;
  switch (event.kind) {
    case 'tokenParked':
      queueOf(past, event.scope, event.gateway, event.flow).push(source ?? '');
      break;
    case 'tokensJoined':
      notes.joining.push(...event.flows.flatMap((flow) => joined(notes, event.scope, event.gateway, flow)));
      return;
    case 'resetAwaited':
      return;
    case 'scopeCleared':
      for (const key of past.parked.keys()) if (key.startsWith(`${event.scope} `)) past.parked.delete(key);
      break;
    case 'nodeEntered':
      entered(notes, event, source);
      break;
    case 'nodeMoved':
      if (event.move === 'complete') completed(notes, event.node);
      break;
    case 'taskOpened':
      change(past, event.node, { task: event.task });
      break;
    case 'taskMoved':
      if (command.kind === 'task' && takesUp.has(event.move)) change(past, event.node, { taken: command.by ?? '' });
      break;
    case 'variablesSet':
      written(past, event.scope, event.variables, source);
      break;
    case 'scopeOpened':
      written(past, event.scope.id, event.scope.variables, null);
      break;
    case 'sentBack':
      if (command.kind === 'sendBack') past.writes = past.writes.filter(stays(past, command.step));
      break;
    case 'doneSet':
      for (const one of event.done) if (!past.doneBy.has(one)) past.doneBy.set(one, doerOf(past, event.scope, one));
      break;
    default:
  }
  notes.joining = [];
}

/** Operations after which somebody has begun to think about the task. */
const takesUp: ReadonlySet<string> = new Set(['claim', 'start', 'delegate', 'forward', 'resolve']);

function entered(notes: Notes, event: Extract<CoreEvent, { kind: 'nodeEntered' }>, source: string | null): void {
  const { past, after } = notes;
  const { node: id, element, scope, compensates } = event;
  const parents = parentsOf(notes, element, source);
  const undoes = compensates !== undefined || parents.some((parent) => past.nodes.get(parent)?.undoes === true);
  past.nodes.set(id, { id, element, scope, parents, since: past.commands, opened: after, undoes });
}

function parentsOf({ past, command, before, joining }: Notes, element: string, source: string | null) {
  if (joining.length > 0) return joining;
  if (source !== null) return [source];
  // It takes the place that it had before.
  if (command.kind === 'sendBack') return element === command.to ? (past.nodes.get(command.step)?.parents ?? []) : [];
  // Who moves tokens puts them in the place of those that are taken away.
  if (command.kind !== 'move') return [];
  const nodes = Object.values(before?.nodes ?? {});
  return nodes.flatMap((node) => (command.cancel.some((id) => id === node.id || id === node.element) ? node.id : []));
}

function completed({ past, command, at }: Notes, node: string): void {
  const by = 'by' in command && command.by !== undefined ? { by: command.by } : {};
  const own = command.kind === 'completeTask' && past.nodes.get(node)?.task === command.task;
  change(past, node, { completion: { at, ...by, entered: own ? command.variables : {} } });
}

function change(past: Past, node: string, what: Partial<Passed>): void {
  const passed = past.nodes.get(node);
  if (passed !== undefined) past.nodes.set(node, { ...passed, ...what });
}

function written(past: Past, scope: string, variables: Variables, source: string | null): void {
  past.writes.push({ scope, variables, source });
}

/** Whether something was not written by a step or by what has gone on from it. */
export function stays(past: Past, step: string): (written: Written) => boolean {
  const { nodes } = descendantsOf(past, step);
  return ({ source }) => source === null || (source !== step && !nodes.has(source));
}

/** Who has sent one token on a flow; of what is sent back, the tokens of what is undone go. */
function joined({ past, command }: Notes, scope: string, gateway: string, flow: string): readonly string[] {
  const queue = queueOf(past, scope, gateway, flow);
  if (command.kind !== 'sendBack') return queue.splice(0, 1);
  const undone = descendantsOf(past, command.step).nodes;
  const index = queue.findIndex((source) => source === command.step || undone.has(source));
  queue.splice(Math.max(index, 0), 1);
  return [];
}

function queueOf({ parked }: Past, scope: string, gateway: string, flow: string): string[] {
  const key = placeOf(scope, gateway, flow);
  const queue = parked.get(key) ?? [];
  parked.set(key, queue);
  return queue;
}

export function placeOf(scope: string, gateway: string, flow: string): string {
  return `${scope} ${gateway} ${flow}`;
}

function doerOf({ nodes }: Past, scope: string, { element }: DoneActivity): string {
  return [...nodes.values()].findLast((node) => node.scope === scope && node.element === element)?.id ?? '';
}

export interface Descendants {
  readonly nodes: ReadonlySet<string>;
  /** A token that comes from elsewhere has been joined with one of them. */
  readonly mixed: boolean;
}

/** All that has gone on from a node. */
export function descendantsOf({ nodes }: Past, of: string): Descendants {
  const found = new Set<string>();
  let mixed = false;
  for (const { id, parents } of nodes.values()) {
    const inside = parents.filter((parent) => parent === of || found.has(parent));
    if (inside.length === 0) continue;
    found.add(id);
    if (inside.length < parents.length) mixed = true;
  }
  return { nodes: found, mixed };
}
