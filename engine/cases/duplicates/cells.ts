/**
 * The squares in which reports are looked for: the world in a grid of 1/500 degree (some 220 metres from south to north).
 * What lies within a radius lies in few of them, whatever the city holds, and a square is one number in an index.
 */
import { metresPerDegree } from '../areas/distance.ts';
import type { Point } from '../text/localised.ts';

const perDegree = 500;
const columns = 360 * perDegree;

/** Number of the square that a point lies in. */
export function cellOf({ lon, lat }: Point): number {
  return rowOf(lat) * columns + columnOf(lon);
}

/** Squares that may hold what lies within so many metres of a point. */
export function cellsAround({ lon, lat }: Point, metres: number): readonly number[] {
  const high = metres / metresPerDegree;
  // Near a pole a radius would go around the world; no city does.
  const wide = high / Math.max(Math.cos((lat * Math.PI) / 180), 0.1);
  const cells: number[] = [];
  for (let row = rowOf(lat - high); row <= rowOf(lat + high); row++) {
    for (let column = columnOf(lon - wide); column <= columnOf(lon + wide); column++)
      cells.push(row * columns + column);
  }
  return cells;
}

function rowOf(lat: number): number {
  return Math.floor((lat + 90) * perDegree);
}

function columnOf(lon: number): number {
  return Math.floor((lon + 180) * perDegree);
}
