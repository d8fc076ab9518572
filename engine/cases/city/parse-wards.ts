/**
 * Wards from GeoJSON (RFC 7946): a FeatureCollection of Polygons or MultiPolygons with a `code` and names each. A ward that
 * was changed has a feature per period (`validFrom`, `validTo`): same code, other shape; its names are those of the last.
 */

import { dayOf } from '../calendars/civil-date.ts';
import type { Polygon, Ring, Ward, WardArea } from './city.ts';
import type { Reading } from './json-reader.ts';
import { fault, readChoice, readDateOrNull, readEach, readLocalised, readObject, readText } from './json-reader.ts';

export function readWards(at: Reading): ReadonlyMap<string, Ward> {
  const wards = new Map<string, Ward>();
  for (const ward of readEach(at, 'features', readWard)) {
    const known = wards.get(ward.code);
    wards.set(ward.code, known === undefined ? ward : joined(at, known, ward));
  }
  return wards;
}

/** Two periods of one ward. */
function joined(at: Reading, one: Ward, other: Ward): Ward {
  const areas = [...one.areas, ...other.areas].toSorted((a, b) => firstDay(a) - firstDay(b));
  const overlap = areas.some((area, index) => index > 0 && lastDay(areas[index - 1]) >= firstDay(area));
  if (overlap) fault(at, 'features', `the code ${one.code} comes twice for the same day: give each its days`);
  const [, later] = [one, other].toSorted((a, b) => firstDay(a.areas.at(-1)) - firstDay(b.areas.at(-1)));
  return { ...(later ?? other), areas };
}

function firstDay(area: WardArea | undefined): number {
  return area === undefined || area.validFrom === null ? -Infinity : dayOf(area.validFrom);
}

function lastDay(area: WardArea | undefined): number {
  if (area === undefined) return -Infinity;
  return area.validTo === null ? Infinity : dayOf(area.validTo);
}

function readWard(feature: Reading): Ward {
  const properties = readObject(feature, 'properties');
  const polygons = readGeometry(readObject(feature, 'geometry'));
  const [validFrom, validTo] = [readDateOrNull(properties, 'validFrom'), readDateOrNull(properties, 'validTo')];
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    fault(properties, 'validTo', 'lies before validFrom');
  }
  return {
    code: readText(properties, 'code'),
    name: readLocalised(properties, 'name'),
    shortName: readText(properties, 'shortName'),
    kind: readChoice(properties, 'kind', ['phuong', 'xa', 'dac_khu']),
    centre: centreOf(polygons),
    polygons,
    areas: [{ validFrom, validTo, polygons }],
  };
}

function readGeometry(geometry: Reading): readonly Polygon[] {
  const type = readChoice(geometry, 'type', ['Polygon', 'MultiPolygon']);
  const coordinates = geometry.value['coordinates'];
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates;
  if (Array.isArray(polygons) && polygons.length > 0 && polygons.every(isPolygon)) return polygons;
  fault(geometry, 'coordinates', 'must be closed rings of [longitude, latitude] in degrees');
  return [];
}

function isPolygon(value: unknown): value is Polygon {
  return Array.isArray(value) && value.length > 0 && value.every(isRing);
}

function isRing(value: unknown): value is Ring {
  if (!Array.isArray(value) || value.length < 4 || !value.every(isPosition)) return false;
  const [first, last] = [value[0], value.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function isPosition(value: unknown): value is readonly [number, number] {
  if (!Array.isArray(value)) return false;
  const [lon, lat] = value as readonly unknown[];
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** Middle of the corners of the first ring: a place to put a label, nothing more. */
function centreOf(polygons: readonly Polygon[]): Ward['centre'] {
  const ring = (polygons[0]?.[0] ?? []).slice(1);
  const sum = ring.reduce<readonly [number, number]>((total, [lon, lat]) => [total[0] + lon, total[1] + lat], [0, 0]);
  return { lon: sum[0] / Math.max(ring.length, 1), lat: sum[1] / Math.max(ring.length, 1) };
}
