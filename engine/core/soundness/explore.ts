// All states that an instance can come to, breadth first, by the core itself: every state's happenings are carried out in
// every way that data could lead them.
import { decideOn } from '../decide.ts';
import type { Effect } from '../effects.ts';
import type { Env } from '../env.ts';
import type { Program } from '../model/program.ts';
import type { State } from '../state.ts';
import { type Abstraction, abstractionOf } from './abstraction.ts';
import { around, type Disturbance, disturbanceIn, isCalm } from './calm.ts';
import { type Choice, Stopped, TooManyWays } from './chooser.ts';
import { inAbstraction } from './from-state.ts';
import type { Edge, Explored, Growth, Happening, Vertex } from './graph.ts';
import { isEnd, pathTo } from './graph.ts';
import { type Possible, possibleIn, type Regions, regionsOf, startsOf } from './happenings.ts';
import { flowOfModel, isPause } from './pauses.ts';
import { moreThan, type Shape, shapeOf } from './shape.ts';

export interface Bounds {
  readonly statesMax: number;
  /** Leave out orders of happenings that lead to the same states. Paths are then not always the shortest. */
  readonly reduce: boolean;
  /** Asked between two states: whether to stop. */
  readonly stop?: () => boolean;
}

interface Exploration {
  readonly model: Abstraction;
  readonly disturbance: Disturbance;
  readonly regions: Regions;
  readonly vertices: Vertex[];
  readonly byShape: Map<string, Vertex>;
  /** Why it cannot be complete, and where; once one step has too many ways, the others are still looked at. */
  why: Explored['why'];
  readonly tooMany: Set<string>;
  /** How much was gone through; see {@link effortPerState}. */
  effort: number;
  readonly isOver: () => Explored['why'];
}

/**
 * What is gone through at most, for each state that may be looked at: tokens of the states that ways lead to, and what is
 * passed on the way. It bounds time and memory where states are few and large, or where one has very many ways on. Of
 * the shipped processes none needs more than a third of it.
 */
const effortPerState = 100;

/** What one way through one happening leads to. */
interface Outcome {
  readonly state: State;
  readonly shape: Shape;
  readonly edge: Omit<Edge, 'from' | 'to'>;
}

/** @param from a state that stands for all before it; left out: before the start */
export function explore(program: Program, bounds: Bounds, from?: State): Explored {
  const model = abstractionOf(program);
  const work: Exploration = {
    model,
    disturbance: disturbanceIn(model.program),
    regions: regionsOf(model.program),
    vertices: [],
    byShape: new Map(),
    why: null,
    tooMany: new Set(),
    effort: 0,
    isOver: () => {
      if (work.effort > effortPerState * bounds.statesMax) return 'size';
      return bounds.stop?.() === true ? 'time' : null;
    },
  };
  const first = from && inAbstraction(model.program, from);
  add(work, first, first === undefined ? beforeStart : shapeOf(first), null);
  // Points are added while this runs: the list is the queue.
  for (const vertex of work.vertices) {
    if (isEnd(vertex) || vertex.growth !== null) continue;
    const over =
      work.vertices.length > bounds.statesMax ? 'states' : untilOver(work, () => expand(work, vertex, bounds.reduce));
    if (over === null) continue;
    vertex.expanded = false;
    work.why ??= over;
    break;
  }
  const { vertices, why } = work;
  return { program, vertices, complete: why === null, why, where: why === null ? [] : placesOf(work) };
}

/** @returns why it was given up in the middle; null where it was not */
function untilOver(work: Exploration, act: () => void): Explored['why'] {
  try {
    if (work.isOver() !== null) throw new Stopped();
    act();
    return null;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return work.isOver() ?? 'time';
  }
}

const placesMax = 5;

/** Where a step has too many ways; else where in one state the most tokens stand. */
function placesOf({ why, tooMany, vertices }: Exploration): readonly string[] {
  if (why === 'ways') return [...tooMany].slice(0, placesMax);
  const fullest = vertices.reduce<Vertex | undefined>(
    (most, one) => (most === undefined || one.shape.tokens > most.shape.tokens ? one : most),
    undefined,
  );
  const elements = Object.values(fullest?.state?.nodes ?? {}).map(({ element }) => flowOfModel(element));
  const counts = [...Map.groupBy(elements, (id) => id)].map(([id, all]) => ({ id, count: all.length }));
  return counts
    .toSorted((a, b) => b.count - a.count)
    .slice(0, placesMax)
    .map(({ id }) => id);
}

const beforeStart: Shape = { key: 'before the start', tokens: 0, root: null };

function add(work: Exploration, state: State | undefined, shape: Shape, parent: Edge | null): Vertex {
  const depth = parent === null ? 0 : (work.vertices[parent.from]?.depth ?? 0) + 1;
  const id = work.vertices.length;
  const vertex = { id, state, shape, parent, depth, edges: [], expanded: false, growth: null, incidents: [] };
  work.vertices.push(vertex);
  work.byShape.set(shape.key, vertex);
  return vertex;
}

function expand(work: Exploration, vertex: Vertex, reduce: boolean): void {
  const { program } = work.model;
  vertex.expanded = true;
  if (vertex.state === undefined) {
    for (const possible of startsOf(program)) link(work, vertex, outcomesOf(work, vertex, possible));
    return;
  }
  const all = possibleIn(program, vertex.state, work.regions);
  const tried = new Map<Possible, readonly Outcome[]>();
  const outcomes = (possible: Possible): readonly Outcome[] => {
    const known = tried.get(possible) ?? outcomesOf(work, vertex, possible);
    tried.set(possible, known);
    return known;
  };
  const alone = reduce ? calmAlone(work, vertex, all, outcomes) : null;
  for (const possible of alone ?? all) link(work, vertex, outcomes(possible));
}

/**
 * The happenings of one calm token, the one that has moved last, so that branches are gone through one after the other.
 * One of them must lead to a state that is still to be looked at, so that nothing is put off in a circle: from every
 * state there is a way on to one where everything is looked at (Valmari's condition S, which keeps whether an end can be
 * reached). A state that pauses does not count: there only the pause is looked at.
 */
function calmAlone(
  work: Exploration,
  { id, state }: Vertex,
  all: readonly Possible[],
  outcomes: (possible: Possible) => readonly Outcome[],
): readonly Possible[] | null {
  const owners = new Set(all.map(({ owner }) => owner));
  if (state === undefined || owners.size < 2) return null;
  for (const owner of [...owners].reverse()) {
    const node = owner === null ? undefined : state.nodes[owner];
    if (node === undefined || !isCalm(work.model.program, state, node, work)) continue;
    const own = all.filter((possible) => possible.owner === owner);
    const results = own.flatMap(outcomes);
    const leadsOn = ({ shape, state: to }: Outcome): boolean =>
      !pausesIn(to) && (work.byShape.get(shape.key)?.id ?? id + 1) > id;
    if (!results.some(leadsOn)) continue;
    const ids = around(state, node);
    return [...own, ...all.filter(({ owner: whose, ends }) => whose !== owner && ends !== undefined && ids.has(ends))];
  }
  return null;
}

function pausesIn({ nodes }: State): boolean {
  return Object.values(nodes).some(({ element }) => isPause(element));
}

function link(work: Exploration, vertex: Vertex, outcomes: readonly Outcome[]): void {
  for (const { state, shape, edge } of outcomes) {
    const known = work.byShape.get(shape.key);
    const line: Edge = { ...edge, from: vertex.id, to: known?.id ?? work.vertices.length };
    vertex.edges.push(line);
    if (known !== undefined) continue;
    const fresh = add(work, state, shape, line);
    fresh.growth = growthOf(work, fresh);
  }
}

const env: Env = { now: 0, timeZone: 'UTC', workingTime: { due: () => 0 } };

/** Every way through one happening. Ways that end in an incident are noted and not followed. */
function outcomesOf(work: Exploration, vertex: Vertex, possible: Possible): readonly Outcome[] {
  const { program, chooser } = work.model;
  const decided = () => decideOn(program, vertex.state, possible.command, env);
  const ways = within(work, possible, () => chooser.waysThrough(decided, () => work.isOver() !== null)) ?? [];
  return ways.flatMap(({ result, choices }) => {
    if (result.kind === 'rejected') return [];
    const { happening } = possible;
    const incident = result.effects.find((effect) => effect.kind === 'openIncident');
    if (incident !== undefined) {
      const { code, element } = incident;
      vertex.incidents.push({ code, element, happening, choices });
      return [];
    }
    const edge = edgeOf(program, happening, choices, result.effects);
    // Workers report the errors that the model catches; whether it is caught just here only the core can say.
    if (happening.kind === 'throwError' && edge.failure !== null) return [];
    const shape = shapeOf(result.state);
    work.effort += 1 + shape.tokens + choices.length + edge.entered.length + edge.taken.length;
    return [{ state: result.state, shape, edge }];
  });
}

function edgeOf(
  program: Program,
  happening: Happening,
  choices: readonly Choice[],
  effects: readonly Effect[],
): Omit<Edge, 'from' | 'to'> {
  const entered: string[] = [];
  const taken: string[] = [];
  let failure: Edge['failure'] = null;
  for (const effect of effects) {
    if (effect.kind === 'instanceEnded' && effect.error !== undefined) {
      failure = { code: effect.error, element: throwerOf(program, effect.error, entered, happening) };
    }
    if (effect.kind !== 'history') continue;
    if (effect.event === 'activated' && !isPause(effect.element)) entered.push(effect.element);
    if (effect.event === 'taken' && flowOfModel(effect.element) === effect.element) taken.push(effect.element);
  }
  return { happening, choices, entered, taken, rescue: isRescue(program, happening), failure };
}

/** An event sub-process begins, or an event on the border of what has an inside happens. */
function isRescue(program: Program, happening: Happening): boolean {
  if (!['timer', 'message', 'condition', 'signal'].includes(happening.kind) || !('element' in happening)) return false;
  const event = program.nodes[happening.element ?? ''];
  if (event?.type === 'boundaryEvent') return program.scopes[event.attachedTo] !== undefined;
  return event?.type === 'startEvent';
}

/** Who threw the error that ended the instance: an event with this code that was just begun. */
function throwerOf(program: Program, code: string, entered: readonly string[], happening: Happening): string {
  const thrower = entered.findLast((id) => {
    const node = program.nodes[id];
    return node?.type === 'endEvent' && JSON.stringify(node.trigger).includes('"error"');
  });
  if (thrower !== undefined) return thrower;
  return 'element' in happening && happening.element !== null ? happening.element : code;
}

/**
 * A point that has all of one before it and more, where the same way leads to more again: tokens pile up without end
 * (Karp and Miller's condition, held to the core by doing it once more).
 */
function growthOf(work: Exploration, vertex: Vertex): Growth | null {
  const path = pathTo(work, vertex);
  for (let start = path.length - 1; start > 0; start--) {
    const since = work.vertices[path[start]?.from ?? 0];
    if (since === undefined || since.shape.tokens >= vertex.shape.tokens) continue;
    const elements = moreThan(since.shape, vertex.shape);
    if (elements !== null && growsAgain(work, vertex, path.slice(start))) {
      const turn = path.slice(start);
      const called = turn.some(({ happening }) => isCalledAgain(work.model.program, happening));
      return { elements: [...new Set(elements)].filter((id) => !isPause(id)), since: since.id, called };
    }
  }
  return null;
}

/** An event that may happen as often as the world likes. */
function isCalledAgain(program: Program, happening: Happening): boolean {
  if (happening.kind === 'escalate' || happening.kind === 'activate') return true;
  const event = 'element' in happening ? program.nodes[happening.element ?? ''] : undefined;
  return (event?.type === 'boundaryEvent' || event?.type === 'startEvent') && !event.interrupting;
}

function growsAgain(work: Exploration, vertex: Vertex, turn: readonly Edge[]): boolean {
  const { program, chooser } = work.model;
  let state = vertex.state;
  for (const { happening, choices } of turn) {
    if (state === undefined) return false;
    const wanted = JSON.stringify(happening);
    const again = possibleIn(program, state, work.regions).find((one) => JSON.stringify(one.happening) === wanted);
    if (again === undefined) return false;
    const before: State = state;
    const result = within(work, again, () =>
      chooser.along(choices, () => decideOn(program, before, again.command, env)),
    );
    if (result === null || result.kind === 'rejected') return false;
    state = result.state;
  }
  return state !== undefined && moreThan(vertex.shape, shapeOf(state)) !== null;
}

/** @returns null where a step has more ways than are gone; the exploration is not complete then */
function within<T>(work: Exploration, { happening }: Possible, step: () => T): T | null {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof TooManyWays)) throw error;
    work.why ??= 'ways';
    if ('element' in happening && happening.element !== null) work.tooMany.add(flowOfModel(happening.element));
    return null;
  }
}
