import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CityTexts } from './parse-city.ts';
import { cityFiles, parseCity } from './parse-city.ts';

const folder = new URL('../../../workflows/demo-city/', import.meta.url);
const texts: CityTexts = Object.fromEntries(
  cityFiles.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
);

function faultsWith(change: CityTexts): readonly string[] {
  return parseCity({ ...texts, ...change }).faults.map((one) => `${one.file} ${one.path}: ${one.message}`);
}

describe('parsing a city', () => {
  it('reads the demo city without a fault', () => {
    const { city, faults } = parseCity(texts);
    assert.deepEqual(faults, []);
    assert.equal(city?.wards.size, 12);
    assert.equal(city?.categories.size, 29);
    assert.equal(city?.units.get('99022-KTHT')?.ward, '99022');
    assert.equal(city?.slaClasses.get('P2')?.resolve, 'PT24H');
    assert.equal(city?.holidays.find((day) => day.date === '2026-11-24')?.inForce, false);
  });

  it('hands out nothing that can be changed', () => {
    const { city } = parseCity(texts);
    assert.ok(Object.isFrozen(city?.units.get('IOC')?.name));
    assert.ok(Object.isFrozen(city?.access[0]?.conditions));
  });

  it('names every fault by file and path, all at once', () => {
    const sla = texts['sla.json']?.replace('"calendar": "hanh-chinh"', '"calendar": "moon"') ?? '';
    const units = texts['units.json']?.replace('"parent": "SKHCN"', '"parent": "NOBODY"') ?? '';
    assert.deepEqual(faultsWith({ 'sla.json': sla, 'units.json': units }), [
      'units.json IOC.parent: there is no unit NOBODY',
      'sla.json P1.calendar: there is no calendar moon',
    ]);
  });

  it('says which file is missing or is no JSON', () => {
    const faults = faultsWith({ 'roles.json': '{', 'wards.geojson': '[]' });
    assert.ok(faults.some((one) => one.startsWith('roles.json : is no JSON')));
    assert.ok(faults.includes('wards.geojson : must hold one JSON object'));
  });

  it('refuses hours that are out of order', () => {
    const text = texts['calendars.json']?.replace('07:30-11:30', '11:30-07:30') ?? '';
    assert.match(
      faultsWith({ 'calendars.json': text })[0] ?? '',
      /calendars.json calendars\[0\].week.mon: "11:30-07:30"/,
    );
  });

  it('refuses rules of access on unknown columns and claims', () => {
    const text = texts['access.json']?.replace('"unit": "$', '"phone": "$').replace('post.unit', 'post.secret') ?? '';
    const faults = faultsWith({ 'access.json': text });
    assert.match(faults[0] ?? '', /access.json rules\[0\].conditions.phone: Task has no such column/);
    assert.match(faults[1] ?? '', /unknown claim/);
  });

  it('what would forbid is no rule, and a blank at an end of a code is none', () => {
    const forbidding = texts['access.json']?.replace('"role": ', '"inverted": true, "role": ') ?? '';
    assert.match(faultsWith({ 'access.json': forbidding })[0] ?? '', /rules\[0\].inverted: rules have no such field/);
    const blank = texts['access.json']?.replace('"unit": "$', '"unit": " $') ?? '';
    assert.match(faultsWith({ 'access.json': blank })[0] ?? '', /conditions.unit: must not begin or end with a blank/);
    const units = texts['units.json']?.replace('"code": "IOC"', '"code": "IOC "') ?? '';
    assert.match(faultsWith({ 'units.json': units }).join(), /code: must not begin or end with a blank/);
  });

  it('refuses a ward whose ring is not closed', () => {
    const text = texts['wards.geojson']?.replace('[108.06, 11.003]]]', '[108.06, 11.004]]]') ?? '';
    assert.deepEqual(faultsWith({ 'wards.geojson': text }), [
      'wards.geojson features[0].geometry.coordinates: must be closed rings of [longitude, latitude] in degrees',
    ]);
  });

  it('never breaks, whatever stands in the files', () => {
    const file = fc.constantFrom(...cityFiles);
    fc.assert(
      fc.property(file, fc.nat(), fc.jsonValue({ maxDepth: 2 }), (name, position, junk) => {
        const value: unknown = JSON.parse(texts[name] ?? '{}');
        const places = [...placesIn(value)];
        places[position % places.length]?.(junk);
        const parsed = parseCity({ ...texts, [name]: JSON.stringify(value) });
        return (parsed.city === undefined) === parsed.faults.length > 0;
      }),
      { numRuns: 300 },
    );
  });
});

/** A way to overwrite each part of a JSON value, at any depth. */
function* placesIn(value: unknown): Generator<(junk: unknown) => void> {
  if (typeof value !== 'object' || value === null) return;
  const parent = value as Record<string, unknown>;
  for (const key of Object.keys(parent)) {
    yield (junk) => {
      parent[key] = junk;
    };
    yield* placesIn(parent[key]);
  }
}
