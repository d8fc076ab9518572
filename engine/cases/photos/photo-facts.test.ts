import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { photoTakenAt } from '#test/support/photos.ts';
import { noFacts, photoFacts } from './photo-facts.ts';
import { placeOfPhotos } from './photo-place.ts';

const market = { lon: 108.163611, lat: 10.980278 };
const photo = await photoTakenAt(market, '2026:11:20 06:30:00', '+07:00');

it('place and time of a photo are read as a phone writes them', () => {
  assert.deepEqual(photoFacts(photo), { point: market, taken: '2026-11-20T06:30:00+07:00' });
});

it('south and west are negative; a photo may say only one of both, or nothing', async () => {
  const rio = { lon: -43.172897, lat: -22.906847 };
  assert.deepEqual(photoFacts(await photoTakenAt(rio)), { point: rio, taken: null });
  assert.deepEqual(photoFacts(await photoTakenAt(null, '2026:11:20 06:30:00')), {
    point: null,
    taken: '2026-11-20T06:30:00',
  });
  const plain = sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } });
  assert.deepEqual(photoFacts(await plain.clone().jpeg().toBuffer()), noFacts);
  assert.deepEqual(photoFacts(await plain.clone().png().toBuffer()), noFacts);
  assert.deepEqual(photoFacts(new Uint8Array()), noFacts);
});

it('what can be no place and no time is none', async () => {
  assert.equal(photoFacts(await photoTakenAt({ lon: 0, lat: 0 })).point, null, 'not found yet');
  assert.equal(photoFacts(await photoTakenAt({ lon: 108, lat: 91 })).point, null);
  for (const time of ['1980:01:01 00:00:00', '2026:11:20 24:00:00', '    :  :     :  :  ', '2026-11-20T06:30:00'])
    assert.equal(photoFacts(await photoTakenAt(market, time)).taken, null, time);
});

it('S14 whatever bytes come, the reader ends and says a place on earth or none', () => {
  const sound = (bytes: Uint8Array) => {
    const { point, taken } = photoFacts(bytes);
    assert.ok(point === null || (Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180));
    assert.ok(taken === null || /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d)?$/.test(taken));
  };
  const head = photo.subarray(0, 700);
  const spots = fc.array(fc.tuple(fc.nat(head.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
  const changed = spots.map((pairs) => {
    const copy = Uint8Array.from(head);
    for (const [at, byte] of pairs) copy[at] = byte;
    return copy;
  });
  const cut = fc.nat(head.length).map((length) => head.subarray(0, length));
  fc.assert(fc.property(fc.oneof(changed, cut, fc.uint8Array({ maxLength: 400 })), sound), { numRuns: 3_000 });
});

it('photos agree on a place, or there is none', () => {
  const near = { ...market, lat: market.lat + 0.0005 };
  const far = { ...market, lat: market.lat + 0.01 };
  assert.deepEqual(placeOfPhotos([null, market, near], 100), { point: market });
  assert.equal(placeOfPhotos([market, near, far], 100), 'apart');
  assert.equal(placeOfPhotos([null], 100), 'missing');
});
