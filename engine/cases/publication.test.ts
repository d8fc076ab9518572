import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import samples from '#workflows/demo-city/feedback-samples.json' with { type: 'json' };
import { findPersonalData } from './personal-data/find.ts';
import { checkPublication, suggestPublicTitle, suggestTitle } from './publication.ts';
import { slugOf } from './text/slug.ts';

describe('publication', () => {
  it('leaves streets, dates, amounts and register numbers alone', () => {
    for (const text of [
      'Hẻm 12 đường số 7',
      'ngày 13/10/2026 lúc 07:30',
      '1.250.000 ₫',
      'PA-261013-0001',
      'Gọi 1022',
    ]) {
      assert.deepEqual(findPersonalData(text), [], text);
    }
  });

  it('a name or a home stays only where somebody has decided so; a number never does', () => {
    const draft = { title: 'Hố ga', text: 'Ông Lê  Văn Tám báo.', answer: 'Đã gọi 0912345678.' };
    const rules = (kept?: readonly string[]) => checkPublication(draft, kept && { kept }).map(({ rule }) => rule);
    assert.deepEqual(rules([]), ['name', 'phone']);
    assert.deepEqual(rules(['Lê Văn Tám', '0912345678']), ['phone']);
    assert.deepEqual(rules(), ['phone'], 'forms of before have no place for such decisions');
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

  it('proposes the first sentence as a title', () => {
    const titles = samples.items.map((sample) => suggestTitle(sample.text));
    assert.ok(titles.every((title) => title.length > 0 && title.length <= 80));
    assert.equal(suggestTitle('Nắp hố ga bị vỡ. Nguy hiểm.'), 'Nắp hố ga bị vỡ');
  });

  it('proposes no title for the public that ends within something personal', () => {
    const long = 'Nắp hố ga trước cổng chợ bị vỡ từ tuần trước, xin gọi cho tôi theo số 0912 345 678 để chỉ chỗ';
    assert.match(suggestTitle(long), /0912 345…$/);
    assert.equal(suggestPublicTitle(long), `${long.slice(0, long.indexOf(' 0912'))}…`);
    assert.equal(suggestPublicTitle('Xe 59-X1 123.45 đỗ trên vỉa hè'), 'Xe…');
    assert.equal(suggestPublicTitle('Nắp hố ga bị vỡ. Nguy hiểm.'), 'Nắp hố ga bị vỡ');
  });

  it('makes an address of plain letters', () => {
    assert.equal(slugOf('Nắp hố ga – chợ Lam Đông', 'PA-261013-0001'), 'nap-ho-ga-cho-lam-dong-pa-261013-0001');
    assert.equal(slugOf('🙂', 'PA-261013-0001'), 'pa-261013-0001');
    assert.equal(slugOf(`${'a'.repeat(30)} ${'b'.repeat(60)}`, 'X'), `${'a'.repeat(30)}-x`);
  });
});
