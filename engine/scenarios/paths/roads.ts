// The explored states as roads: only those where an instance rests, and how far each is from an end.
import { type Edge, type Explored, isEnd, type Vertex } from '#engine/core/soundness/graph.ts';
import { isPause } from '#engine/core/soundness/pauses.ts';
import { type Stride, stridesOf } from '#engine/core/soundness/witness/strides.ts';

export interface Ahead {
  readonly to: number;
  readonly stride: Stride;
}

export interface Roads {
  /** Strides that end in a state at rest, by the state they begin in. */
  readonly strides: ReadonlyMap<number, readonly Ahead[]>;
  readonly distances: ReadonlyMap<number, number>;
  readonly byShape: ReadonlyMap<string, number>;
}

export function roadsOf(explored: Explored): Roads {
  const strides = new Map<number, readonly Ahead[]>();
  for (const vertex of explored.vertices) {
    if (vertex.id === 0 || atRest(vertex)) strides.set(vertex.id, ahead(explored, vertex));
  }
  const byShape = new Map(explored.vertices.map(({ shape, id }) => [shape.key, id]));
  return { strides, distances: distancesToEnd(explored, strides), byShape };
}

/** Ways on from one state, through what pauses, that are looked at. */
const pathsPerStateMax = 500;

/** What can happen in a state at rest, each with all that follows by itself: a silent loop is gone round at most once. */
function ahead(explored: Explored, vertex: Vertex): readonly Ahead[] {
  const list: Ahead[] = [];
  let looked = 0;
  const follow = (path: readonly Edge[], seen: ReadonlySet<number>): void => {
    if (looked++ > pathsPerStateMax) return;
    const last = path.at(-1);
    const to = last === undefined ? undefined : explored.vertices[last.to];
    if (to === undefined) return;
    if (isEnd(to) || atRest(to)) {
      const [stride] = stridesOf(path);
      if (stride !== undefined) list.push({ to: to.id, stride });
      return;
    }
    if (seen.has(to.id)) return;
    for (const edge of to.edges) follow([...path, edge], new Set([...seen, to.id]));
  };
  for (const edge of vertex.edges) follow([edge], new Set());
  return list;
}

function atRest({ state }: Vertex): boolean {
  return state !== undefined && !Object.values(state.nodes).some(({ element }) => isPause(element));
}

function distancesToEnd({ vertices }: Explored, strides: Roads['strides']): ReadonlyMap<number, number> {
  const before = new Map<number, number[]>();
  for (const [from, list] of strides) {
    for (const { to } of list) before.set(to, [...(before.get(to) ?? []), from]);
  }
  const distances = new Map<number, number>();
  let front = vertices.filter(isEnd).map(({ id }) => id);
  for (let distance = 0; front.length > 0; distance++) {
    for (const id of front) distances.set(id, distance);
    front = [...new Set(front.flatMap((id) => before.get(id) ?? []))].filter((id) => !distances.has(id));
  }
  return distances;
}
