/** Wards from GeoJSON (RFC 7946): a FeatureCollection of Polygons or MultiPolygons with a `code` and names each. */
import type { Polygon, Ring, Ward } from './city.ts';
import type { Reading } from './json-reader.ts';
import { fault, readChoice, readEach, readLocalised, readObject, readText } from './json-reader.ts';

export function readWards(at: Reading): ReadonlyMap<string, Ward> {
  const wards = new Map<string, Ward>();
  for (const ward of readEach(at, 'features', readWard)) {
    if (wards.has(ward.code)) fault(at, 'features', `the code ${ward.code} comes twice`);
    wards.set(ward.code, ward);
  }
  return wards;
}

function readWard(feature: Reading): Ward {
  const properties = readObject(feature, 'properties');
  const polygons = readGeometry(readObject(feature, 'geometry'));
  return {
    code: readText(properties, 'code'),
    name: readLocalised(properties, 'name'),
    shortName: readText(properties, 'shortName'),
    kind: readChoice(properties, 'kind', ['phuong', 'xa', 'dac_khu']),
    centre: centreOf(polygons),
    polygons,
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
