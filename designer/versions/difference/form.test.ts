import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '#portal/kit/text.ts';
import { designerTexts } from '#portal/kit/texts/designer.ts';
import type { DifferenceSpeech } from './difference.ts';
import { formDifferences } from './form.ts';

const speech: DifferenceSpeech = {
  ...{ t: translator(designerTexts, 'vi'), language: 'vi', resources: [] },
  choices: { roles: [], stages: [], messages: [], calendars: [] },
};
const name = { type: 'textfield', key: 'name', label: 'Họ tên', input: true };
const way = {
  type: 'radio',
  key: 'way',
  label: 'Cách nhận',
  input: true,
  values: [{ label: 'Tại chỗ', value: 'here' }],
};
const note = { type: 'textarea', key: 'note', label: 'Ghi chú', input: true };
const form = (...components: readonly object[]) => JSON.stringify({ title: 'Đơn', components });

function told(before: string, after: string): readonly string[] {
  return (formDifferences(before, after, speech) ?? []).map(
    ({ what, name: said, sort, details }) =>
      `${what} ${said} (${sort})${details.map(({ label, from, to }) => ` ${label}: ${from} → ${to}`).join(',')}`,
  );
}

test('a form that was written anew and means the same differs in nothing', () => {
  assert.deepEqual(told(form(name, way), JSON.stringify(JSON.parse(form(name, way)), null, 4)), []);
});

test('questions that came, went and changed are said in the words of the builder', () => {
  const changed = { ...name, label: 'Họ và tên', validate: { required: true, maxLength: 50 } };
  assert.deepEqual(told(form(name, way), form(changed, note)), [
    'changed Họ và tên (Chữ ngắn) Câu hỏi: Họ tên → Họ và tên, Bắt buộc: không → có, Nhiều nhất bao nhiêu ký tự:  → 50',
    'added Ghi chú (Chữ dài)',
    'removed Cách nhận (Chọn một)',
  ]);
});

test('choices, conditions, personal data, the part it stands in and its place are said', () => {
  const more = { ...way, values: [...way.values, { label: 'Bưu điện', value: 'post' }] };
  const shown = { ...note, conditional: { show: true, when: 'way', eq: 'post' }, properties: { personal: 'true' } };
  const part = { type: 'panel', key: 'part', title: 'Phần hai', components: [shown] };
  const lines = told(form(way, note, name), form(name, more, part));
  assert.ok(
    lines.some((line) => /Cách nhận.*Tại chỗ \(here\) → Tại chỗ \(here\); Bưu điện \(post\)/.test(line)),
    String(lines),
  );
  assert.ok(
    lines.some((line) => /Ghi chú.*→ Phần hai.*không → có.*Cách nhận = post/.test(line)),
    String(lines),
  );
  assert.equal(lines.filter((line) => line.includes('đổi thứ tự')).length, 1, String(lines));
});

test('a property that nobody has words for is told as it is written', () => {
  assert.match(String(told(form(name), form({ ...name, autocomplete: 'name' }))), /autocomplete: "name"/);
});

test('a form that cannot be read is told as a whole', () => {
  assert.equal(formDifferences('{', form(name), speech), null);
});
