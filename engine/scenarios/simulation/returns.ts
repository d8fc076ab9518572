// Random processes in which steps are sent back. The oracle knows no way back: it plays the process again from its
// start without what was undone. Where core and oracle then show the same picture, and go on alike to the end, sending
// back has neither lost nor doubled anything.
import type { Command } from '#engine/core/commands.ts';
import { descendantsOf, newPast, type Past, remember } from '#engine/core/returns/past.ts';
import { type Return, returnsFrom } from '#engine/core/returns/returns.ts';
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import { envAt, monday } from '#engine/core/trial/trial.ts';
import type { Activity, Block, Plan } from './blocks.ts';
import { commandOf, startCommand } from './command.ts';
import { type CoreSide, coreSideOf, give, replay } from './core-side.ts';
import { randomPlan } from './generate.ts';
import type { Happening } from './happening.ts';
import { processId } from './model.ts';
import type { Game } from './oracle/game.ts';
import { newGame, startGame } from './oracle/oracle.ts';
import { happen, optionsOf } from './oracle/outside.ts';
import { type Loaded, load } from './play.ts';
import { type Chance, chanceOf } from './random.ts';
import { viewOfCore, viewOfOracle } from './views.ts';

export interface Returned {
  sentBack: number;
  /** Of these, how many the oracle could be asked about. */
  compared: number;
  /** Processes that came to their end after it. */
  finished: number;
}

export interface ReturnLimits {
  readonly seed: number;
  readonly runs: number;
  readonly size: number;
}

/** @throws Error where a process is not as it should be after something was sent back, with its seed */
export async function simulateReturns({ seed, runs, size }: ReturnLimits): Promise<Returned> {
  const counted: Returned = { sentBack: 0, compared: 0, finished: 0 };
  for (let run = 0; run < runs; run++) {
    const chance = chanceOf(seed + run);
    const plan = peopled(randomPlan(chance, 4 + chance.below(size)));
    const loaded = await load(plan, 'published');
    try {
      playReturning(plan, loaded, chance, counted);
    } catch (error) {
      throw new Error(`seed ${seed + run}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return counted;
}

/** Most work is done by people, and nothing but the borders of activities waits for events. */
function peopled(plan: Plan): Plan {
  const keep = (key: string, value: unknown): unknown => {
    if (key === 'work' && leaves.has((value as Activity['work']).type)) return { type: 'user', assigned: false };
    const { kind, id } = (value ?? {}) as Partial<Block>;
    if (kind !== 'catch' && kind !== 'throw') return value;
    return { kind: 'activity', id, work: { type: 'user', assigned: false }, loop: null, boundaries: [], handler: null };
  };
  return JSON.parse(JSON.stringify(plan, keep)) as Plan;
}

const leaves: ReadonlySet<string> = new Set(['task', 'manual', 'receive', 'send', 'service']);

/** Happenings of the process before anything is sent back, and at most so many until it is over. */
const [turnsBefore, turnsMax] = [14, 300];

function playReturning(plan: Plan, loaded: Loaded, chance: Chance, counted: Returned): void {
  const core = coreSideOf(loaded.program);
  give(core, startCommand(plan.start, loaded.variables));
  let game = gameOf(plan, loaded);
  let happened: readonly Noted[] = [];
  let sentBack = false;
  for (let turn = 0; core.state?.life === 'active' && turn < turnsMax; turn++) {
    const back = turn < turnsBefore ? backFrom(core, chance) : null;
    if (back !== null && isSimple(core, happened, back)) {
      counted.sentBack += 1;
      sentBack = true;
      const kept = withoutUndone(core, happened, back);
      give(core, { ...back.command, undo: false });
      game = gameOf(plan, loaded);
      for (const { happening } of kept) if (!happen(game, happening)) return;
      counted.compared += 1;
      compare(core, game, JSON.stringify(back.command));
      happened = kept;
      continue;
    }
    // Of several at one element core and oracle do not count in the same order any more.
    if (sentBack && isAmbiguous(core)) return;
    const next = nextIn(game, chance, turn);
    const command = next === null || core.state === undefined ? null : commandOf(core.program, core.state, next);
    if (next === null || command === null || !happen(game, next)) return;
    happened = [...happened, { happening: next, command: core.journal.length }];
    give(core, command);
    compare(core, game, JSON.stringify(next));
  }
  replay(core);
  if (sentBack && core.state?.life !== 'active') counted.finished += 1;
}

/** Time is another matter: what opens again has its dates anew. Where nothing but time goes on, this is all. */
function nextIn(game: Game, chance: Chance, turn: number): Happening | null {
  const all = optionsOf(game, chance).filter(({ happening }) => happening.what !== 'advance');
  const from = all.filter(({ forward, happening }) => forward || (turn < turnsBefore && atSpot.has(happening.what)));
  const tickets = from.flatMap(({ happening, weight }) => Array.from({ length: weight }, () => happening));
  return tickets.length === 0 ? null : chance.pick(tickets);
}

/** A happening and where its command stands in the journal. */
interface Noted {
  readonly happening: Happening;
  readonly command: number;
}

function gameOf(plan: Plan, { variables }: Loaded): Game {
  const game = newGame(plan, processId, variables, monday);
  startGame(game, plan);
  return game;
}

function compare(core: CoreSide, game: Game, after: string): void {
  if (core.state === undefined) return;
  const [found, wanted] = [viewOfCore(core.program, core.state, []), viewOfOracle(game)];
  for (const key of ['life', 'tokens', 'listeners', 'variables'] as const) {
    const [a, b] = [JSON.stringify(found[key]), JSON.stringify(wanted[key])];
    if (a !== b) throw new Error(`after ${after}\n${key}: the core says ${a}, the oracle ${b}`);
  }
}

/** Now and then, one of all the ways back that there are. */
function backFrom(core: CoreSide, chance: Chance): Return | null {
  if (!chance.percent(40)) return null;
  const past = pastOf(core);
  const all = Object.values(core.state?.nodes ?? {}).flatMap(({ id, task }) =>
    task === undefined ? [] : returnsFrom(core.program, past, id),
  );
  return all.length === 0 ? null : chance.pick(all);
}

function pastOf({ program, journal }: CoreSide): Past {
  const past = newPast();
  for (const { command, now } of journal) {
    const stepped = step(program, past.state, command, envAt(now));
    if (stepped.kind === 'ok') remember(past, { command, stepped, at: now });
  }
  return past;
}

/** Whether the oracle can play it without: nobody else has been moved by what is undone, and names are not ambiguous. */
function isSimple(core: CoreSide, happened: readonly Noted[], { undoable, command }: Return): boolean {
  const { step: id } = command;
  // What is not undone is done twice, and undone twice later.
  if (undoable.length > 0) return false;
  const past = pastOf(core);
  const undone = new Set([id, ...descendantsOf(past, id).nodes]);
  const since = past.nodes.get(id)?.since ?? 0;
  const later = [...past.nodes.values()].filter((node) => node.since > since);
  const own = happened.filter((one) => undone.has(addressed(core, one.command) ?? ''));
  const numbers = new Set(own.map(({ command }) => command + 1));
  const moved = later.some((node) => !undone.has(node.id) && numbers.has(node.since));
  const others = happened.some(({ happening, command: number }) => number >= since && !atSpot.has(happening.what));
  return !moved && !others && !isAmbiguous(core);
}

function isAmbiguous({ state }: CoreSide): boolean {
  const elements = Object.values(state?.nodes ?? {}).map(({ element }) => element);
  return new Set(elements).size < elements.length;
}

const atSpot: ReadonlySet<string> = new Set([
  'complete',
  'fail',
  'error',
  'escalation',
  'retry',
  'verb',
  'finishAdHoc',
]);

function withoutUndone(core: CoreSide, happened: readonly Noted[], { command: { step: id } }: Return): Noted[] {
  const undone = new Set([id, ...descendantsOf(pastOf(core), id).nodes]);
  return happened.filter(({ command }) => !undone.has(addressed(core, command) ?? ''));
}

/** The node that a command of the journal was for. */
function addressed({ program, journal }: CoreSide, number: number): string | null {
  let state: State | undefined;
  for (const { command, now } of journal.slice(0, number)) {
    const stepped = step(program, state, command, envAt(now));
    if (stepped.kind === 'ok') state = stepped.state;
  }
  const command = journal[number]?.command;
  return state === undefined || command === undefined ? null : nodeOf(state, command);
}

function nodeOf({ nodes }: State, command: Command): string | null {
  if ('node' in command) return command.node;
  const found = Object.values(nodes).find(
    ({ task, job, call, incident }) =>
      ('task' in command && command.task !== undefined && task?.id === command.task) ||
      ('job' in command && command.job !== undefined && job?.id === command.job) ||
      ('call' in command && command.call !== undefined && call?.id === command.call) ||
      ('incident' in command && incident?.id === command.incident),
  );
  return found?.id ?? null;
}
