import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { normaliseTrackingCode, pin, registerDay, registerNumber, trackingCode } from './identifiers.ts';

const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });

describe('tracking code', () => {
  it('is twelve characters in three groups', () => {
    assert.equal(trackingCode(Uint8Array.from([8, 19, 23, 2, 29, 28, 7, 20, 3, 17, 26, 13])), '8KQ2-XW7M-3HTD');
  });

  it('is found again however it is typed', () => {
    for (const typed of ['8kq2xw7m3htd', ' 8KQ2 XW7M 3HTD ', '8kq2–xw7m–3htd', '8-K-Q-2-X-W-7-M-3-H-T-D']) {
      assert.equal(normaliseTrackingCode(typed), '8KQ2-XW7M-3HTD', typed);
    }
    assert.equal(normaliseTrackingCode('O0Il-llll-0000'), '0011-1111-0000');
  });

  it('is nothing else', () => {
    for (const typed of ['', '8KQ2-XW7M-3HT', '8KQ2-XW7M-3HTDD', '8KQ2-XW7M-3HTU', 'PA-261013-001', '8KQ2-XW7M-3HT*']) {
      assert.equal(normaliseTrackingCode(typed), undefined, typed);
    }
  });

  it('normalises to itself', () => {
    fc.assert(fc.property(bytes, (random) => normaliseTrackingCode(trackingCode(random)) === trackingCode(random)));
  });

  it('asks for enough randomness', () => {
    assert.throws(() => trackingCode(new Uint8Array(11)), RangeError);
  });
});

describe('PIN', () => {
  it('has four digits and skips bytes that would favour small numbers', () => {
    assert.equal(pin(Uint8Array.from([0, 7])), '0007');
    assert.equal(pin(Uint8Array.from([255, 255, 0x30, 0x39])), '2345');
    assert.throws(() => pin(Uint8Array.from([255, 255])), RangeError);
  });
});

describe('register number', () => {
  it('carries the local day of receipt', () => {
    const justAfterMidnight = Date.parse('2026-10-13T00:05+07:00');
    const day = registerDay(justAfterMidnight, 'Asia/Ho_Chi_Minh');
    assert.equal(day, '2026-10-13');
    assert.equal(registerNumber('PA-{yy}{mm}{dd}-{n:4}', day, 1), 'PA-261013-0001');
    assert.equal(registerNumber('H99.{yyyy}/{n}', day, 12345), 'H99.2026/12345');
  });

  it('refuses a pattern that cannot be unique or has an unknown part', () => {
    assert.throws(() => registerNumber('PA-{yy}', '2026-10-13', 1), RangeError);
    assert.throws(() => registerNumber('PA-{unit}-{n:4}', '2026-10-13', 1), RangeError);
  });
});
