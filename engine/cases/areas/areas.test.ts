import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import samples from '#workflows/demo-city/feedback-samples.json' with { type: 'json' };
import type { City, Polygon, Ward, WardArea } from '../city/city.ts';
import { contains, locate, nearbyMetresMax, nearestWard, wardAt, wardOf, wardsInForce } from './areas.ts';

const square = (from: number, to: number): readonly (readonly [number, number])[] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
];
const ring: Polygon = [square(0, 10), square(4, 6)];

function ward(code: string, ...areas: readonly WardArea[]): [string, Ward] {
  const name = { vi: code, en: code };
  const polygons = areas.at(-1)?.polygons ?? [];
  return [code, { code, name, shortName: code, kind: 'phuong', centre: { lon: 0, lat: 0 }, polygons, areas }];
}
const always = (...polygons: readonly Polygon[]): WardArea => ({ validFrom: null, validTo: null, polygons });
const cityOf = (...wards: readonly [string, Ward][]): Pick<City, 'wards' | 'province'> => ({
  wards: new Map(wards),
  province: demoCity().province,
});
const now = Date.parse('2026-11-22T10:00+07:00');

describe('areas', () => {
  it('every sample report lies in its ward', () => {
    for (const sample of samples.items) {
      // One report names no place at all.
      if (sample.location === null) continue;
      const [lon, lat] = sample.location.coordinates;
      const found = wardOf(demoCity(), { lon: lon ?? 0, lat: lat ?? 0 }, Date.parse(sample.received_at));
      assert.equal(found?.code, sample.ward_code, sample.code);
    }
  });

  it('a place outside the city has no ward', () => {
    assert.equal(wardOf(demoCity(), { lon: 105.85, lat: 21.03 }, now), undefined);
    assert.equal(wardOf(demoCity(), { lon: Number.NaN, lat: Number.NaN }, now), undefined);
  });

  it('the outer border is inside, a hole and its border are not', () => {
    assert.ok(contains(ring, { lon: 0, lat: 5 }));
    assert.ok(contains(ring, { lon: 10, lat: 10 }));
    assert.ok(contains(ring, { lon: 3, lat: 3 }));
    assert.ok(!contains(ring, { lon: 5, lat: 5 }));
    assert.ok(!contains(ring, { lon: 4, lat: 5 }));
    assert.ok(!contains(ring, { lon: 11, lat: 5 }));
  });

  it('a shared border or corner belongs to one ward: the first in the file', () => {
    assert.equal(wardOf(demoCity(), { lon: 108.146, lat: 10.995 }, now)?.code, '99001');
    const [west, east] = [always([square(0, 1)]), always([square(0, 1).map(([x, y]) => [x + 1, y] as const)])];
    assert.equal(wardAt(cityOf(ward('W', west), ward('E', east)), { lon: 1, lat: 0.5 }, now)?.code, 'W');
    assert.equal(wardAt(cityOf(ward('E', east), ward('W', west)), { lon: 1, lat: 0.5 }, now)?.code, 'E');
  });

  it('a hole belongs to its own ward with its edge, and to the nearest where it has none', () => {
    const around = ward('around', always(ring));
    const city = cityOf(around, ward('lake', always([square(4, 6)])));
    assert.equal(wardOf(city, { lon: 5, lat: 5 }, now)?.code, 'lake');
    assert.equal(wardOf(city, { lon: 4, lat: 5 }, now)?.code, 'lake');
    assert.equal(wardAt(cityOf(around), { lon: 4, lat: 5 }, now), undefined);
    assert.equal(wardOf(cityOf(around), { lon: 4, lat: 5 }, now)?.code, 'around');
    assert.equal(wardOf(cityOf(around), { lon: 5, lat: 5 }, now), undefined, 'a hundred kilometres from any shore');
  });

  it('a place just outside belongs to the nearest ward, and is told how far it lies', () => {
    const city = cityOf(ward('W', always([square(0, 1)])), ward('far', always([square(3, 4)])));
    const near = locate(city, { lon: 1.001, lat: 0.5 }, now);
    assert.equal(near?.ward.code, 'W');
    assert.ok(Math.abs((near?.metres ?? 0) - 111.2) < 0.1, String(near?.metres));
    assert.deepEqual(locate(city, { lon: 0.5, lat: 0.5 }, now)?.metres, 0);
    assert.equal(locate(city, { lon: 1.002, lat: 0.5 }, now), undefined, `more than ${nearbyMetresMax} m`);
    assert.equal(nearestWard(city, { lon: 1.002, lat: 0.5 }, now, 1000)?.ward.code, 'W');
  });

  it('midway between two wards the first in the file is the nearest', () => {
    const [low, high] = [always([square(0, 1)]), always([square(0, 1).map(([x, y]) => [x + 1.002, y] as const)])];
    assert.equal(locate(cityOf(ward('a', low), ward('b', high)), { lon: 1.001, lat: 0.5 }, now)?.ward.code, 'a');
  });

  it('a report belongs to the ward of its day: wards merge, and what came before stays with the old one', () => {
    const until = { validFrom: null, validTo: '2026-06-30' };
    const from = { validFrom: '2026-07-01', validTo: null };
    const east: Polygon = [square(0, 1).map(([x, y]) => [x + 1, y] as const)];
    const city = cityOf(
      ward('A', { ...until, polygons: [[square(0, 1)]] }, { ...from, polygons: [[square(0, 1)], east] }),
      ward('B', { ...until, polygons: [east] }),
    );
    const place = { lon: 1.5, lat: 0.5 };
    assert.equal(wardOf(city, place, Date.parse('2026-06-30T23:59:59+07:00'))?.code, 'B');
    assert.equal(wardOf(city, place, Date.parse('2026-07-01T00:00:00+07:00'))?.code, 'A');
    const codes = (at: string) => wardsInForce(city, Date.parse(at)).map(({ code }) => code);
    assert.deepEqual([codes('2026-06-01T08:00+07:00'), codes('2026-08-01T08:00+07:00')], [['A', 'B'], ['A']]);
  });
});
