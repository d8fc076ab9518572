import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import { cityFiles, parseCity } from '../city/parse-city.ts';
import { desksOf, isByWard, unitFor } from './desks.ts';
import { procedureOf } from './procedures.ts';

const folder = new URL('../../../workflows/demo-city/', import.meta.url);
type Content = { dossierCode: string; procedures: Record<string, unknown>[] };

/** The faults of the demo city with its procedures changed. */
function faultsWith(change: (content: Content) => void): readonly string[] {
  const texts = Object.fromEntries(cityFiles.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]));
  const content = JSON.parse(texts['procedures.json'] ?? '') as Content;
  change(content);
  const { faults } = parseCity({ ...texts, 'procedures.json': JSON.stringify(content) });
  return faults.map(({ path, message, vi }) => `${path}: ${message}${vi === undefined ? ' (no Vietnamese)' : ''}`);
}

test('the demo city receives the eight procedures of its list, each at desks that are there', () => {
  const city = demoCity();
  const { procedures } = city.dossiers;
  assert.equal(procedures.size, 8);
  const birth = procedures.get('DEMO.001');
  assert.ok(birth);
  assert.deepEqual([desksOf(birth, city).length, isByWard(birth)], [13, true]);
  assert.equal(unitFor(birth.units.handling, '99016'), '99016-VHXH');
});

test('a procedure that a dossier has kept reads as it was', () => {
  for (const procedure of demoCity().dossiers.procedures.values()) {
    assert.deepEqual(procedureOf(JSON.stringify(procedure)), procedure);
  }
  assert.throws(() => procedureOf('{}'), /kept procedure/);
});

test('a city without the file receives no dossiers and is whole', () => {
  const texts = Object.fromEntries(cityFiles.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]));
  const { city } = parseCity({ ...texts, 'procedures.json': '' });
  assert.equal(city?.dossiers.procedures.size, 0);
});

test('what a procedure names and is not there is refused with its place, in both languages', () => {
  const changed = (change: Record<string, unknown>) =>
    faultsWith(({ procedures }) => Object.assign(procedures[0] ?? {}, change));
  const { units, deadline } = JSON.parse(readFileSync(new URL('procedures.json', folder), 'utf8')).procedures[0];
  assert.deepEqual(changed({ field: 'none' }), ['2.000635.field: there is no field none']);
  assert.deepEqual(changed({ units: { ...units, competent: 'NOBODY' } }), [
    '2.000635.units.competent: there is no unit NOBODY',
  ]);
  assert.equal(changed({ units: { ...units, handling: '{ward}-XYZ' } }).length, 12);
  assert.deepEqual(changed({ deadline: { ...deadline, sla: 'P9' } }), [
    '2.000635.deadline.sla: there is no SLA class P9',
  ]);
  assert.match(
    changed({ deadline: { ...deadline, resolve: '3 ngày' } }).join(),
    /procedures\[0\]\.deadline\.resolve: "3 ngày" must be working time/,
  );
  assert.match(changed({ code: 'hộ tịch' }).join(), /procedures\[0\]\.code: must be groups of digits/);
  assert.match(
    changed({ clockEnds: 'sealed' }).join(),
    /clockEnds: must be one of signed, numbered, issued, handedOver/,
  );
  assert.match(changed({ units: { ...units, receiving: [] } }).join(), /at least one desk/);
  assert.match(
    faultsWith((content) => Object.assign(content, { dossierCode: '{agency}-{serial:4}' })).join(),
    /dossierCode: at character 20: .* needs year, month and day/,
  );
});
