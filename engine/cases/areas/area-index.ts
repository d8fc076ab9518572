/** The wards of a city, laid out once so that a place is found fast: a grid that names the wards which touch each cell. */
import type { Instant } from '#engine/core/values.ts';
import { dayOf } from '../calendars/civil-date.ts';
import { zoneOf } from '../calendars/zone.ts';
import type { City, Ward } from '../city/city.ts';
import { type Box, boxOf, type PreparedRing, prepareRing } from './ring.ts';

export interface AreaIndex {
  readonly box: Box;
  /** Cells per side. */
  readonly side: number;
  /** Row by row from the south-west: the areas whose box touches the cell, in the order of the file. */
  readonly cells: readonly (readonly IndexedArea[])[];
  readonly areas: readonly IndexedArea[];
}

export interface IndexedArea {
  readonly ward: Ward;
  /** In force from this instant until before that one. */
  readonly from: Instant;
  readonly until: Instant;
  readonly box: Box;
  /** Outer ring first, then the holes. */
  readonly polygons: readonly (readonly PreparedRing[])[];
}

const sideMax = 64;
const indexes = new WeakMap<City['wards'], AreaIndex>();

export function areaIndexOf({ wards, province }: Pick<City, 'wards' | 'province'>): AreaIndex {
  const known = indexes.get(wards);
  if (known !== undefined) return known;
  const made = build(wards, province.timeZone);
  indexes.set(wards, made);
  return made;
}

function build(wards: City['wards'], timeZone: string): AreaIndex {
  const zone = zoneOf(timeZone);
  const areas = [...wards.values()]
    .flatMap((ward) => ward.areas.map((area) => ({ ward, area })))
    .map(({ ward, area: { validFrom, validTo, polygons } }): IndexedArea => {
      const prepared = polygons.map((polygon) => polygon.map(prepareRing));
      return {
        ward,
        from: validFrom === null ? -Infinity : zone.instantAt(dayOf(validFrom), 0),
        until: validTo === null ? Infinity : zone.instantAt(dayOf(validTo) + 1, 0),
        box: around(polygons.map(([outer = []]) => boxOf(outer))),
        polygons: prepared,
      };
    });
  const box = around(areas.map((area) => area.box));
  const side = Math.min(Math.max(Math.ceil(Math.sqrt(areas.length) * 4), 1), sideMax);
  return { box, side, cells: cellsOf(areas, box, side), areas };
}

function cellsOf(areas: readonly IndexedArea[], [west, south, east, north]: Box, side: number): AreaIndex['cells'] {
  const cells = Array.from({ length: side * side }, () => [] as IndexedArea[]);
  for (const area of areas) {
    const [w, s, e, n] = area.box;
    // The same arithmetic as for a point, which never falls as its place grows: no cell of the box is left out.
    for (let row = cellOf(s, south, north, side); row <= cellOf(n, south, north, side); row++) {
      for (let column = cellOf(w, west, east, side); column <= cellOf(e, west, east, side); column++) {
        cells[row * side + column]?.push(area);
      }
    }
  }
  return cells;
}

/** Column or row of a place between two edges of the grid. */
export function cellOf(value: number, from: number, to: number, side: number): number {
  return to === from ? 0 : Math.min(Math.floor(((value - from) / (to - from)) * side), side - 1);
}

function around(boxes: readonly Box[]): Box {
  return boxes.reduce<Box>(
    ([west, south, east, north], [w, s, e, n]) => [
      Math.min(west, w),
      Math.min(south, s),
      Math.max(east, e),
      Math.max(north, n),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}
