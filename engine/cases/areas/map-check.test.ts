import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contains } from './areas.ts';
import { checkMap, type MapWard } from './map-check.ts';

const box = (west: number, south: number, east: number, north: number) =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;

const ward = (code: string, ...rings: readonly (readonly (readonly [number, number])[])[]): MapWard => ({
  code,
  polygons: [rings],
});

describe('looking at the map of wards', () => {
  it('wards side by side have neither overlaps nor holes', () => {
    const found = checkMap([ward('A', box(108, 10, 108.1, 10.1)), ward('B', box(108.1, 10, 108.2, 10.1))], 200);
    assert.deepEqual([found.overlaps, found.holes], [[], []]);
  });

  it('an overlap is found with both wards, its size and a place in it', () => {
    const wards = [ward('A', box(108, 10, 108.1, 10.1)), ward('B', box(108.09, 10, 108.2, 10.1))];
    const [overlap, ...more] = checkMap(wards, 400).overlaps;
    assert.deepEqual([overlap?.wards, more], [['A', 'B'], []]);
    const real = 0.01 * 111_320 * Math.cos((10.05 * Math.PI) / 180) * 0.1 * 111_320;
    assert.ok(Math.abs((overlap?.squareMetres ?? 0) / real - 1) < 0.15, `${overlap?.squareMetres} of ${real}`);
    const [lon = 0, lat = 0] = overlap?.at ?? [];
    assert.ok(wards.every(({ polygons }) => polygons.some((polygon) => contains(polygon, { lon, lat }))));
  });

  it('a gap that wards surround is a hole; the land outside is none, nor is a ward in the hole of another', () => {
    const ring = ward('A', box(108, 10, 108.1, 10.1), box(108.04, 10.04, 108.06, 10.06));
    const { holes } = checkMap([ring], 200);
    assert.deepEqual(
      holes.map(({ wards }) => wards),
      [['A']],
    );
    const filled = checkMap([ring, ward('B', box(108.04, 10.04, 108.06, 10.06))], 200);
    assert.deepEqual([filled.holes, filled.overlaps], [[], []]);
  });

  it('every place that it names is what it says, for any boxes', () => {
    const corner = fc.integer({ min: 0, max: 30 });
    const side = fc.integer({ min: 2, max: 15 });
    fc.assert(
      fc.property(fc.array(fc.tuple(corner, corner, side, side), { minLength: 1, maxLength: 6 }), (boxes) => {
        const wards = boxes.map(([x, y, w, h], index) =>
          ward(`${index}`, box(108 + x / 100, 10 + y / 100, 108 + (x + w) / 100, 10 + (y + h) / 100)),
        );
        const { overlaps, holes } = checkMap(wards, 60);
        // Strictly inside: the middle of a square may lie on the border of a neighbour.
        const at = ([lon, lat]: readonly [number, number]) =>
          boxes.flatMap(([x, y, w, h], index) => {
            const across = 108 + x / 100 < lon && lon < 108 + (x + w) / 100;
            const along = 10 + y / 100 < lat && lat < 10 + (y + h) / 100;
            return across && along ? [`${index}`] : [];
          });
        for (const found of overlaps) assert.deepEqual(at(found.at), found.wards);
        for (const found of holes) assert.deepEqual(at(found.at), []);
      }),
      { numRuns: 60 },
    );
  });

  it('an overlap or hole of random places is never larger than the squares say', () => {
    const real = JSON.parse(
      readFileSync(new URL('../../../test/data/wards/hcmc-central-wards.geojson', import.meta.url), 'utf8'),
    ) as { features: { properties: { code: string }; geometry: { coordinates: MapWard['polygons'] } }[] };
    const wards = real.features.map(({ properties, geometry }) => ({
      code: properties.code,
      polygons: geometry.coordinates,
    }));
    const found = checkMap(wards, 300);
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const [west, south, east, north] = found.bounds;
    let both = 0;
    for (let number = 0; number < 3_000; number += 1) {
      const point = { lon: west + random() * (east - west), lat: south + random() * (north - south) };
      if (wards.filter(({ polygons }) => polygons.some((polygon) => contains(polygon, point))).length > 1) both += 1;
    }
    const share = found.overlaps.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
    const all = (east - west) * 111_320 * Math.cos((south * Math.PI) / 180) * (north - south) * 111_320;
    assert.ok(Math.abs(both / 3_000 - share / all) < 0.005, `${both / 3_000} against ${share / all}`);
  });
});
