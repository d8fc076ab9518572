/**
 * Which ward a place lies in. A point on a border belongs to the ward that the file names first, so that exactly one
 * ward answers; a point in a hole, or on its edge, belongs to the hole's own ward where there is one, else to nobody.
 */
import type { City, Polygon, Ring, Ward } from './city.ts';
import type { Point } from './localised.ts';

/** @returns the ward, or undefined outside the area served */
export function wardOf(city: Pick<City, 'wards'>, point: Point): Ward | undefined {
  for (const ward of city.wards.values()) {
    if (ward.polygons.some((polygon) => contains(polygon, point))) return ward;
  }
  return undefined;
}

/** Whether a polygon holds a point: its outer border counts as inside, the border of a hole as outside. */
export function contains(polygon: Polygon, point: Point): boolean {
  const [outer, ...holes] = polygon;
  if (outer === undefined || placeIn(outer, point) === 'outside') return false;
  return holes.every((hole) => placeIn(hole, point) === 'outside');
}

/** Ray casting to the east; edges are half-open in latitude, so that a corner is met once. */
function placeIn(ring: Ring, { lon, lat }: Point): 'inside' | 'border' | 'outside' {
  let inside = false;
  for (let index = 1; index < ring.length; index++) {
    const [from, to] = [ring[index - 1], ring[index]];
    if (from === undefined || to === undefined) continue;
    const [x1, y1] = from;
    const [x2, y2] = to;
    const cross = (x2 - x1) * (lat - y1) - (y2 - y1) * (lon - x1);
    const within =
      lon >= Math.min(x1, x2) && lon <= Math.max(x1, x2) && lat >= Math.min(y1, y2) && lat <= Math.max(y1, y2);
    if (cross === 0 && within) return 'border';
    if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}
