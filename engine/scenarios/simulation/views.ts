// One picture of a running process, taken from the core's state and from the oracle's game, so that the two can be held
// against each other.
import type { Effect } from '#engine/core/effects.ts';
import { taskStateOf } from '#engine/core/lifecycles/user-task.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { NodeInstance, State, Subscription } from '#engine/core/state.ts';
import type { Variables } from '#engine/core/values.ts';
import { sorted } from './oracle/activities.ts';
import type { Game, Listener, Token } from './oracle/game.ts';
import { takeStory } from './oracle/oracle.ts';

export interface View {
  readonly life: string;
  /** What stands where, and what it waits for. */
  readonly tokens: readonly string[];
  readonly listeners: readonly string[];
  /** In the order of completion. */
  readonly completed: readonly string[];
  readonly ended: readonly string[];
  readonly out: readonly string[];
  readonly variables: string;
}

/** The first thing that is not alike, or null. */
export function differenceOf(core: View, oracle: View): string | null {
  for (const key of ['life', 'completed', 'ended', 'out', 'tokens', 'listeners', 'variables'] as const) {
    const [found, expected] = [JSON.stringify(core[key]), JSON.stringify(oracle[key])];
    if (found !== expected) return `${key}: the core says ${found}, the oracle ${expected}`;
  }
  return null;
}

export function viewOfCore(program: Program, state: State, effects: readonly Effect[]): View {
  const happened = (wanted: string) =>
    effects.flatMap((one) =>
      one.kind === 'history' && one.event === wanted && !isMerge(one.element) ? [one.element] : [],
    );
  return {
    life: state.life,
    tokens: Object.values(state.nodes)
      .map((node) => tokenLine(program, node))
      .toSorted(),
    listeners: Object.values(state.subscriptions).map(subscriptionLine).toSorted(),
    completed: happened('completed'),
    ended: [
      ...happened('terminated').map((id) => `${id} terminated`),
      ...happened('failed').map((id) => `${id} failed`),
    ].toSorted(),
    out: effects.flatMap(outLine),
    variables: sorted(state.scopes[state.root]?.variables ?? {}),
  };
}

/** Gateways that only bring ways together hold nobody; the tree does not know them. */
function isMerge(element: string): boolean {
  return /^b\d+(Merge|In\d*)$/.test(element);
}

function tokenLine(program: Program, node: NodeInstance): string {
  const incident = node.incident === undefined ? '' : ` ${node.incident.code}`;
  return `${node.element}${waitsFor(program, node)}${incident}`;
}

function waitsFor(program: Program, node: NodeInstance): string {
  if (node.task !== undefined) return ` task ${taskStateOf(node.task.life)}`;
  if (node.job !== undefined) return node.job.life === 'incident' ? ' given up' : ' job';
  if (node.call !== undefined) return ' call';
  return waitsForWord(program, node) ? ' word' : '';
}

/** A receive task without a message. */
export function waitsForWord(program: Program, node: NodeInstance): boolean {
  const element = program.nodes[node.element];
  const word = element?.type === 'receiveTask' && element.trigger.kind === 'none';
  return word && node.life === 'active' && node.loop === undefined && node.incident === undefined;
}

function subscriptionLine(one: Subscription): string {
  if (one.kind === 'timer') return `timer ${one.element} ${one.dueAt}`;
  return one.kind === 'conditional' ? `condition ${one.element}` : `${one.kind} ${one.element} ${one.name}`;
}

function outLine(effect: Effect): readonly string[] {
  switch (effect.kind) {
    case 'sendMessage':
      return [`message ${effect.message} ${effect.element}`];
    case 'broadcastSignal':
      return [`signal ${effect.signal} ${effect.element}`];
    case 'escalate':
      return [`escalate ${effect.code} ${effect.element}`];
    case 'createJob':
      return [`job ${effect.element} ${sorted(effect.inputs)}`];
    case 'callProcess':
      return [`call ${effect.element} ${sorted(effect.variables)}`];
    default:
      return [];
  }
}

export function viewOfOracle(game: Game): View {
  const { completed, terminated, failed, out } = takeStory(game);
  const tokens = [...game.frames].flatMap((frame) => [...frame.tokens]);
  return {
    life: game.life,
    tokens: tokens.map(gameLine).toSorted(),
    listeners: [...game.listeners].map(listenerLine).toSorted(),
    completed,
    ended: [...terminated.map((id) => `${id} terminated`), ...failed.map((id) => `${id} failed`)].toSorted(),
    out,
    variables: sorted(Object.fromEntries(game.root.variables) as Variables),
  };
}

/** Where the oracle stands, in the words of a scenario's `expect`. */
export function standOf(game: Game) {
  const tokens = [...game.frames].flatMap((frame) => [...frame.tokens]);
  const incidents = tokens.flatMap((token) => (token.incident === null ? [] : [token.element]));
  return {
    state: game.life === 'active' && incidents.length > 0 ? 'incident' : game.life,
    waiting: tokens.flatMap((token) => waitingAt(game, token)),
    incidents,
    variables: Object.fromEntries(game.root.variables),
  };
}

function waitingAt(game: Game, token: Token): readonly string[] {
  if (token.incident !== null) return [];
  if (token.waits !== null) return [token.waits.for === 'call' ? 'calleeWork' : token.element];
  const chooses = [...token.inner].some(({ adHoc, tokens }) => adHoc?.open === true && tokens.size === 0);
  const listens = [...game.listeners].some(
    ({ host, element }) => host === token && token.boundaries.every(({ id }) => id !== element),
  );
  return chooses || listens ? [token.element] : [];
}

function gameLine({ element, waits, incident }: Token): string {
  const kinds = { job: ' job', call: ' call', word: ' word', task: ' task' };
  const own = waits === null ? '' : kinds[waits.for];
  const state = waits?.for === 'task' ? ` ${waits.state}` : '';
  const given = waits?.for === 'job' && waits.state === 'given up';
  return `${element}${given ? ' given up' : own}${state}${incident === null ? '' : ` ${incident.code}`}`;
}

function listenerLine({ what, element, due }: Listener): string {
  if (what.on === 'timer') return `timer ${element} ${due}`;
  return 'name' in what ? `${what.on} ${element} ${what.name}` : `condition ${element}`;
}
