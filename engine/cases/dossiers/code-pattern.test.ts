import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CodePattern,
  codePrefix,
  dossierCode,
  isAgencyCode,
  normaliseDossierCode,
  parseCodePattern,
} from './code-pattern.ts';

const receivedAt = Date.parse('2026-11-22T18:30:00Z');
const timeZone = 'Asia/Ho_Chi_Minh';
const pattern = (text: string): CodePattern => {
  const { pattern: found, fault } = parseCodePattern(text);
  assert.ok(found, JSON.stringify(fault));
  return found;
};
const coded = (text: string, agency: string, serial: number): string => {
  const parsed = pattern(text);
  return dossierCode(parsed, codePrefix(parsed, { agency, receivedAt, timeZone }), serial);
};

test('a code says the agency, the day by the city’s clock and the serial of that day', () => {
  assert.equal(coded('{agency}-{yyMMdd}-{serial:4}', 'H99.106.4', 3), 'H99.106.4-261123-0003');
  assert.equal(coded('{agency}-{yyMMdd}-{serial:4}', '000.16.04.H99', 12), '000.16.04.H99-261123-0012');
  assert.equal(coded('HS.{agency}/{yyyy}{MM}{dd}-{serial:6}', 'H99', 7), 'HS.H99/20261123-000007');
});

test('a day with more dossiers than the serial has digits goes on counting', () => {
  assert.equal(coded('{agency}-{yyMMdd}-{serial:4}', 'H99', 10_000), 'H99-261123-10000');
});

test('a pattern that cannot make a code is refused at its character, with what to do', () => {
  const faultOf = (text: string) => {
    const { fault } = parseCodePattern(text);
    assert.ok(fault, text);
    return fault;
  };
  assert.equal(faultOf('{agency}-{yyMMdd}').at, 18);
  assert.match(faultOf('{agency}-{yyMMdd}').en, /serial once/);
  assert.match(faultOf('{agency}-{yyMM}-{serial:4}').en, /unknown placeholder \{yyMM\}/);
  assert.equal(faultOf('{agency}-{yyMM}-{serial:4}').at, 10);
  assert.match(faultOf('{agency}-{yy}{MM}-{serial:4}').vi, /đủ năm, tháng, ngày/);
  assert.match(faultOf('{agency}-{yyMMdd}-{serial:2}').en, /3 to 8 digits/);
  assert.match(faultOf('{agency}-{yyMMdd}-{serial:4}{serial:4}').en, /once/);
  assert.match(faultOf('{serial:4}-{agency}-{yyMMdd}').en, /must stand last/);
  assert.match(faultOf('{agency}{agency}{yyMMdd}-{serial:4}').en, /more than once/);
  assert.match(faultOf('Mã{yyMMdd}-{serial:4}').en, /"ã" cannot stand/);
  assert.match(faultOf('{agency').en, /no "}"/);
  assert.match(faultOf('{yyMMdd}{serial:4}').vi, /trước số thứ tự/);
  assert.equal(faultOf('').at, 1);
});

test('agency codes are dot-separated groups of digits and capitals, at most 35 characters', () => {
  assert.deepEqual(
    ['H26.162', '000.00.16.H26', 'H99', 'h26', 'H26..1', 'H26.', 'Đ1', 'A'.repeat(35), 'A'.repeat(36), ''].map(
      isAgencyCode,
    ),
    [true, true, true, false, false, false, false, true, false, false],
  );
});

test('a code is found again however it was typed, and nothing else is taken for one', () => {
  assert.equal(normaliseDossierCode(' h99.106.4–261123‑0003 '), 'H99.106.4-261123-0003');
  assert.equal(normaliseDossierCode('H9-261123-0001'), 'H9-261123-0001');
  for (const typed of ['8KQ2-XW7M-3HTD', '1234-5678-9012', '8KQ2XW7M3HTD', 'H99-26112-3', '', 'PA-261123']) {
    assert.equal(normaliseDossierCode(typed), undefined, typed);
  }
});
