import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { metresApart } from '../areas/distance.ts';
import type { ConfigFault } from '../city/json-reader.ts';
import { cellOf, cellsAround } from './cells.ts';
import { readDuplicates, usualSettings } from './settings.ts';

const good = {
  radiusMetres: 100,
  days: 30,
  weights: { distance: 2, time: 1, category: 2, text: 5 },
  least: { citizen: 0.6, official: 0.5 },
  most: { citizen: 3, official: 5 },
  categories: [{ category: 'HT-GT', radiusMetres: 60 }],
};
const faultsOf = (change: object): readonly string[] => {
  const faults: ConfigFault[] = [];
  readDuplicates(JSON.stringify({ ...good, ...change }), faults);
  return faults.map(({ file, path, message }) => `${file} ${path}: ${message}`);
};

describe('when two reports count as alike', () => {
  it('is read from the city, and has usual numbers where it says nothing', () => {
    assert.deepEqual(faultsOf({}), []);
    assert.equal(readDuplicates(undefined, []), usualSettings);
  });

  it('a number that makes no sense is refused with its place', () => {
    assert.deepEqual(faultsOf({ radiusMetres: 5_000, days: 0 }), [
      'duplicates.json radiusMetres: must be a whole number from 1 to 500',
      'duplicates.json days: must be a whole number from 1 to 180',
    ]);
    assert.deepEqual(faultsOf({ weights: { distance: 0, time: 0, category: 0, text: 0 } }), [
      'duplicates.json weights: must not all be 0: nothing would be alike',
    ]);
    assert.deepEqual(faultsOf({ least: { citizen: 2, official: 'x' }, categories: [{ category: 'HT-GT' }] }), [
      'duplicates.json categories[0].radiusMetres: must be a whole number from 1 to 500',
      'duplicates.json least.citizen: must be a number from 0 to 1',
      'duplicates.json least.official: must be a number from 0 to 1',
    ]);
  });
});

describe('the squares of the grid', () => {
  it('around a point hold all that lies within the radius, and they are few', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let turn = 0; turn < 5_000; turn++) {
      const point = { lon: -180 + random() * 360, lat: -60 + random() * 120 };
      const metres = 1 + random() * 499;
      const cells = new Set(cellsAround(point, metres));
      const other = { lon: point.lon + (random() - 0.5) * 0.01, lat: point.lat + (random() - 0.5) * 0.01 };
      if (metresApart(point, other) <= metres)
        assert.ok(cells.has(cellOf(other)), JSON.stringify({ point, other, metres }));
      assert.ok(cells.size <= 77, String(cells.size));
    }
  });

  it('a radius of 100 metres needs four of them at the most in Vietnam', () => {
    for (let step = 0; step < 100; step++) {
      const point = { lon: 108.1 + step / 7_919, lat: 10.9 + step / 6_131 };
      assert.ok(cellsAround(point, 100).length <= 4);
    }
  });
});
