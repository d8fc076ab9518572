/** The same wards asked of two programs: ours and turf's, which knows nothing of bands and grids. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { realAreas, realWards } from '#test/data/wards/real-wards.ts';
import { locate, wardAt } from './areas.ts';

const points = 100_000;
const west = 106.66;
const south = 10.74;

it(`${points} random places in 18 real wards lie where turf says they lie, those at corners too`, () => {
  const city = realAreas();
  const wards = realWards();
  const random = generator(20_261_122);
  const corners = wards.flatMap(({ geometry }) => geometry.coordinates.flat(2));
  let [inside, differing] = [0, ''];
  const turf = (lon: number, lat: number) =>
    wards.find((ward) => within(ward.bbox, lon, lat) && booleanPointInPolygon([lon, lat], ward as never))?.properties
      .code;
  for (let index = 0; index < points; index++) {
    const corner = index % 50 === 0 ? corners[Math.floor(random() * corners.length)] : undefined;
    const [lon, lat] = corner ?? [west + random() * 0.07, south + random() * 0.07];
    const [ours, theirs] = [wardAt(city, { lon, lat }, 0)?.code, turf(lon, lat)];
    if (ours !== undefined) inside += 1;
    if (ours !== theirs) differing += `${lon},${lat}: ${ours} and not ${theirs}\n`;
  }
  assert.equal(differing, '');
  assert.ok(inside > points / 5, `${inside} lie in a ward`);
});

it('a place within 200 m of a real ward, in no ward, is given to one; one far away to none', () => {
  const city = realAreas();
  const random = generator(7);
  for (let index = 0; index < 2_000; index++) {
    const point = { lon: west + random() * 0.07, lat: south + random() * 0.07 };
    const found = locate(city, point, 0);
    assert.equal(found?.metres === 0, wardAt(city, point, 0) !== undefined);
    assert.ok(found === undefined || found.metres <= 200);
  }
});

function within([w, s, e, n]: readonly [number, number, number, number], lon: number, lat: number): boolean {
  return lon >= w && lon <= e && lat >= s && lat <= n;
}

/** mulberry32: the same places on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
