/**
 * Whether wards lie beside each other. The map is looked at square by square: a square whose middle lies in two wards is an
 * overlap, one that lies in none and cannot be left without crossing wards is a hole. What is smaller than a square may be
 * missed; borders that differ by a hair are no findings.
 */
import type { Polygon } from '../city/city.ts';
import { placeIn, prepareRing } from './ring.ts';

export interface MapWard {
  readonly code: string;
  readonly polygons: readonly Polygon[];
}

export interface Finding {
  /** The wards that overlap, or that lie around the hole. */
  readonly wards: readonly string[];
  readonly squareMetres: number;
  /** A place in it. */
  readonly at: readonly [lon: number, lat: number];
}

export interface MapCheck {
  readonly cellMetres: number;
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly overlaps: readonly Finding[];
  readonly holes: readonly Finding[];
}

const metresPerDegree = 111_320;

/** @param cells along the longer side */
export function checkMap(wards: readonly MapWard[], cells = 500): MapCheck {
  const bounds = boundsOf(wards);
  const [west, south, east, north] = bounds;
  const squash = Math.cos((((south + north) / 2) * Math.PI) / 180) || 1;
  const step = Math.max((east - west) * squash, north - south) / cells || 1e-5;
  const grid = gridOf(wards, {
    west,
    south,
    step,
    squash,
    columns: Math.ceil(((east - west) * squash) / step) + 2,
    rows: Math.ceil((north - south) / step) + 2,
  });
  const cellMetres = step * metresPerDegree;
  return { cellMetres, bounds, ...findings(grid, cellMetres) };
}

interface Frame {
  readonly west: number;
  readonly south: number;
  readonly step: number;
  readonly squash: number;
  readonly columns: number;
  readonly rows: number;
}

interface Grid extends Frame {
  /** Per square, the wards that its middle lies in. */
  readonly inside: readonly (readonly string[])[];
}

function gridOf(wards: readonly MapWard[], frame: Frame): Grid {
  const prepared = wards.map(({ code, polygons }) => ({
    code,
    polygons: polygons.map((rings) => rings.map(prepareRing)),
  }));
  const inside = Array.from({ length: frame.columns * frame.rows }, (_, index): readonly string[] => {
    const [lon, lat] = middleOf(frame, index);
    const point = { lon, lat };
    return prepared.flatMap(({ code, polygons }) => {
      const within = polygons.some(
        ([outer, ...holes]) =>
          outer !== undefined &&
          placeIn(outer, point) === 'inside' &&
          holes.every((hole) => placeIn(hole, point) !== 'inside'),
      );
      return within ? [code] : [];
    });
  });
  return { ...frame, inside };
}

/** The frame of squares has a rim of one square all around. */
function middleOf({ west, south, step, squash, columns }: Frame, index: number): readonly [number, number] {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return [west + ((column - 0.5) * step) / squash, south + (row - 0.5) * step];
}

function findings(grid: Grid, cellMetres: number): Pick<MapCheck, 'overlaps' | 'holes'> {
  const size = cellMetres * cellMetres;
  const done = new Uint8Array(grid.inside.length);
  // What can be reached from the rim over squares without a ward lies outside.
  flood(grid, done, 0, (codes) => codes.length === 0);
  const overlaps: Finding[] = [];
  const holes: Finding[] = [];
  for (const [index, codes] of grid.inside.entries()) {
    if (done[index] === 1 || codes.length === 1) continue;
    const key = codes.join(' ');
    const squares = flood(grid, done, index, (other) => other.join(' ') === key);
    const at = middleOf(grid, squares[Math.floor(squares.length / 2)] ?? index);
    const found = { squareMetres: squares.length * size, at };
    if (codes.length > 1) overlaps.push({ ...found, wards: codes });
    else
      holes.push({
        ...found,
        wards: [...new Set(squares.flatMap((one) => around(grid, one).flatMap((near) => grid.inside[near] ?? [])))],
      });
  }
  const largest = (a: Finding, b: Finding) => b.squareMetres - a.squareMetres;
  return { overlaps: overlaps.toSorted(largest), holes: holes.toSorted(largest) };
}

/** @returns the squares that hang together with the first one, all of which are marked */
function flood(
  grid: Grid,
  done: Uint8Array,
  start: number,
  belongs: (codes: readonly string[]) => boolean,
): readonly number[] {
  const open = [start];
  const squares: number[] = [];
  done[start] = 1;
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    squares.push(index);
    for (const near of around(grid, index)) {
      if (done[near] === 1 || !belongs(grid.inside[near] ?? [])) continue;
      done[near] = 1;
      open.push(near);
    }
  }
  return squares;
}

function around({ columns, rows }: Grid, index: number): readonly number[] {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return [
    ...(column > 0 ? [index - 1] : []),
    ...(column < columns - 1 ? [index + 1] : []),
    ...(row > 0 ? [index - columns] : []),
    ...(row < rows - 1 ? [index + columns] : []),
  ];
}

function boundsOf(wards: readonly MapWard[]): MapCheck['bounds'] {
  const points = wards.flatMap(({ polygons }) => polygons.flatMap(([outer]) => outer ?? []));
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), values[0] ?? 0);
  return [least(lons), least(lats), most(lons), most(lats)];
}
