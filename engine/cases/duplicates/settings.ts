/** When two reports may be about one matter: reference data, `duplicates.json` of the city. Every number can be changed. */
import type { ConfigFault, Reading } from '../city/json-reader.ts';
import { fault, openJson, readEach, readObject, readText } from '../city/json-reader.ts';

export const duplicatesFile = 'duplicates.json';

/** Who is told: a citizen before sending sees less, and only what is likely; an official looks closer. */
export type Audience = 'citizen' | 'official';

export interface DuplicateSettings {
  /** Further apart two reports are about two matters; categories may have a radius of their own. */
  readonly radiusMetres: number;
  readonly radiusByCategory: ReadonlyMap<string, number>;
  /** Longer apart two reports are about two matters. */
  readonly days: number;
  /** How much each likeness counts; only their proportion matters. */
  readonly weights: Readonly<Record<Part, number>>;
  /** From which score (0 to 1) on a report is proposed, and how many at most. */
  readonly least: Readonly<Record<Audience, number>>;
  readonly most: Readonly<Record<Audience, number>>;
}

export const parts = ['distance', 'time', 'category', 'text'] as const;
export type Part = (typeof parts)[number];

export const audiences = ['citizen', 'official'] as const;
/** The index of places is made for it: see `cells.ts`. */
export const radiusMax = 500;
export const daysMax = 180;
export const mostMax = 10;

/** What holds where a city says nothing. */
export const usualSettings: DuplicateSettings = {
  radiusMetres: 100,
  radiusByCategory: new Map(),
  days: 30,
  weights: { distance: 2, time: 1, category: 2, text: 5 },
  least: { citizen: 0.65, official: 0.45 },
  most: { citizen: 3, official: 5 },
};

/** @param text left out or empty: {@link usualSettings} */
export function readDuplicates(text: string | undefined, faults: ConfigFault[]): DuplicateSettings {
  if (text === undefined || text === '') return usualSettings;
  const at = openJson(duplicatesFile, text, faults);
  const weights = readShares(at, 'weights', parts, 100);
  if (parts.every((part) => weights[part] === 0))
    fault(
      at,
      'weights',
      'must not all be 0: nothing would be alike',
      'không được đều bằng 0: sẽ không có gì giống nhau',
    );
  const own = new Map<string, number>();
  readEach(at, 'categories', (one) => {
    const category = readText(one, 'category');
    if (own.has(category)) fault(one, 'category', 'comes twice', 'có hai lần');
    own.set(category, readWhole(one, 'radiusMetres', radiusMax));
  });
  return {
    radiusMetres: readWhole(at, 'radiusMetres', radiusMax),
    radiusByCategory: own,
    days: readWhole(at, 'days', daysMax),
    weights,
    least: readShares(at, 'least', audiences, 1),
    most: readCounts(at),
  };
}

/** Metres within which reports of a category may be one matter. */
export function radiusOf(settings: DuplicateSettings, category: string): number {
  return settings.radiusByCategory.get(category) ?? settings.radiusMetres;
}

function readShares<Key extends string>(
  at: Reading,
  key: string,
  names: readonly Key[],
  max: number,
): Readonly<Record<Key, number>> {
  const inner = readObject(at, key);
  return Object.fromEntries(
    names.map((name) => {
      const value = inner.value[name];
      const fits = typeof value === 'number' && value >= 0 && value <= max;
      if (!fits) fault(inner, name, `must be a number from 0 to ${max}`, `phải là số từ 0 đến ${max}`);
      return [name, fits ? value : 0];
    }),
  ) as Record<Key, number>;
}

function readCounts(at: Reading): DuplicateSettings['most'] {
  const inner = readObject(at, 'most');
  return { citizen: readWhole(inner, 'citizen', mostMax), official: readWhole(inner, 'official', mostMax) };
}

function readWhole(at: Reading, key: string, max: number): number {
  const value = at.value[key];
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max) return value;
  fault(at, key, `must be a whole number from 1 to ${max}`, `phải là số nguyên từ 1 đến ${max}`);
  return 1;
}
