/** The city's streets and known places, `streets.json`: what an address is looked for in. */
import type { City, Ward } from '../city/city.ts';
import { type ConfigFault, fault, openJson, type Reading, readEach, readText, readTexts } from '../city/json-reader.ts';
import type { Point } from '../text/localised.ts';
import { metresTo } from './distance.ts';
import { placeIn, prepareRing } from './ring.ts';

export const streetsFile = 'streets.json';

export interface Street {
  readonly code: string;
  /** What it is, as it is said before the name: `đường`, `hẻm`, `chợ`. */
  readonly kind: string;
  readonly name: string;
  /** Other names that people use: old ones, short ones. */
  readonly variants: readonly string[];
  readonly parts: readonly StreetPart[];
}

/** What of a street lies in one ward. */
export interface StreetPart {
  readonly ward: string;
  /** From its first house to its last; one point for a place that is no street. */
  readonly line: readonly (readonly [lon: number, lat: number])[];
  /** House numbers at both ends, where they are known. */
  readonly numbers: { readonly from: number; readonly to: number } | null;
}

/** How far from its ward a street may be drawn: borders run along streets. */
const strayMetresMax = 300;

/** @param text left out or empty: the city has no list of streets, and addresses stay words */
export function readStreets(text: string | undefined, faults: ConfigFault[]): readonly Street[] {
  if (text === undefined || text === '') return [];
  const at = openJson(streetsFile, text, faults);
  const seen = new Set<string>();
  return readEach(at, 'streets', (street) => {
    const code = readText(street, 'code');
    if (seen.has(code)) fault(street, 'code', `the code ${code} comes twice`);
    seen.add(code);
    return {
      code,
      kind: readText(street, 'kind'),
      name: readText(street, 'name').normalize('NFC'),
      variants: 'variants' in street.value ? readTexts(street, 'variants').map((name) => name.normalize('NFC')) : [],
      parts: readEach(street, 'parts', readPart),
    };
  });
}

function readPart(at: Reading): StreetPart {
  const { line, from, to } = at.value;
  const sound = Array.isArray(line) && line.length > 0 && line.every(isPosition);
  if (!sound) fault(at, 'line', 'must be points of [longitude, latitude] in degrees');
  const numbered = typeof from === 'number' && typeof to === 'number';
  if (!numbered && (from !== undefined || to !== undefined))
    fault(at, 'from', 'needs the last number too, both as numbers');
  if (numbered && to < from) fault(at, 'to', 'is smaller than the first number');
  return {
    ward: readText(at, 'ward'),
    line: sound ? (line as StreetPart['line']) : [],
    numbers: numbered ? { from, to } : null,
  };
}

function isPosition(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const [lon, lat] = value as readonly unknown[];
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** @returns a fault per part whose ward is unknown, or that is drawn far away from it */
export function streetFaults({ streets, wards }: Pick<City, 'streets' | 'wards'>): readonly ConfigFault[] {
  return streets.flatMap(({ code, parts }) =>
    parts.flatMap((part, index): readonly ConfigFault[] => {
      const path = `${code}.parts[${index}]`;
      const ward = wards.get(part.ward);
      if (ward === undefined)
        return [{ file: streetsFile, path: `${path}.ward`, message: `there is no ward ${part.ward}` }];
      const stray = part.line.findIndex(([lon, lat]) => metresFrom(ward, { lon, lat }) > strayMetresMax);
      const message = `lies more than ${strayMetresMax} m outside the ward ${ward.code}: name the ward it lies in`;
      return stray === -1 ? [] : [{ file: streetsFile, path: `${path}.line[${stray}]`, message }];
    }),
  );
}

function metresFrom({ areas }: Ward, point: Point): number {
  const rings = areas.flatMap(({ polygons }) => polygons.map(([outer = []]) => prepareRing(outer)));
  // A ward whose shape could not be read is a fault of its own.
  if (rings.length === 0 || rings.some((ring) => placeIn(ring, point) !== 'outside')) return 0;
  return Math.min(...rings.map(({ edges }) => metresTo(point, edges)));
}
