import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import vectors from '#test/data/vn/normalisation-test-vectors.json' with { type: 'json' };
import { fold, holdsWords, withoutDiacritics } from './fold.ts';
import { personName } from './names.ts';
import { isMobile, maskPhone, normalisePhone } from './phone.ts';

describe('folding', () => {
  for (const { in: text, out } of vectors.fold) {
    it(`"${text}" is searched as "${out}"`, () => {
      assert.equal(fold(text), out);
      assert.equal(fold(text.normalize('NFD')), out);
      assert.equal(fold(out), out);
    });
  }

  it('finds words in any order, with or without their marks, and nothing that lacks one of them', () => {
    assert.ok(holdsWords('Phòng Quản lý đô thị', 'do thi phong'));
    assert.ok(holdsWords('Phòng Quản lý đô thị', '  QUẢN   lý '));
    assert.ok(holdsWords('Phòng Quản lý đô thị', ''));
    assert.ok(!holdsWords('Phòng Quản lý đô thị', 'đô thị xanh'));
  });

  it('keeps capitals where only the diacritics go', () => {
    assert.equal(withoutDiacritics('Đã tiếp nhận – ĐẶC KHU'), 'Da tiep nhan - DAC KHU');
  });
});

describe('phone numbers', () => {
  for (const { in: typed, out, note } of vectors.phone_e164) {
    it(`${typed} (${note})`, () => assert.equal(normalisePhone(typed) ?? null, out));
  }

  it('an SMS goes to mobile numbers only, and a mask shows three digits', () => {
    assert.ok(isMobile('+84912345678'));
    assert.ok(!isMobile('+842523812345'));
    assert.ok(!isMobile('1022'));
    assert.equal(maskPhone('+84912345678'), '•••••••••678');
  });

  it('refuses what is no Vietnamese number', () => {
    for (const typed of ['+33612345678', '912345678', '0112345678', '09123456789', '0912345678;drop', '']) {
      assert.equal(normalisePhone(typed), undefined, typed);
    }
  });
});

describe('names', () => {
  for (const vector of vectors.names) {
    it(vector.in, () => {
      const { family, middle, given, sortKey } = personName(vector.in);
      assert.deepEqual([family, middle, given, sortKey], [vector.ho, vector.dem, vector.ten, vector.sort_key]);
    });
  }
});
