import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import samples from '#workflows/demo-city/feedback-samples.json' with { type: 'json' };
import { checkPublication, findPersonalData, redact, suggestTitle } from './publication.ts';
import { slugOf } from './text/slug.ts';

describe('publication', () => {
  it('suggests to cover phone numbers, identity numbers, e-mail addresses and plates', () => {
    const text = 'Gọi anh Tấn 0912 345 678 hoặc tan@example.vn, CCCD 079123456789, xe 59-X1 123.45 đậu từ 20 giờ.';
    assert.deepEqual(
      findPersonalData(text).map((one) => [one.kind, one.text]),
      [
        ['phone', '0912 345 678'],
        ['email', 'tan@example.vn'],
        ['idNumber', '079123456789'],
        ['plate', '59-X1 123.45'],
      ],
    );
    assert.equal(redact(text), 'Gọi anh Tấn […] hoặc […], CCCD […], xe […] đậu từ 20 giờ.');
    assert.deepEqual(findPersonalData(redact(text)), []);
  });

  it('leaves house numbers, dates, amounts and register numbers alone', () => {
    for (const text of [
      'Hẻm 12/34 đường số 7',
      'ngày 13/10/2026 lúc 07:30',
      '1.250.000 ₫',
      'PA-261013-0001',
      'Gọi 1022',
    ]) {
      assert.deepEqual(findPersonalData(text), [], text);
    }
  });

  it('refuses an empty text, one that is too long, and one with personal data left in it', () => {
    const faults = checkPublication({ title: ' ', text: 'x'.repeat(4001), answer: 'Liên hệ 0912345678' });
    assert.deepEqual(faults, [
      { path: 'title', rule: 'required', params: {} },
      { path: 'text', rule: 'maxLength', params: { max: 4000 } },
      { path: 'answer', rule: 'phone', params: { found: '0912345678' } },
    ]);
    assert.deepEqual(checkPublication({ title: 'Hố ga', text: 'Nắp vỡ', answer: 'Đã thay' }), []);
  });

  it('takes its time in proportion to the text, whatever the text', () => {
    const started = performance.now();
    for (const bad of ['0 '.repeat(20_000), 'a.'.repeat(20_000), '1'.repeat(40_000), `${'a@'.repeat(20_000)}`])
      findPersonalData(bad);
    assert.ok(performance.now() - started < 1000);
  });

  it('proposes the first sentence as a title', () => {
    const titles = samples.items.map((sample) => suggestTitle(sample.text));
    assert.ok(titles.every((title) => title.length > 0 && title.length <= 80));
    assert.equal(suggestTitle('Nắp hố ga bị vỡ. Nguy hiểm.'), 'Nắp hố ga bị vỡ');
  });

  it('makes an address of plain letters', () => {
    assert.equal(slugOf('Nắp hố ga – chợ Lam Đông', 'PA-261013-0001'), 'nap-ho-ga-cho-lam-dong-pa-261013-0001');
    assert.equal(slugOf('🙂', 'PA-261013-0001'), 'pa-261013-0001');
    assert.equal(slugOf(`${'a'.repeat(30)} ${'b'.repeat(60)}`, 'X'), `${'a'.repeat(30)}-x`);
  });
});
