/**
 * A draft played step by step. A run is its moves and nothing else: it is played anew from its beginning after each of
 * them, so that going back is playing one move less, and the same moves give the same run, in a scenario file too.
 */
import { type CaseFacts, type ProjectionContext, projectCase } from '#engine/cases/projection.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import { type StepFailure, stepFailure } from '#engine/scenarios/perform.ts';
import { worldOf } from '#engine/scenarios/run-scenario.ts';
import type { Action, Scenario, Step } from '#engine/scenarios/scenario.ts';
import type { Instance, Seen, World } from '#engine/scenarios/world.ts';
import type { Stage } from './stage.ts';

/** What a run begins with. */
export interface Beginning {
  readonly now: Instant;
  /** Answers of machines, as in a scenario's file. */
  readonly workers: Scenario['workers'];
}

export interface Move {
  readonly step: Step;
  /** Personal words that were typed, by the reference that stands for them: for messages on the screen, kept nowhere. */
  readonly said: Readonly<Record<string, string>>;
}

/** One move and what came of it. */
export interface Turn {
  readonly move: Move;
  /** The clock before and after it. */
  readonly from: Instant;
  readonly at: Instant;
  readonly failure: StepFailure | null;
  readonly seen: readonly SeenOfCase[];
}

/** A step of an instance, and the case as it is after it. */
export interface SeenOfCase extends Omit<Seen, 'instance'> {
  readonly instance: Instance;
  /** Is it the case's own process, and not one that it called? */
  readonly isMain: boolean;
  readonly variables: Variables;
  readonly facts: CaseFacts;
}

export interface Tried {
  readonly beginning: Beginning;
  readonly turns: readonly Turn[];
  /** As it is after the last move; only to be looked at. */
  readonly world: World;
  readonly facts: CaseFacts;
  readonly receivedAt: Instant;
  readonly registerNumber: string;
}

export function move(action: Action, said: Move['said'] = {}): Move {
  return { step: { line: 0, name: action.kind, refused: false, action }, said };
}

/** Plays all moves from the beginning, those too that fail. */
export function play(stage: Stage, beginning: Beginning, moves: readonly Move[]): Tried {
  const heard: SeenOfCase[] = [];
  const start = startIn(moves);
  const receivedAt = typeof start['receivedAt'] === 'string' ? Date.parse(start['receivedAt']) : beginning.now;
  let facts = factsAtFirst(start);
  const watch = (seen: Seen): void => {
    const isMain = seen.instance === world.instances[0];
    const variables = variablesIn(seen.instance.state, seen.instance.state.root);
    facts = factsAfter(facts, { ...seen, isMain, variables }, { ...contextOf(stage, receivedAt), now: seen.at });
    heard.push({ ...seen, isMain, variables, facts });
  };
  const scenario = { ...stage.scenario, now: beginning.now, workers: beginning.workers };
  const world = worldOf(scenario, stage.files, stage.city.surroundings, watch);
  const turns = moves.map((one): Turn => {
    const from = world.now;
    heard.length = 0;
    const failure = stepFailure(world, one.step);
    world.faults.length = 0;
    return { move: one, from, at: world.now, failure, seen: [...heard] };
  });
  const registerNumber = typeof start['registerNumber'] === 'string' ? start['registerNumber'] : '';
  return { beginning, turns, world, facts, receivedAt, registerNumber };
}

export type Attempt =
  | { readonly kind: 'done'; readonly tried: Tried }
  | { readonly kind: 'refused'; readonly failure: StepFailure };

/** One move more; where it cannot be made, the run stays as it is. */
export function attempt(stage: Stage, tried: Tried, next: Move): Attempt {
  const after = play(stage, tried.beginning, [...movesOf(tried), next]);
  const failure = after.turns.at(-1)?.failure ?? null;
  return failure === null ? { kind: 'done', tried: after } : { kind: 'refused', failure };
}

/** The run as it was before its last move. */
export function back(stage: Stage, tried: Tried): Tried {
  return play(stage, tried.beginning, movesOf(tried).slice(0, -1));
}

export function movesOf({ turns }: Tried): readonly Move[] {
  return turns.map((turn) => turn.move);
}

export function everySeen({ turns }: Tried): readonly SeenOfCase[] {
  return turns.flatMap(({ seen }) => seen);
}

function startIn(moves: readonly Move[]): Variables {
  const first = moves.map(({ step }) => step.action).find(({ kind }) => kind === 'start');
  return first?.kind === 'start' ? first.variables : {};
}

function factsAtFirst({ category, ward, unit, urgent }: Variables): CaseFacts {
  return {
    category: wordOf(category),
    ward: wordOf(ward),
    unit: wordOf(unit),
    stage: '',
    state: 'open',
    sla: '',
    urgent: urgent === true,
    confidentiality: 'normal',
    outcome: '',
    dueAt: null,
    closedAt: null,
  };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function contextOf({ city: { city, time }, pack }: Stage, receivedAt: Instant): Omit<ProjectionContext, 'now'> {
  return { city, pack, time, receivedAt };
}

/** Of a called process only the stage counts, as for a real case. */
function factsAfter(
  before: CaseFacts,
  { effects, isMain, variables }: Pick<SeenOfCase, 'effects' | 'isMain' | 'variables'>,
  context: ProjectionContext,
): CaseFacts {
  if (isMain) return { ...before, ...projectCase(before, { effects, variables }, context) };
  const stage = effects.findLast((effect) => effect.kind === 'stage')?.stage;
  return stage === undefined ? before : { ...before, stage };
}
