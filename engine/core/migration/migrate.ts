// An instance goes on under another version of its process: every token stays where it is, by element id or as mapped.
// What it listens for follows the new version: what is attached there now and was not before begins to listen, what is
// gone stops; a timer that runs keeps its time. Where a token has nowhere to stand nothing is done, and every such
// element is named. Open tasks and jobs stay as they were offered.
import { newRun } from '../decide.ts';
import type { Effect } from '../effects.ts';
import type { Env } from '../env.ts';
import type { FlowNode, Program } from '../model/program.ts';
import { type Trigger, triggersOf } from '../model/triggers.ts';
import { runUntilQuiet } from '../phases.ts';
import { elementOf, nodeOf, type Run, scopeOf } from '../run.ts';
import type { Host, State, Subscription } from '../state.ts';
import { Stuck } from '../stuck.ts';
import { armTrigger, drop } from '../verbs/subscriptions.ts';
import { isTurn } from '../verbs/tokens.ts';
import { carriedOver } from './carry-over.ts';
import { counterpart, type MigrationProblem, problemsOf, type Versions } from './counterparts.ts';

export type Migrated =
  | { readonly kind: 'ok'; readonly state: State; readonly effects: readonly Effect[] }
  | { readonly kind: 'refused'; readonly problems: readonly MigrationProblem[] };

/**
 * @param state of an instance of `versions.from` that has not ended
 * @returns the state under `versions.to`, run until it is quiet, and what the shell must do; or what stands against it
 */
export function migrate(versions: Versions, state: State, env: Env): Migrated {
  const problems = problemsOf(versions, state);
  if (problems.length > 0) return { kind: 'refused', problems };
  const run = newRun(versions.to, carriedOver(versions, state), env);
  const before = Object.values(run.state.subscriptions);
  for (const subscription of before) if (!mayStay(run, subscription)) drop(run, subscription);
  const unarmed = armNew(versions, run);
  if (unarmed.length > 0) return { kind: 'refused', problems: unarmed };
  if (run.state.life === 'active') runUntilQuiet(run);
  // The timers of a suspended instance are put on the clock when it goes on.
  const rests = run.state.life === 'suspended';
  const effects = rests ? run.effects.filter(({ kind }) => kind !== 'armTimer') : run.effects;
  return { kind: 'ok', state: run.state, effects };
}

/** Whether the new version still has this event there, waiting for the same. */
function mayStay(run: Run, { kind, host, element: id, index, ...rest }: Subscription): boolean {
  if ('wakes' in rest) return true;
  const element = run.program.nodes[id];
  if (element === undefined || !listeningAt(run, host).includes(element)) return false;
  const trigger = 'trigger' in element ? triggersOf(element.trigger)[index ?? 0] : undefined;
  if (trigger?.kind !== kind) return false;
  if (trigger.kind === 'message') return 'name' in rest && rest.name === trigger.message;
  return trigger.kind !== 'signal' || ('name' in rest && rest.name === trigger.signal);
}

/** What listens on behalf of a node or a scope in the version that the run is in. */
function listeningAt(run: Run, host: Host): readonly FlowNode[] {
  if (host.kind === 'scope') return eventStartsIn(run.program, scopeOf(run, host.id).element);
  const node = nodeOf(run, host.id);
  const element = elementOf(run, node.element);
  return [element, ...behind(run.program, element), ...(isTurn(run, node) ? [] : boundariesOf(run.program, element))];
}

/** Arms what the new version has and the old one had not, or had for something else. */
function armNew(versions: Versions, run: Run): readonly MigrationProblem[] {
  const problems: MigrationProblem[] = [];
  const armAll = (host: Host, scope: string, events: readonly FlowNode[]): void => {
    for (const event of events) {
      if (!('trigger' in event) || !isNew(versions, event, event.trigger)) continue;
      try {
        armTrigger(run, event.id, event.trigger, host, scope);
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
        problems.push({ element: event.id, counterpart: event.id, reason: 'NOT_ARMED' });
      }
    }
  };
  for (const scope of Object.values(run.state.scopes)) {
    if (scope.turn !== undefined || scope.interrupted) continue;
    armAll({ kind: 'scope', id: scope.id }, scope.id, eventStartsIn(run.program, scope.element));
  }
  for (const node of Object.values(run.state.nodes)) {
    if (node.life !== 'active') continue;
    const host = { kind: 'node', id: node.id } as const;
    const element = elementOf(run, node.element);
    if (!isTurn(run, node)) armAll(host, node.scope, boundariesOf(run.program, element));
    armAll(host, node.scope, [...behind(run.program, element), ...(element.type === 'receiveTask' ? [element] : [])]);
    if (element.type === 'intermediateCatchEvent') armAll(host, node.scope, [element]);
  }
  return problems;
}

/** What listened for the same before keeps what is left of it: a timer that has fired once does not fire again. */
function isNew(versions: Versions, event: FlowNode, trigger: Trigger): boolean {
  const old = Object.values(versions.from.nodes).find(({ id }) => counterpart(versions, id) === event.id);
  return old === undefined || !('trigger' in old) || wanted(old.trigger) !== wanted(trigger);
}

/** What makes an event another one: its kinds and names, not the time of a timer. */
function wanted(trigger: Trigger): string {
  return triggersOf(trigger)
    .map((one) => {
      if (one.kind === 'message') return `message ${one.message}`;
      return one.kind === 'signal' ? `signal ${one.signal}` : one.kind;
    })
    .join();
}

function boundariesOf(program: Program, { boundaries }: FlowNode): readonly FlowNode[] {
  return boundaries.flatMap((id) => program.nodes[id] ?? []);
}

function eventStartsIn(program: Program, scope: string): readonly FlowNode[] {
  return (program.scopes[scope]?.eventSubProcesses ?? []).flatMap((id) => {
    const inside = program.nodes[id];
    return inside?.type === 'eventSubProcess' ? (program.nodes[inside.start] ?? []) : [];
  });
}

function behind(program: Program, element: FlowNode): readonly FlowNode[] {
  if (element.type !== 'eventBasedGateway') return [];
  return element.outgoing.flatMap((flow) => program.nodes[program.flows[flow]?.target ?? ''] ?? []);
}
