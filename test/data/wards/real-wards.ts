import { readFileSync } from 'node:fs';
import type { City, Polygon, Ward } from '#engine/cases/city/city.ts';
import { demoCity } from '../demo-city.ts';

/** A feature of the file as it is. */
export interface RealWard {
  readonly bbox: readonly [number, number, number, number];
  readonly properties: { readonly code: string; readonly name: string };
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: readonly Polygon[] };
}

/** 18 adjoining wards of a real city, as a government map drew them: borders of hundreds of corners, slivers and all. */
export function realWards(): readonly RealWard[] {
  const text = readFileSync(new URL('hcmc-central-wards.geojson', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly features: readonly RealWard[] }).features;
}

/** The same as a city has them. */
export function realAreas(): Pick<City, 'wards' | 'province'> {
  const wards = realWards().map(({ properties: { code, name }, geometry: { coordinates } }): [string, Ward] => {
    const [{ lon, lat }, named] = [{ lon: coordinates[0]?.[0]?.[0]?.[0] ?? 0, lat: coordinates[0]?.[0]?.[0]?.[1] ?? 0 }, { vi: name, en: name }];
    const areas = [{ validFrom: null, validTo: null, polygons: coordinates }];
    return [code, { code, name: named, shortName: name, kind: 'phuong', centre: { lon, lat }, polygons: coordinates, areas }];
  });
  return { wards: new Map(wards), province: demoCity().province };
}
