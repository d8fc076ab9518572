/**
 * Where a point lies in a ring. Edges lie in bands of latitude, so that only those are asked that the point's parallel
 * can meet; each edge runs from its southern corner, so that two wards which share it get the same answer, to the bit.
 */
import type { Ring } from '../city/city.ts';
import type { Point } from '../text/localised.ts';

export interface PreparedRing {
  readonly box: Box;
  /** Per edge: lon and lat of its southern corner, then of its northern one. */
  readonly edges: Float64Array;
  /** Per band of latitude, from the south: the edges that touch it. */
  readonly bands: readonly Uint32Array[];
}

/** West, south, east, north. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const edgesPerBand = 4;
const bandsMax = 512;

export function prepareRing(ring: Ring): PreparedRing {
  const edges = new Float64Array(Math.max(ring.length - 1, 0) * 4);
  for (let index = 1; index < ring.length; index++) {
    const [from, to] = [ring[index - 1], ring[index]];
    if (from === undefined || to === undefined) continue;
    edges.set(southFirst(from, to), (index - 1) * 4);
  }
  const box = boxOf(ring);
  return { box, edges, bands: bandsOf(edges, box) };
}

export function placeIn({ box, edges, bands }: PreparedRing, { lon, lat }: Point): 'inside' | 'border' | 'outside' {
  const [west, south, east, north] = box;
  if (lon < west || lon > east || lat < south || lat > north) return 'outside';
  let inside = false;
  for (const edge of bands[bandOf(lat, box, bands.length)] ?? []) {
    const at = edge * 4;
    const [x1, y1] = [edges[at] ?? 0, edges[at + 1] ?? 0];
    const [x2, y2] = [edges[at + 2] ?? 0, edges[at + 3] ?? 0];
    if (lat < y1 || lat > y2) continue;
    // Above 0: the point lies west of the edge.
    const side = (x2 - x1) * (lat - y1) - (lon - x1) * (y2 - y1);
    if (side === 0 && lon >= Math.min(x1, x2) && lon <= Math.max(x1, x2)) return 'border';
    // Half-open in latitude, so that a corner is met once.
    if (lat < y2 && side > 0) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}

export function boxOf(ring: Ring): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of ring) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [west, south, east, north];
}

type Corner = Ring[number];

function southFirst([x1, y1]: Corner, [x2, y2]: Corner): readonly number[] {
  return y1 < y2 || (y1 === y2 && x1 <= x2) ? [x1, y1, x2, y2] : [x2, y2, x1, y1];
}

function bandsOf(edges: Float64Array, box: Box): readonly Uint32Array[] {
  const count = edges.length / 4;
  const bands = Array.from(
    { length: Math.min(Math.max(Math.ceil(count / edgesPerBand), 1), bandsMax) },
    () => [] as number[],
  );
  for (let edge = 0; edge < count; edge++) {
    const last = bandOf(edges[edge * 4 + 3] ?? 0, box, bands.length);
    for (let band = bandOf(edges[edge * 4 + 1] ?? 0, box, bands.length); band <= last; band++) bands[band]?.push(edge);
  }
  return bands.map((band) => Uint32Array.from(band));
}

function bandOf(lat: number, [, south, , north]: Box, count: number): number {
  return north === south ? 0 : Math.min(Math.floor(((lat - south) / (north - south)) * count), count - 1);
}
