// From a way without data to one with data: for each stride, variables are looked for that make the guards go as the way
// says. A way that cannot be had so may still be possible, by values that nobody here has thought of.
import type { Happening } from '#engine/core/soundness/graph.ts';
import { type Bundle, type Dimension, dimensionsFor, needsOf } from '#engine/core/soundness/witness/candidates.ts';
import { variablesFrom } from '#engine/core/soundness/witness/facts.ts';
import type { Stride } from '#engine/core/soundness/witness/strides.ts';
import type { Json } from '#engine/core/values.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import type { World } from '../world.ts';
import { carryOut, copyOf, type Move, moveFor, programIn, type Stage, setting, stateIn } from './stage.ts';

/** A stride with data. */
export interface Given {
  readonly stride: Stride;
  readonly moves: readonly Move[];
  /** Afterwards; its history is that of this stride alone. */
  readonly world: World;
}

/** Assignments tried for one stride. */
const triesMax = 600;
/** Rounds in which what was missing is added. */
const roundsMax = 5;

/** @returns null where no variables were found by which it goes so */
export function realiseStride(stage: Stage, stride: Stride, from: World): Given | null {
  const program = programIn(from, stage);
  const needed = new Map<string, Dimension>();
  const guards = dimensionsFor(program, stride, stage.known);
  const missing = new Set<string>();
  for (let round = 0; round < roundsMax; round++) {
    const seen = new Set<string>();
    const found = tryAll(stage, stride, from, { dimensions: [...guards.values(), ...needed.values()], seen });
    if (found !== null) return found;
    const fresh = [...seen].filter((element) => !missing.has(element));
    if (fresh.length === 0) return null;
    for (const element of fresh) {
      missing.add(element);
      for (const [path, dimension] of needsOf(program, element, stage.known)) {
        if (!guards.has(path) && !needed.has(path)) needed.set(path, dimension);
      }
    }
  }
  return null;
}

interface Search {
  readonly dimensions: readonly Dimension[];
  /** Elements that got stuck in a try. */
  readonly seen: Set<string>;
}

function tryAll(stage: Stage, stride: Stride, from: World, { dimensions, seen }: Search): Given | null {
  let tries = 0;
  for (const assignment of assignments(dimensions)) {
    for (const when of ['with', 'before'] as const) {
      if (tries++ > triesMax || stage.tries.left-- <= 0) return null;
      const given = attempt(stage, stride, from, { assignment, when });
      if (given === null) continue;
      const stuck = stuckIn(stage, given.world);
      if (fits(stage, stride, given.world)) return given;
      for (const element of stuck) seen.add(element);
    }
  }
  return null;
}

/** From what changes little to what changes much. */
function* assignments(dimensions: readonly Dimension[]): Generator<Bundle> {
  for (let size = 0; size <= dimensions.length; size++) yield* ofSize(dimensions, size, 0, new Map());
}

function* ofSize(dimensions: readonly Dimension[], size: number, from: number, base: Bundle): Generator<Bundle> {
  if (size === 0) {
    yield base;
    return;
  }
  for (let at = from; at + size <= dimensions.length; at++) {
    for (const bundle of dimensions[at] ?? []) {
      const conflict = [...bundle].some(([path, value]) => base.has(path) && base.get(path) !== value);
      if (!conflict) yield* ofSize(dimensions, size - 1, at + 1, new Map([...base, ...bundle]));
    }
  }
}

interface Try {
  readonly assignment: ReadonlyMap<string, Json>;
  readonly when: 'with' | 'before';
}

/** @returns null where it cannot happen, or not in this way */
export function attempt(stage: Stage, stride: Stride, from: World, { assignment, when }: Try): Given | null {
  const { happening } = stride;
  const state = stateIn(from, stage);
  if (when === 'before' && (assignment.size === 0 || state === undefined)) return null;
  if (when === 'with' && assignment.size > 0 && !brings(happening)) return null;
  const variables = variablesFrom(assignment, state === undefined ? {} : variablesIn(state, state.root));
  const world = copyOf(from);
  const moves: Move[] = [];
  const happen = (move: Move | null): boolean => {
    if (move === null) return happening.kind === 'condition';
    moves.push(move);
    return carryOut(world, move);
  };
  if (when === 'before' && !happen(setting(variables))) return null;
  if (!happen(moveFor(world, happening, when === 'with' ? variables : {}))) return null;
  return { stride, moves, world };
}

function brings({ kind }: Happening): boolean {
  return kind === 'start' || kind === 'complete' || kind === 'throwError' || kind === 'message' || kind === 'signal';
}

export function stuckIn(stage: Stage, world: World): readonly string[] {
  const nodes = Object.values(stateIn(world, stage)?.nodes ?? {});
  return nodes.flatMap(({ element, incident }) => (incident === undefined ? [] : [element]));
}

/** What has happened in this stride, of the process that is played. */
export function passedIn(stage: Stage, world: World): Pick<Stride, 'taken' | 'entered'> {
  const own = programIn(world, stage);
  const lines = world.history.flatMap(({ program, line }) => (program === own ? [line] : []));
  const of = (event: string) => lines.flatMap((line) => (line.event === event ? [line.element] : []));
  return { taken: of('taken'), entered: of('activated') };
}

export function fits(stage: Stage, stride: Stride, world: World): boolean {
  const stuck = stuckIn(stage, world);
  if (stride.incident !== null) return stuck.includes(stride.incident);
  if (stuck.length > 0) return false;
  const { taken, entered } = passedIn(stage, world);
  return sameItems(taken, stride.taken) && sameItems(entered, stride.entered);
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const [left, right] = [a.toSorted(), b.toSorted()];
  return left.every((item, index) => item === right[index]);
}
