import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import samples from '#workflows/demo-city/feedback-samples.json' with { type: 'json' };
import { fold } from '../text/fold.ts';
import { findAddress } from './address-search.ts';
import { wardOf } from './areas.ts';
import type { Street } from './streets.ts';

const now = Date.parse('2026-11-22T10:00+07:00');
const city = demoCity();
const found = (typed: string) => findAddress(city, typed, now).map(({ label, ward }) => `${label} [${ward.shortName}]`);

describe('looking for an address', () => {
  it('diacritics may be left out, and the house number stays as it was typed', () => {
    assert.equal(found('12/3a tran hung dao')[0], '12/3A đường Trần Hưng Đạo [Lam Đông]');
    assert.equal(found('Hẻm 12 đường Bến Chài')[0], 'hẻm 12 đường Bến Chài [Vạn Chài]');
    assert.equal(found('số 7 Hoà Bình')[0], found('số 7 hòa bình')[0], 'old and new place of the tone mark');
  });

  it('numbers that are names are not house numbers', () => {
    assert.equal(found('15 đường 30/4')[0], '15 đường 30 Tháng 4 [Tân Lam]');
    assert.equal(found('30 tháng 4')[0], 'đường 30 Tháng 4 [Tân Lam]');
    assert.equal(found('CMT8')[0], 'đường Cách Mạng Tháng Tám [Lam Tây]');
  });

  it('the ward that is named goes first, and so does the part of the street that has the number', () => {
    assert.equal(found('nguyen hue, phuong lam dong')[0], 'đường Nguyễn Huệ [Lam Đông]');
    assert.equal(found('nguyen hue, lam tay')[0], 'đường Nguyễn Huệ [Lam Tây]');
    assert.equal(found('250 tran hung dao')[0], '250 đường Trần Hưng Đạo [Lam Tây]');
    assert.equal(found('20 tran hung dao')[0], '20 đường Trần Hưng Đạo [Lam Đông]');
  });

  it('the street with the very same diacritics goes before one that only folds alike', () => {
    const twin = (code: string, name: string): Street => {
      const line = [[108.17, 10.98]] as const;
      return { code, kind: 'đường', name, variants: [], parts: [{ ward: '99016', line, numbers: null }] };
    };
    const twins = { ...city, streets: [twin('1', 'Lê Lợi'), twin('2', 'Lê Lội')] };
    const first = (typed: string) => findAddress(twins, typed, now)[0]?.label;
    assert.deepEqual([first('lê lợi'), first('lê lội')], ['đường Lê Lợi', 'đường Lê Lội']);
    assert.equal(findAddress(twins, 'le loi', now).length, 2);
  });

  it('a name that is begun is found, one that nobody knows is not', () => {
    assert.equal(found('le lo')[0], 'đường Lê Lợi [Lam Đông]');
    assert.deepEqual([found('xyz'), found(''), found('12')], [[], [], []]);
  });

  it('every place lies in the ward that it names', () => {
    for (const { name, parts } of city.streets) {
      for (const { ward } of parts) {
        const hit = findAddress(city, `${name}, ${city.wards.get(ward)?.shortName}`, now).find(
          (one) => one.ward.code === ward,
        );
        assert.equal(wardOf(city, hit?.point ?? { lon: 0, lat: 0 }, now)?.code, ward, name);
      }
    }
  });

  it('addresses of the sample reports that name a known street lead to the ward of the report', () => {
    const named = samples.items.filter(({ address_text: typed }) => /^(đường|hẻm|duong) /i.test(typed));
    assert.ok(named.length >= 9, `${named.length} name a street`);
    for (const { address_text: typed, ward_code: ward } of named) {
      const wards = findAddress(city, typed, now).map((hit) => hit.ward.code);
      assert.ok(wards.includes(ward) || !fold(typed).includes('duong'), `${typed}: ${wards} without ${ward}`);
    }
  });

  it('ten thousand streets answer within a few milliseconds', () => {
    const line = [[108.17, 10.98]] as const;
    const streets = Array.from({ length: 10_000 }, (_, index): Street => {
      const parts = [{ ward: '99016', line, numbers: { from: 1, to: 99 } }];
      return { code: `${index}`, kind: 'đường', name: `Nguyễn Văn ${index.toString(26)} An`, variants: [], parts };
    });
    const large = { ...city, streets };
    findAddress(large, 'an', now);
    const start = performance.now();
    for (let index = 0; index < 20; index++) findAddress(large, `12 nguyen van ${index} a`, now);
    assert.ok((performance.now() - start) / 20 < 100, 'even where every name shares two words');
  });
});
