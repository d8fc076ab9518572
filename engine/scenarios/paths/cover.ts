// Ways with data that together take every flow and come to every element, each from a start to an end.
import { type Edge, type Explored, isEnd } from '#engine/core/soundness/graph.ts';
import { shapeOf } from '#engine/core/soundness/shape.ts';
import type { Stride } from '#engine/core/soundness/witness/strides.ts';
import { realise } from './calls.ts';
import { attempt, type Given, passedIn, stuckIn } from './realise.ts';
import { type Ahead, type Roads, roadsOf } from './roads.ts';
import { type Stage, stateIn } from './stage.ts';

export interface Covering {
  readonly ways: readonly Way[];
  /** Flows and elements that no way was found for. */
  readonly missing: readonly Missing[];
}

export interface Way {
  readonly given: readonly Given[];
  /** What this way has that those before it have not. */
  readonly adds: readonly string[];
  /** It comes to an end; else it stops where no way on was found. */
  readonly ends: boolean;
}

export interface Missing {
  readonly id: string;
  /** `unreachable`: no state has it, whatever the data. `unsolved`: no data were found. */
  readonly why: 'unreachable' | 'unsolved';
}

/** A state of the model with data, and how it came about. */
interface Place {
  readonly vertex: number;
  readonly given: Given | null;
  readonly stride: Stride | null;
  readonly before: Place | null;
  readonly depth: number;
}

/** Placed apart with other data, when the first did not lead everywhere. */
const placesPerStateMax = 4;
/** Steps tried on the way to an end. */
const stepsToEndMax = 400;

export function cover(stage: Stage, explored: Explored): Covering {
  const goals = goalsOf(explored);
  const search = searchOf(stage, explored, goals);
  const places = spread(search);
  const ways: Way[] = [];
  const left = new Set([...goals].filter((id) => search.reached.has(id)));
  while (left.size > 0) {
    const best = mostOf(places, left);
    if (best === null) break;
    const { place, ends } = toEnd(search, best);
    const given = wayOf(place).flatMap((one) => one.given ?? []);
    const adds = [...goalsOn(place)].filter((id) => left.has(id));
    for (const id of adds) left.delete(id);
    ways.push({ given, adds, ends });
  }
  const possible = new Set(explored.vertices.flatMap(({ edges }) => edges.flatMap(goalsIn)));
  const missing = [...goals]
    .filter((id) => !search.reached.has(id))
    .map((id): Missing => ({ id, why: possible.has(id) ? 'unsolved' : 'unreachable' }));
  return { ways, missing };
}

/** Every flow and every element that a token comes to; a compensation event is only where its handler hangs. */
function goalsOf({ program }: Explored): ReadonlySet<string> {
  const elements = Object.values(program.nodes).filter(
    (node) => node.type !== 'boundaryEvent' || node.trigger.kind !== 'compensation',
  );
  return new Set([...Object.keys(program.flows), ...elements.map(({ id }) => id)]);
}

type Passed = Pick<Edge, 'taken' | 'entered'>;

function goalsIn({ taken, entered }: Passed): readonly string[] {
  return [...taken, ...entered];
}

function goalsOn(place: Place): ReadonlySet<string> {
  return new Set(wayOf(place).flatMap(({ stride }) => (stride === null ? [] : goalsIn(stride))));
}

interface Search extends Roads {
  readonly stage: Stage;
  readonly explored: Explored;
  readonly goals: ReadonlySet<string>;
  readonly reached: Set<string>;
}

function searchOf(stage: Stage, explored: Explored, goals: ReadonlySet<string>): Search {
  return { stage, explored, goals, reached: new Set(), ...roadsOf(explored) };
}

/** Goes through the states breadth first with data; comes again with other data while anything is missing. */
function spread(search: Search): readonly Place[] {
  const { reached, goals, strides } = search;
  const places: Place[] = [{ vertex: 0, given: null, stride: null, before: null, depth: 0 }];
  const count = new Map<number, number>();
  let waiting: { readonly place: Place; readonly next: Ahead }[] = [];
  let queue = [...places];
  for (let perState = 1; perState <= placesPerStateMax; perState++) {
    while (queue.length > 0 || waiting.length > 0) {
      const tasks = queue.length > 0 ? queue.flatMap((place) => aheadOf(place, strides)) : waiting;
      const later: typeof waiting = [];
      queue = [];
      for (const { place, next } of tasks) {
        const fresh = goalsIn(next.stride).some((id) => goals.has(id) && !reached.has(id));
        const known = (count.get(next.to) ?? 0) >= perState;
        if (known && !fresh) {
          later.push({ place, next });
          continue;
        }
        const before = reached.size;
        const made = stepped(search, place, next);
        if (made === null) continue;
        // It may have come elsewhere than it should.
        const times = count.get(made.vertex) ?? 0;
        if (times >= perState && reached.size === before) continue;
        count.set(made.vertex, times + 1);
        places.push(made);
        queue.push(made);
      }
      if (tasks === waiting) {
        waiting = later;
        if (queue.length === 0) break;
      } else waiting = [...waiting, ...later];
    }
    if (search.stage.tries.left <= 0 || [...goals].every((id) => reached.has(id))) break;
  }
  return places;
}

function aheadOf(place: Place, strides: Search['strides']): { readonly place: Place; readonly next: Ahead }[] {
  return (strides.get(place.vertex) ?? []).map((next) => ({ place, next }));
}

function stepped(search: Search, place: Place, { to, stride }: Ahead): Place | null {
  const { stage, reached } = search;
  const from = place.given?.world ?? stage.world;
  const given = realise(stage, stride, from);
  const made =
    given === null
      ? elsewhere(search, place, stride)
      : { vertex: to, given, stride, before: place, depth: place.depth + 1 };
  for (const id of made === null || made.stride === null ? [] : goalsIn(made.stride)) reached.add(id);
  return made;
}

/** Where it goes when it does not go as it should: two timers fall due at once, a message is there already. */
function elsewhere({ stage, byShape }: Search, place: Place, stride: Stride): Place | null {
  const given = attempt(stage, stride, place.given?.world ?? stage.world, { assignment: new Map(), when: 'with' });
  if (given === null || stuckIn(stage, given.world).length > 0) return null;
  const state = stateIn(given.world, stage);
  const vertex = state === undefined ? undefined : byShape.get(shapeOf(state).key);
  if (vertex === undefined) return null;
  const passed = { ...stride, ...passedIn(stage, given.world) };
  return { vertex, given: { ...given, stride: passed }, stride: passed, before: place, depth: place.depth + 1 };
}

/** The place whose way has most of what is missing; of several the nearest. */
function mostOf(places: readonly Place[], left: ReadonlySet<string>): Place | null {
  let best: { readonly place: Place; readonly count: number } | null = null;
  for (const place of places) {
    const count = [...goalsOn(place)].filter((id) => left.has(id)).length;
    if (count === 0) continue;
    const nearer = best !== null && count === best.count && place.depth < best.place.depth;
    if (best === null || count > best.count || nearer) best = { place, count };
  }
  return best?.place ?? null;
}

function wayOf(place: Place): readonly Place[] {
  const way: Place[] = [];
  for (let at: Place | null = place; at !== null; at = at.before) way.push(at);
  return way.reverse();
}

/** On from a place to an end, by the shortest way that data are found for. */
function toEnd(search: Search, from: Place): { readonly place: Place; readonly ends: boolean } {
  const seen = new Set<number>();
  let steps = 0;
  const go = (place: Place): Place | null => {
    const vertex = search.explored.vertices[place.vertex];
    if (vertex !== undefined && isEnd(vertex)) return place;
    if (seen.has(place.vertex)) return null;
    seen.add(place.vertex);
    const far = (next: Ahead): number => search.distances.get(next.to) ?? Number.POSITIVE_INFINITY;
    const nearest = [...(search.strides.get(place.vertex) ?? [])].sort((a, b) => far(a) - far(b));
    for (const next of nearest) {
      if (far(next) === Number.POSITIVE_INFINITY || steps++ > stepsToEndMax) break;
      const made = stepped(search, place, next);
      const end = made === null ? null : go(made);
      if (end !== null) return end;
    }
    return null;
  };
  const end = go(from);
  return end === null ? { place: from, ends: false } : { place: end, ends: true };
}
