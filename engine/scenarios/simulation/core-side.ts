// The core as the simulator sees it: what it is told, what it says, and the promises that hold after every step.
import type { Command } from '#engine/core/commands.ts';
import { decide } from '#engine/core/decide.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { CoreEvent } from '#engine/core/events.ts';
import { evolve } from '#engine/core/evolve.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import { envAt, monday } from '#engine/core/trial/trial.ts';
import { Ledger } from './ledger.ts';

/** What the core did is not what it promises. */
export class Broken extends Error {}

export interface CoreSide {
  readonly program: Program;
  readonly journal: { readonly command: Command; readonly now: number }[];
  readonly ledger: Ledger;
  /** Ids that were ever given out. */
  readonly ids: Set<string>;
  now: number;
  state: State | undefined;
  /** What the last command caused. */
  effects: readonly Effect[];
}

export function coreSideOf(program: Program): CoreSide {
  frozen(program);
  const ledger = new Ledger();
  return { program, journal: [], ledger, ids: new Set(), now: monday, state: undefined, effects: [] };
}

/** Carries out a command and holds the core to its promises. @throws Broken */
export function give(core: CoreSide, command: Command): void {
  const { program, state, now } = core;
  const env = envAt(now);
  const saved = JSON.stringify(state);
  const result = step(program, state, frozen(command), env);
  if (result.kind === 'rejected') throw new Broken(`refused: ${result.code} for ${JSON.stringify(command)}`);
  core.journal.push({ command, now });
  core.state = frozen(result.state);
  core.effects = result.effects;
  if (JSON.stringify(state) !== saved) throw new Broken('the state that was given has changed');
  decidesAlike(core, saved, command, result.events);
  takeIds(core, result.events);
  core.ledger.take(result.effects, command);
  const wrong = core.ledger.differenceTo(result.state);
  if (wrong !== null) throw new Broken(wrong);
}

/** Saved and loaded, the same command gives the same bytes; and the events alone lead to the state. */
function decidesAlike(core: CoreSide, saved: string | undefined, command: Command, events: readonly CoreEvent[]): void {
  const loaded = saved === undefined ? undefined : (JSON.parse(saved) as State);
  const again = decide(core.program, loaded, command, envAt(core.now));
  if (again.kind === 'rejected') throw new Broken(`refused after saving and loading: ${again.code}`);
  same('events after saving and loading', again.events, events);
  same('effects after saving and loading', again.effects, core.effects);
  same('state folded from the events', events.reduce<State | undefined>(evolve, loaded), core.state);
}

/** The whole journal once more, from nothing. @throws Broken where a byte differs */
export function replay(core: CoreSide): void {
  let state: State | undefined;
  for (const { command, now } of core.journal) {
    const result = step(core.program, state, command, envAt(now));
    if (result.kind === 'rejected') throw new Broken(`the replay refuses: ${result.code}`);
    state = result.state;
  }
  same('state after the replay', state, core.state);
}

/** A command that came too late. @throws Broken where it is not refused */
export function refuses(core: CoreSide, command: Command): void {
  const result = step(core.program, core.state, command, envAt(core.now));
  if (result.kind !== 'rejected') throw new Broken(`not refused a second time: ${JSON.stringify(command)}`);
}

function same(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Broken(`${what}: ${a} and not ${b}`);
}

function takeIds(core: CoreSide, events: readonly CoreEvent[]): void {
  for (const event of events) {
    const id = newId(event);
    if (id === null) continue;
    if (core.ids.has(id)) throw new Broken(`id ${id} was given out before`);
    core.ids.add(id);
  }
}

function newId(event: CoreEvent): string | null {
  switch (event.kind) {
    case 'nodeEntered':
      return event.node;
    case 'scopeOpened':
      return event.scope.id;
    case 'taskOpened':
      return event.task;
    case 'jobOpened':
      return event.job;
    case 'callOpened':
      return event.call;
    case 'incidentOpened':
      return event.incident.id;
    case 'subscribed':
      // A condition is written again when it was asked.
      return event.subscription.kind === 'conditional' ? null : event.subscription.id;
    default:
      return null;
  }
}

/** Frozen to the depths, and plain: what JSON would lose or change is no state. @throws Broken */
function frozen<T>(value: T): T {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Broken(`${value} is no JSON`);
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) {
    if (inner === undefined) throw new Broken(`undefined in ${JSON.stringify(value)}`);
    frozen(inner);
  }
  return value;
}
