import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { City, Unit } from '../city/city.ts';
import { type CityTexts, cityFiles, parseCity } from '../city/parse-city.ts';
import { isInForce, predecessorsOf, unitAt, unitOn } from './units.ts';

const folder = new URL('../../../workflows/demo-city/', import.meta.url);
const texts: CityTexts = Object.fromEntries(
  cityFiles.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
);

const plain = {
  kind: 'department',
  agencyCode: '',
  parent: null,
  ward: null,
  validFrom: null,
  validTo: null,
  successors: [],
};

function unit(code: string, change: Partial<Unit> = {}): Unit {
  return { code, name: { vi: code, en: code }, ...plain, ...change };
}

function withUnits(...units: readonly object[]) {
  return parseCity({ ...texts, 'units.json': changed(units) });
}

/** The demo's units, those with the same code replaced, the others added. */
function changed(units: readonly object[]): string {
  const all = new Map<string, object>();
  for (const one of (JSON.parse(texts['units.json'] ?? '') as { units: { code: string }[] }).units)
    all.set(one.code, one);
  for (const one of units as { code: string }[]) all.set(one.code, { ...all.get(one.code), ...one });
  return JSON.stringify({ units: [...all.values()] });
}

const told = (...units: readonly object[]) => withUnits(...units).faults.map(({ path, vi }) => `${path}: ${vi}`);
const share = (code: string, rest: object = {}) => ({ unit: code, ...rest });

describe('units in time', () => {
  it('a unit is in force from its first day to its last, both included', () => {
    const one = unit('A', { validFrom: '2025-07-01', validTo: '2026-04-30' });
    assert.deepEqual(
      ['2025-06-30', '2025-07-01', '2026-04-30', '2026-05-01'].map((day) => isInForce(one, day)),
      [false, true, true, false],
    );
  });

  it('who answers for a closed unit is found over all that were closed since, by ward and category where it was split', () => {
    const units = new Map(
      [
        unit('A', { validTo: '2025-06-30', successors: [{ unit: 'B', wards: [], categories: [] }] }),
        unit('B', {
          validTo: '2026-04-30',
          successors: [
            { unit: 'C', wards: ['99001'], categories: [] },
            { unit: 'D', wards: [], categories: ['MT-RAC'] },
            { unit: 'E', wards: [], categories: [] },
          ],
        }),
        ...['C', 'D', 'E'].map((code) => unit(code)),
      ].map((one) => [one.code, one]),
    );
    assert.equal(unitOn(units, 'A', '2025-06-30'), 'A');
    assert.equal(unitOn(units, 'A', '2025-07-01'), 'B');
    assert.equal(unitOn(units, 'A', '2026-05-01', { ward: '99001', category: 'MT-RAC' }), 'C');
    assert.equal(unitOn(units, 'A', '2026-05-01', { ward: '99004', category: 'MT-RAC' }), 'D');
    assert.equal(unitOn(units, 'A', '2026-05-01'), 'E');
    assert.equal(unitOn(units, 'unknown', '2026-05-01'), 'unknown');
    assert.deepEqual(predecessorsOf(units, 'E'), ['B']);
  });

  it('the day changes at midnight in the city, not in Greenwich', () => {
    const { city } = withUnits({ code: 'CTMT', validTo: '2026-12-31', successors: [share('CTCX')] });
    const at = (instant: string) => unitAt(city as City, 'CTMT', Date.parse(instant));
    assert.equal(at('2026-12-31T16:59:59Z'), 'CTMT');
    assert.equal(at('2026-12-31T17:00:00Z'), 'CTCX');
  });

  it('a unit that follows itself, over others too, is refused at its place', () => {
    assert.deepEqual(told({ code: 'CTMT', validTo: '2026-12-31', successors: [share('CTMT')] }), [
      'CTMT.successors: đơn vị kế nhiệm chính nó (vòng lặp)',
    ]);
    const two = told(
      { code: 'CTMT', validTo: '2026-12-31', successors: [share('CTCX')] },
      { code: 'CTCX', validTo: '2026-12-31', successors: [share('CTMT')] },
    );
    assert.deepEqual(two.filter((one) => one.includes('vòng lặp')).length, 2);
  });

  it('a unit above itself, an end before its beginning, a date that is none, a code that is no code: each with its place', () => {
    assert.ok(told({ code: 'VPUB', parent: 'TTPVHCC' }).includes('VPUB.parent: đơn vị trực thuộc chính nó (vòng lặp)'));
    assert.deepEqual(told({ code: 'CTMT', validFrom: '2026-05-01', validTo: '2026-04-30' }).slice(0, 1), [
      'CTMT.validTo: ngày kết thúc (2026-04-30) trước ngày bắt đầu (2026-05-01)',
    ]);
    assert.match(told({ code: 'STP', validFrom: '2026-02-30' }).join(), /"2026-02-30" không phải là ngày/);
    assert.match(told({ code: 'STP', agencyCode: 'h99.1' }).join(), /mã định danh gồm các nhóm/);
    assert.match(told({ code: 'STP', agencyCode: 'H99.12' }).join(), /đang thuộc đơn vị STP|đang thuộc đơn vị TTTP/);
  });

  it('what a closed unit leaves behind must have somewhere to go', () => {
    assert.deepEqual(told({ code: 'CTMT', validTo: '2026-12-31' }), [
      'MT-RAC.cityUnit: đơn vị CTMT đóng từ sau ngày 2026-12-31 mà không có đơn vị kế nhiệm; hãy chọn đơn vị khác cho lĩnh vực này',
    ]);
    assert.match(
      told({ code: 'CTMT', validTo: '2026-12-31', successors: [share('CTCX', { wards: ['99001'] })] }).join(),
      /CTMT.successors: đơn vị kế nhiệm cuối cùng/,
    );
    assert.match(told({ code: 'CTMT', successors: [share('CTCX')] }).join(), /phải ghi ngày kết thúc/);
    assert.match(
      told({ code: 'CTMT', validTo: '2026-12-31', successors: [share('NOBODY')] }).join(),
      /không có đơn vị NOBODY/,
    );
    assert.match(told({ code: 'VPUB', validTo: '2026-12-31' }).join(), /TTPVHCC.parent: đơn vị cấp trên VPUB đóng/);
  });
});
