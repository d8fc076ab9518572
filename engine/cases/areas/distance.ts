/** Distances of a city's size, in metres: the earth is flat enough there. */
import type { Point } from '../text/localised.ts';
import type { Box } from './ring.ts';

/** Mean radius (IUGG) times radians per degree. */
export const metresPerDegree = (6_371_008.8 * Math.PI) / 180;

/** To the nearest of some edges, flat as {@link import('./ring.ts').PreparedRing} has them. */
export function metresTo(point: Point, edges: Float64Array): number {
  const scale = Math.cos((point.lat * Math.PI) / 180);
  let nearest = Infinity;
  for (let at = 0; at < edges.length; at += 4) {
    const [x1, y1] = [edges[at] ?? 0, edges[at + 1] ?? 0];
    const [ax, ay] = [(x1 - point.lon) * scale, y1 - point.lat];
    const [dx, dy] = [((edges[at + 2] ?? 0) - x1) * scale, (edges[at + 3] ?? 0) - y1];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(Math.max(-(ax * dx + ay * dy) / length, 0), 1);
    nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy));
  }
  return nearest * metresPerDegree;
}

/** To a box; 0 inside. */
export function metresBetween({ lon, lat }: Point, [west, south, east, north]: Box): number {
  const scale = Math.cos((lat * Math.PI) / 180);
  const dx = Math.max(west - lon, 0, lon - east) * scale;
  const dy = Math.max(south - lat, 0, lat - north);
  return Math.hypot(dx, dy) * metresPerDegree;
}

/** Between two points. */
export function metresApart(a: Point, b: Point): number {
  return metresBetween(a, [b.lon, b.lat, b.lon, b.lat]);
}
