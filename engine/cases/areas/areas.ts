/**
 * Which ward a place lies in, at an instant: wards merge and move, and a report belongs to the ward of its own day.
 *
 * One answer everywhere. A point on a border belongs to the ward that the file names first. A point in a hole, or on the
 * hole's edge, belongs to the hole's own ward where there is one. A point in no ward belongs to the nearest within
 * {@link nearbyMetresMax} (a phone's position is no surer than that), the first in the file where two are equally near;
 * farther away it is not served.
 */
import type { Instant } from '#engine/core/values.ts';
import type { City, Polygon, Ward } from '../city/city.ts';
import type { Point } from '../text/localised.ts';
import { type AreaIndex, areaIndexOf, cellOf, type IndexedArea } from './area-index.ts';
import { metresBetween, metresTo } from './distance.ts';
import { type PreparedRing, placeIn, prepareRing } from './ring.ts';

/** How far outside the wards a place is still taken for the nearest one's. */
export const nearbyMetresMax = 200;

export interface Located {
  readonly ward: Ward;
  /** 0 inside and on the border. */
  readonly metres: number;
}

type Areas = Pick<City, 'wards' | 'province'>;

/** @returns the ward that a place belongs to, also just outside; undefined where it is not served */
export function locate(city: Areas, point: Point, at: Instant): Located | undefined {
  const ward = wardAt(city, point, at);
  return ward === undefined ? nearestWard(city, point, at) : { ward, metres: 0 };
}

/** @returns the ward of {@link locate} */
export function wardOf(city: Areas, point: Point, at: Instant): Ward | undefined {
  return locate(city, point, at)?.ward;
}

/** @returns the ward that holds the point, undefined between and outside the wards */
export function wardAt(city: Areas, point: Point, at: Instant): Ward | undefined {
  for (const area of candidates(areaIndexOf(city), point)) {
    if (inForce(area, at) && area.polygons.some((rings) => holds(rings, point))) return area.ward;
  }
  return undefined;
}

/** @returns the ward nearest to a point outside all wards, within `metresMax` */
export function nearestWard(city: Areas, point: Point, at: Instant, metresMax = nearbyMetresMax): Located | undefined {
  let nearest: Located | undefined;
  for (const area of areaIndexOf(city).areas) {
    const limit = nearest?.metres ?? metresMax;
    if (!inForce(area, at) || metresBetween(point, area.box) > limit) continue;
    for (const { edges } of area.polygons.flat()) {
      const metres = metresTo(point, edges);
      if (metres < (nearest?.metres ?? Infinity) && metres <= metresMax) nearest = { ward: area.ward, metres };
    }
  }
  return nearest;
}

/** Whether a polygon holds a point: its outer border counts as inside, the border of a hole as outside. */
export function contains(polygon: Polygon, point: Point): boolean {
  return holds(polygon.map(prepareRing), point);
}

function holds([outer, ...holes]: readonly PreparedRing[], point: Point): boolean {
  if (outer === undefined || placeIn(outer, point) === 'outside') return false;
  return holes.every((hole) => placeIn(hole, point) === 'outside');
}

function candidates({ box, cells, areas, side }: AreaIndex, { lon, lat }: Point): readonly IndexedArea[] {
  const [west, south, east, north] = box;
  if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return [];
  const column = cellOf(lon, west, east, side);
  const row = cellOf(lat, south, north, side);
  return cells[row * side + column] ?? areas;
}

/** Wards with a shape that is in force, in the order of the file. */
export function wardsInForce(city: Areas, at: Instant): readonly Ward[] {
  return [
    ...new Set(
      areaIndexOf(city)
        .areas.filter((area) => inForce(area, at))
        .map(({ ward }) => ward),
    ),
  ];
}

function inForce({ from, until }: IndexedArea, at: Instant): boolean {
  return at >= from && at < until;
}
