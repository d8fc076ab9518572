/** What a reorganisation makes of the city's texts: what ends gets its last day, nothing is taken out. */
import { addDays } from '../calendars/local-date.ts';
import type { ReorganisationPlan, UnitMove } from './reorganisation.ts';

type Json = { readonly [field: string]: unknown };

export interface ReorganisedTexts {
  readonly 'units.json': string;
  readonly 'categories.json': string;
  readonly 'wards.geojson'?: string;
  readonly 'streets.json'?: string;
}

/**
 * @param texts as they are stored, each valid JSON
 * @param day first day of the new order
 */
export function reorganiseTexts(
  texts: Readonly<Record<string, string>>,
  plan: ReorganisationPlan,
  day: string,
): ReorganisedTexts {
  const moves = new Map(plan.units.map((move) => [move.from, move]));
  const wards = new Map(plan.wards.map(({ from, to }) => [from, to]));
  const streets = texts['streets.json'] ?? '';
  return {
    'units.json': inLines(texts['units.json'] ?? '', 'units', (unit) => movedUnit(unit, moves, day)),
    'categories.json': inLines(texts['categories.json'] ?? '', 'categories', (category) =>
      movedCategory(category, moves),
    ),
    ...(wards.size > 0 && { 'wards.geojson': movedWards(texts['wards.geojson'] ?? '', wards, day) }),
    ...(wards.size > 0 &&
      streets !== '' && { 'streets.json': inLines(streets, 'streets', (street) => movedStreet(street, wards)) }),
  };
}

function movedUnit(unit: Json, moves: ReadonlyMap<string, UnitMove>, day: string): Json {
  const move = moves.get(unit['code'] as string);
  if (move !== undefined) return { ...unit, validTo: addDays(day, -1), successors: move.to.map(shortened) };
  // What hung on a unit that ends, and goes on, hangs on the one that follows.
  const parent = moves.get(unit['parent'] as string)?.to.at(-1)?.unit;
  return parent === undefined || (unit['validTo'] ?? null) !== null ? unit : { ...unit, parent };
}

function shortened({ unit, wards, categories }: UnitMove['to'][number]): Json {
  return { unit, ...(wards.length > 0 && { wards }), ...(categories.length > 0 && { categories }) };
}

function movedCategory(category: Json, moves: ReadonlyMap<string, UnitMove>): Json {
  const to = moves.get(category['cityUnit'] as string)?.to;
  const own = to?.find(
    ({ categories, wards }) => wards.length === 0 && categories.includes(category['code'] as string),
  );
  const heir = own ?? to?.at(-1);
  return heir === undefined ? category : { ...category, cityUnit: heir.unit };
}

function movedStreet(street: Json, wards: ReadonlyMap<string, string>): Json {
  const parts = street['parts'] as readonly { readonly ward: string }[];
  if (!parts.some(({ ward }) => wards.has(ward))) return street;
  return { ...street, parts: parts.map((part) => ({ ...part, ward: wards.get(part.ward) ?? part.ward })) };
}

interface Feature {
  readonly properties: { readonly code: string; readonly validFrom?: string | null; readonly validTo?: string | null };
  readonly geometry: { readonly type: string; readonly coordinates: readonly unknown[] };
}

/** A ward that ends gives its shape to the other, which begins anew with both. */
function movedWards(text: string, wards: ReadonlyMap<string, string>, day: string): string {
  const last = addDays(day, -1);
  const receiving = new Set(wards.values());
  const features = (JSON.parse(text) as { readonly features: readonly Feature[] }).features;
  const isOpen = ({ properties }: Feature) => (properties.validTo ?? null) === null;
  const grown = [...receiving].flatMap((code): Feature[] => {
    const own = features.find((one) => isOpen(one) && one.properties.code === code);
    if (own === undefined) return [];
    const coming = features.filter((one) => isOpen(one) && wards.get(one.properties.code) === code);
    const coordinates = [own, ...coming].flatMap(polygonsOf);
    const geometry = { type: 'MultiPolygon', coordinates };
    return [{ ...own, properties: { ...own.properties, validFrom: day }, geometry }];
  });
  const ended = features.map((one) => {
    const { code } = one.properties;
    const ends = isOpen(one) && (wards.has(code) || receiving.has(code));
    return ends ? { ...one, properties: { ...one.properties, validTo: last } } : one;
  });
  return linesOf(JSON.parse(text) as Json, 'features', [...ended, ...grown]);
}

function polygonsOf({ geometry }: Feature): readonly unknown[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

function inLines(text: string, key: string, change: (item: Json) => Json): string {
  const file = JSON.parse(text) as Json;
  return linesOf(file, key, (file[key] as readonly Json[]).map(change));
}

/** A thing a line, so that two states of a file can be compared by eye. */
export function linesOf(file: Json, key: string, items: readonly unknown[]): string {
  const parts = Object.entries(file).map(([name, value]) => {
    if (name !== key && !Array.isArray(value)) return `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    const lines = (name === key ? items : (value as readonly unknown[])).map((item) => `    ${JSON.stringify(item)}`);
    return `  ${JSON.stringify(name)}: [\n${lines.join(',\n')}\n  ]`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
