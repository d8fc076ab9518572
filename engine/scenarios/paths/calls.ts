// A stride that waits for a called process goes through that process: each of its own strides, until it has ended.

import type { Program } from '#engine/core/model/program.ts';
import { explore } from '#engine/core/soundness/explore.ts';
import { type Explored, isEnd } from '#engine/core/soundness/graph.ts';
import { shapeOf } from '#engine/core/soundness/shape.ts';
import type { Stride } from '#engine/core/soundness/witness/strides.ts';
import type { Instance, World } from '../world.ts';
import { fits, type Given, realiseStride } from './realise.ts';
import { type Ahead, type Roads, roadsOf } from './roads.ts';
import { copyOf, type Move, type Stage, stateIn } from './stage.ts';

/** States of a called process that are looked at. */
const statesMax = 2_000;
/** Strides of it that are tried. */
const stridesMax = 200;

/** @returns null where no variables were found by which it goes so */
export function realise(stage: Stage, stride: Stride, from: World): Given | null {
  const called = calledBy(stage, stride, from);
  return called === null ? realiseStride(stage, stride, from) : through(stage, stride, { from, called });
}

/** @returns the strides with data, and the first for which nothing was found */
export function realiseAll(
  stage: Stage,
  strides: readonly Stride[],
): { readonly given: readonly Given[]; readonly failed: Stride | null } {
  const given: Given[] = [];
  let { world } = stage;
  for (const stride of strides) {
    const next = realise(stage, stride, world);
    if (next === null) return { given, failed: stride };
    given.push(next);
    world = next.world;
  }
  return { given, failed: null };
}

/** The instance that the stride is about, where it is a called process that runs. */
function calledBy(stage: Stage, { happening }: Stride, world: World): number | null {
  const outcome = happening.kind === 'complete' || happening.kind === 'throwError' || happening.kind === 'escalate';
  if (!outcome) return null;
  const nodes = Object.values(stateIn(world, stage)?.nodes ?? {});
  const calls = nodes.flatMap(({ element, call }) => (element === happening.element && call ? [call.id] : []));
  const isCalled = ({ caller, state }: Instance): boolean =>
    caller !== null &&
    caller.instance === world.instances[stage.focus] &&
    calls.includes(caller.call) &&
    state.life === 'active';
  const index = world.instances.findIndex(isCalled);
  return index === -1 ? null : index;
}

interface Called {
  readonly from: World;
  readonly called: number;
}

function through(stage: Stage, stride: Stride, { from, called }: Called): Given | null {
  const inside: Stage = { ...stage, focus: called };
  const program = from.instances[called]?.program;
  if (program === undefined) return null;
  const { explored, roads } = mapOf(program);
  const start = vertexOf(inside, roads, from);
  let tried = 0;
  const seen = new Set<number>();
  const go = (vertex: number, world: World, moves: readonly Move[]): Given | null => {
    if (seen.has(vertex)) return null;
    seen.add(vertex);
    for (const next of nearestFirst(roads, vertex)) {
      if (tried++ > stridesMax) return null;
      const made = realise(inside, next.stride, world);
      if (made === null) continue;
      // What happens to the caller meanwhile belongs to its stride.
      const whole = { ...made.world, history: [...world.history, ...made.world.history] };
      const so: Given = { stride, moves: [...moves, ...made.moves], world: whole };
      if (fits(stage, stride, whole)) return so;
      const to = explored.vertices[next.to];
      const on = to === undefined || isEnd(to) ? null : go(next.to, whole, so.moves);
      if (on !== null) return on;
    }
    return null;
  };
  return start === undefined ? null : go(start, copyOf(from), []);
}

function vertexOf(inside: Stage, { byShape }: Roads, world: World): number | undefined {
  const state = stateIn(world, inside);
  return state === undefined ? undefined : byShape.get(shapeOf(state).key);
}

export function nearestFirst({ strides, distances }: Roads, vertex: number): readonly Ahead[] {
  const far = ({ to }: Ahead): number => distances.get(to) ?? Number.POSITIVE_INFINITY;
  return (strides.get(vertex) ?? []).toSorted((a, b) => far(a) - far(b));
}

interface Mapped {
  readonly explored: Explored;
  readonly roads: Roads;
}

const maps = new WeakMap<Program, Mapped>();

function mapOf(program: Program): Mapped {
  const known = maps.get(program);
  if (known !== undefined) return known;
  const explored = explore(program, { statesMax, reduce: false });
  const made = { explored, roads: roadsOf(explored) };
  maps.set(program, made);
  return made;
}
