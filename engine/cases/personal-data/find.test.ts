import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findPersonalData, judgedKinds, type PersonalFinding, redact } from './find.ts';

const labelled = readFileSync(new URL('../../../test/data/personal-data/labelled.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(readLabels);

describe('personal data in texts', () => {
  it('of what the labelled texts hold hardly anything is missed, and hardly anything else is marked', () => {
    const certain = score((kind) => !judgedKinds.has(kind as PersonalFinding['kind']));
    assert.deepEqual(certain, { missed: [], wrong: [] }, 'numbers and addresses of the net stand against publishing');
    const judged = score((kind) => judgedKinds.has(kind as PersonalFinding['kind']));
    const total = labelled.flatMap(({ labels }) => labels).filter(({ kind }) => kind === 'name' || kind === 'address');
    assert.ok(judged.missed.length / total.length <= 0.05, `missed: ${judged.missed.join(' | ')}`);
    assert.ok(judged.wrong.length / total.length <= 0.05, `wrong: ${judged.wrong.join(' | ')}`);
  });

  it('finds what is written so that a search would miss it, and says where it stands in the text itself', () => {
    for (const hidden of ['09​12​345​678', '０９１２３４５６７８', '0912 · 345'.replace(' · 345', '-345-678')]) {
      const text = `Gọi ${hidden} nhé`;
      const [found] = findPersonalData(text);
      assert.deepEqual([found?.kind, found?.text], ['phone', hidden]);
      assert.equal(redact(text), 'Gọi […] nhé');
    }
    const apart = 'bà Lan'.normalize('NFD');
    assert.equal(redact(`${apart} báo`), `${'bà'.normalize('NFD')} […] báo`);
  });

  it('knows the reporter wherever the name stands, however it is written', () => {
    const known = { names: ['Siu H’Nhan'] };
    assert.equal(redact('theo siu h’nhan kể', findPersonalData('theo siu h’nhan kể', known)), 'theo […] kể');
    assert.deepEqual(findPersonalData('theo siu h’nhan kể'), []);
    assert.deepEqual(
      findPersonalData('Nguyen Van An gửi', { names: ['Nguyễn Văn An'] }).map(({ text }) => text),
      ['Nguyen Van An'],
    );
  });

  it('a street of the city is no person', () => {
    const text = 'Ngập ở Nguyễn Huệ, giáp Trần Hưng Đạo';
    assert.equal(findPersonalData(text).length, 2);
    assert.deepEqual(findPersonalData(text, { streets: new Set(['nguyen hue', 'tran hung dao']) }), []);
  });

  it('nothing that was covered is found again', () => {
    for (const { text } of labelled) assert.deepEqual(findPersonalData(redact(text)), [], text);
  });

  it('takes its time in proportion to the text, whatever the text', () => {
    const started = performance.now();
    const bad = ['0 ', 'a.', '1', 'a@', 'ông ', 'Nguyễn ', 'số 1 ', '1/', 'không một ', 'ngõ 1 ', 'STK 1 ', '​', 'Á '];
    for (const piece of bad) findPersonalData(piece.repeat(4_000 / piece.length));
    assert.ok(performance.now() - started < 2_000);
  });
});

interface Labelled {
  readonly text: string;
  readonly labels: readonly { readonly kind: string; readonly start: number; readonly end: number }[];
}

function readLabels(line: string): Labelled {
  let text = '';
  const labels: { kind: string; start: number; end: number }[] = [];
  let position = 0;
  for (const { 0: whole, 1: kind = '', 2: inner = '', index } of line.matchAll(/\{(\w+):([^}]*)\}/g)) {
    text += line.slice(position, index);
    labels.push({ kind, start: text.length, end: text.length + inner.length });
    text += inner;
    position = index + whole.length;
  }
  return { text: text + line.slice(position), labels };
}

/** What of the labelled is not wholly covered, and what is marked where nothing is labelled. */
function score(counts: (kind: string) => boolean) {
  const missed: string[] = [];
  const wrong: string[] = [];
  for (const { text, labels } of labelled) {
    const found = findPersonalData(text);
    for (const { start, end } of labels.filter(({ kind }) => counts(kind))) {
      const whole = found.some((one) => one.start <= start && one.end >= end);
      if (!whole) missed.push(text.slice(start, end));
    }
    for (const one of found.filter(({ kind }) => counts(kind))) {
      if (!labels.some(({ start, end }) => start < one.end && end > one.start)) wrong.push(`${one.kind} ${one.text}`);
    }
  }
  return { missed, wrong };
}
