import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import templates from '#test/data/vn/notification-templates.json' with { type: 'json' };
import { withoutDiacritics } from './fold.ts';
import { smsSize } from './sms.ts';

describe('the size of an SMS', () => {
  for (const { code, example, segments_with_diacritics, segments_no_diacritics } of templates.templates) {
    it(`${code}: ${segments_with_diacritics.segments} parts with diacritics, ${segments_no_diacritics.segments} without`, () => {
      assert.deepEqual(smsSize(example), segments_with_diacritics);
      assert.deepEqual(smsSize(withoutDiacritics(example)), segments_no_diacritics);
    });
  }

  it('splits where the standard says', () => {
    assert.equal(smsSize('a'.repeat(160)).segments, 1);
    assert.equal(smsSize('a'.repeat(161)).segments, 2);
    assert.equal(smsSize('a'.repeat(307)).segments, 3);
    assert.equal(smsSize('ạ'.repeat(70)).segments, 1);
    assert.equal(smsSize('ạ'.repeat(71)).segments, 2);
  });

  it('never tears a character apart', () => {
    // 152 units and an escaped character: it goes to the second part whole.
    assert.equal(smsSize(`${'a'.repeat(152)}€${'a'.repeat(151)}`).segments, 2);
    assert.equal(smsSize(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments, 3);
    assert.deepEqual(smsSize('🙂'), { encoding: 'UCS-2', units: 2, segments: 1 });
  });
});
