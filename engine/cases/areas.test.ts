import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import samples from '#workflows/demo-city/feedback-samples.json' with { type: 'json' };
import { contains, wardOf } from './areas.ts';
import type { Polygon } from './city.ts';

const square = (from: number, to: number): readonly (readonly [number, number])[] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
];
const ring: Polygon = [square(0, 10), square(4, 6)];

describe('areas', () => {
  it('every sample report lies in its ward', () => {
    for (const sample of samples.items) {
      // One report names no place at all.
      if (sample.location === null) continue;
      const [lon, lat] = sample.location.coordinates;
      assert.equal(wardOf(demoCity(), { lon: lon ?? 0, lat: lat ?? 0 })?.code, sample.ward_code, sample.code);
    }
  });

  it('a place outside the city has no ward', () => {
    assert.equal(wardOf(demoCity(), { lon: 105.85, lat: 21.03 }), undefined);
  });

  it('the outer border is inside, a hole and its border are not', () => {
    assert.ok(contains(ring, { lon: 0, lat: 5 }));
    assert.ok(contains(ring, { lon: 10, lat: 10 }));
    assert.ok(contains(ring, { lon: 3, lat: 3 }));
    assert.ok(!contains(ring, { lon: 5, lat: 5 }));
    assert.ok(!contains(ring, { lon: 4, lat: 5 }));
    assert.ok(!contains(ring, { lon: 11, lat: 5 }));
  });

  it('a shared corner belongs to one ward: the first in the file', () => {
    assert.equal(wardOf(demoCity(), { lon: 108.146, lat: 10.995 })?.code, '99001');
  });
});
