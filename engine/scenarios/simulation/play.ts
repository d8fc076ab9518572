// Core and oracle side by side: the same happenings for both, and after every one the same picture.
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Program } from '#engine/core/model/program.ts';
import { monday } from '#engine/core/trial/trial.ts';
import type { Variables } from '#engine/core/values.ts';
import type { Expected } from '../scenario.ts';
import type { Plan } from './blocks.ts';
import { commandOf, startCommand } from './command.ts';
import { Broken, type CoreSide, coreSideOf, give, refuses, replay } from './core-side.ts';
import type { Happening } from './happening.ts';
import { modelOf, processId, resources } from './model.ts';
import type { Game } from './oracle/game.ts';
import { newGame, startGame } from './oracle/oracle.ts';
import { dueTimer, fireTimer, firstDue, happen, optionsOf } from './oracle/outside.ts';
import { type Chance, chanceOf } from './random.ts';
import { differenceOf, standOf, viewOfCore, viewOfOracle } from './views.ts';

export interface Loaded {
  readonly program: Program;
  readonly variables: Variables;
  /** Why the reader refuses it; null where it does not. */
  readonly refused: string | null;
}

/**
 * Reads the process as any other: through its BPMN file.
 * @param checked `published`: without the rules for what is published, which take longer than all the rest
 */
export async function load(plan: Plan, checked?: 'published'): Promise<Loaded> {
  const { xml, variables } = modelOf(plan);
  const files = resources.filter(({ path }) => path.endsWith('.dmn') && xml.includes('businessRuleTask'));
  const { processes, problems } = await loadProgram([{ path: 'model.bpmn', content: xml }, ...files], {
    host: 'core',
    ...(checked !== undefined && { checked }),
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  const refused = errors.map(({ code, element, message }) => `${code} at ${element}: ${message.en}`).join('; ');
  const program = processes[processId];
  if (program === undefined) throw new Error('the reader found no process');
  return { program, variables, refused: refused === '' ? null : refused };
}

export interface Played {
  readonly happenings: readonly Happening[];
  /** Commands that the core has carried out. */
  readonly steps: number;
  /** Elements that were begun. */
  readonly reached: ReadonlySet<string>;
  readonly failure: Failure | null;
}

export interface Failure {
  readonly kind: 'refused' | 'broken' | 'different' | 'stuck' | 'crashed';
  readonly message: string;
  /** What should be so by then; null where nothing has begun. */
  readonly expected: Expected | null;
}

/** What is to happen next; null where nothing more is. */
export type Choose = (game: Game, turn: number) => Happening | null;

/** A run that cannot be driven to its end in as many turns is stuck. */
const drivenMax = 2_000;

export function play(plan: Plan, { program, variables, refused }: Loaded, choose: Choose): Played {
  const happenings: Happening[] = [{ what: 'start', start: plan.start }];
  const core = coreSideOf(program);
  const game = newGame(plan, processId, variables, monday);
  const match: Match = { game, core, reached: new Set(), completed: [] };
  const ended = (kind: Failure['kind'], message: string): Played => {
    const failure = { kind, message, expected: expectedIn(match) };
    return { happenings, steps: core.journal.length, reached: match.reached, failure };
  };
  if (refused !== null) return ended('refused', refused);
  try {
    give(core, startCommand(plan.start, variables));
    startGame(game, plan);
    compare(match);
    for (let turn = 0; game.life === 'active'; turn++) {
      const next = choose(game, turn);
      if (next === null) return ended('stuck', `it does not come to an end: ${viewOfOracle(game).tokens}`);
      carryOut(match, next, happenings);
    }
    endsClean(core);
    replay(core);
    return { happenings, steps: core.journal.length, reached: match.reached, failure: null };
  } catch (error) {
    if (error instanceof Different) return ended('different', error.message);
    if (error instanceof Broken) return ended('broken', error.message);
    return ended('crashed', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** The two sides of a run. */
interface Match {
  readonly game: Game;
  readonly core: CoreSide;
  readonly reached: Set<string>;
  /** What should be done by now, in order. */
  readonly completed: string[];
}

/** Random happenings first, then only what brings it to its end. */
export function chooseBy(chance: Chance, turns: number): Choose {
  return (game, turn) => {
    if (turn > turns + drivenMax) return null;
    const all = optionsOf(game, chance);
    const forward = all.filter((option) => option.forward);
    const from = turn < turns ? all : forward;
    const tickets = from.flatMap(({ happening, weight }) => Array.from({ length: weight }, () => happening));
    return tickets.length === 0 ? null : chance.pick(tickets);
  };
}

/** What happened before, as far as it still can; then on to the end. */
export function chooseAgain(happenings: readonly Happening[]): Choose {
  const onward = chooseBy(chanceOf(7), 0);
  const again = happenings.filter(({ what }) => what !== 'start');
  return (game, turn) => again[turn] ?? onward(game, turn - again.length);
}

class Different extends Error {}

/** @returns false where nothing happened: there is nobody any more whom it could happen to */
function carryOut(match: Match, next: Happening, happenings: Happening[]): boolean {
  const { game, core } = match;
  if (next.what === 'advance') {
    const due = firstDue(game);
    if (due !== null) happenings.push({ what: 'advance', to: Math.max(due, game.now) });
    return due !== null && advance(match, Math.max(due, game.now));
  }
  const command = core.state === undefined ? null : commandOf(core.program, core.state, next);
  if (!happen(game, next)) return false;
  happenings.push(next);
  if (command === null) throw new Different(`the core has nobody for ${JSON.stringify(next)}`);
  give(core, command);
  compare(match);
  if (core.state?.life === 'active' && next.what === 'complete') refuses(core, command);
  return true;
}

/** The clock moves; all timers that are due by then fire in order. */
function advance(match: Match, until: number): boolean {
  const { game, core } = match;
  for (let timer = dueTimer(game, until); timer !== null && game.life === 'active'; timer = dueTimer(game, until)) {
    const own = Object.values(core.state?.subscriptions ?? {})
      .flatMap((one) => (one.kind === 'timer' && one.dueAt <= until ? [one] : []))
      .toSorted((a, b) => a.dueAt - b.dueAt)[0];
    fireTimer(game, timer);
    if (own === undefined) throw new Different(`the core has no timer for ${timer.element}`);
    core.now = Math.max(core.now, own.dueAt);
    give(core, { kind: 'fireTimer', timer: own.id });
    compare(match);
  }
  return true;
}

function compare({ game, core, reached, completed }: Match): void {
  if (core.state === undefined) return;
  for (const effect of core.effects) if (effect.kind === 'history') reached.add(effect.element);
  const [found, wanted] = [viewOfCore(core.program, core.state, core.effects), viewOfOracle(game)];
  completed.push(...wanted.completed);
  const difference = differenceOf(found, wanted);
  if (difference !== null) throw new Different(difference);
}

/** What should be so, in the words of a scenario. */
function expectedIn({ game, completed }: Match): Expected {
  const { state, waiting, incidents, variables } = standOf(game);
  const times = completed.map((element) => [element, completed.filter((other) => other === element).length] as const);
  return { state, waiting, incidents, completed, completedTimes: Object.fromEntries(times), variables };
}

/** Nothing is left over when it is over. */
function endsClean({ state }: CoreSide): void {
  const { nodes = {}, subscriptions = {}, scopes = {} } = state ?? {};
  const parked = Object.values(scopes).flatMap((scope) => Object.keys(scope.parked));
  const left = [...Object.keys(nodes), ...Object.keys(subscriptions), ...Object.keys(scopes).slice(1), ...parked];
  if (left.length > 0) throw new Broken(`left over at the end: ${left.join(', ')}`);
}
