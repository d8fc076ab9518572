import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { translator } from '#portal/kit/text.ts';
import { designerTexts } from '#portal/kit/texts/designer.ts';
import type { DifferenceSpeech } from './difference.ts';
import { processDifferences } from './process.ts';

const file = new URL('../../../workflows/citizen-feedback/citizen-feedback.bpmn', import.meta.url);
const xml = readFileSync(file, 'utf8');
const speech: DifferenceSpeech = {
  t: translator(designerTexts, 'vi'),
  language: 'vi',
  choices: {
    roles: [{ code: 'officer', name: { vi: 'Chuyên viên xử lý', en: 'Officer' } }],
    stages: [],
    messages: [],
    calendars: [{ code: 'hanh-chinh', name: { vi: 'Giờ hành chính', en: 'Office hours' } }],
  },
  resources: [{ path: 'forms/verify.form.json', kind: 'form', title: 'Xác minh' }],
};

async function told(from: string | RegExp, to: string): Promise<readonly string[]> {
  const after = xml.replace(from, to);
  assert.notEqual(after, xml);
  const differences = await processDifferences(xml, after, speech);
  assert.ok(differences);
  return differences.map(
    ({ what, name, details }) => `${what} ${name}${details.map((d) => ` | ${d.label}: ${d.from} → ${d.to}`).join('')}`,
  );
}

test('the same diagram has no differences, however it is written', async () => {
  assert.deepEqual(await processDifferences(xml, xml.replaceAll('\n', '\n '), speech), []);
});

test('what is set in the panel is told in its words, as it was and as it is', async () => {
  assert.deepEqual(await told('name="Xác minh, phân loại"', 'name="Xác minh"'), [
    'changed Xác minh | Tên: Xác minh, phân loại → Xác minh',
  ]);
  assert.deepEqual(await told('duration="P3D" calendar="hanh-chinh" dayCount="exclude_first_day"', 'duration="P5D"'), [
    'changed Bổ sung thông tin | Thời hạn: 3 ngày kể từ lúc mở việc, lịch Giờ hành chính; Không tính ngày đầu tiên → 5 ngày kể từ lúc mở việc',
  ]);
  assert.deepEqual(
    await told('wardflow:unit="=unit" wardflow:role="unit_head"', 'wardflow:unit="=unit" wardflow:role="officer"'),
    ['changed Duyệt kết quả | Ai làm: unit_head, đơn vị phụ trách → Chuyên viên xử lý, đơn vị phụ trách'],
  );
  assert.deepEqual(await told('part.kind = "opinion"</', 'part.kind = "advice"</'), [
    'changed Có (Lấy ý kiến? → Cho ý kiến phối hợp) | Đi nhánh này khi: part.kind = "opinion" → part.kind = "advice"',
  ]);
  assert.deepEqual(await told('wardflow:apartFrom="handle review"', 'wardflow:apartFrom="handle"'), [
    'changed Duyệt công khai | Không do người đã làm các bước: Xử lý, Soạn bản công khai → Xử lý',
  ]);
});

test('what there are no words for is told as such, and a step that is only drawn elsewhere is not a change', async () => {
  assert.deepEqual(await told('name="Xác minh, phân loại"', 'name="Xác minh, phân loại" wardflow:asyncBefore="true"'), [
    'changed Xác minh, phân loại | Thiết lập khác:  → đã đổi',
  ]);
  const bounds = /(bpmnElement="verify"[^>]*>\s*<dc:Bounds x=")(\d+)/;
  assert.deepEqual(await told(bounds, '$11'), ['moved Xác minh, phân loại']);
});

test('a step that is put in, and its ways; the other way round they are taken away', async () => {
  const step =
    '<bpmn:manualTask id="look" name="Xem tại chỗ" /><bpmn:sequenceFlow id="f_look" sourceRef="look" targetRef="verify" />';
  const after = xml.replace('<bpmn:userTask id="verify"', `${step}<bpmn:userTask id="verify"`);
  const brief = async (a: string, b: string) =>
    (await processDifferences(a, b, speech))?.map(({ what, sort, name }) => [what, sort, name]);
  assert.deepEqual(await brief(xml, after), [
    ['added', 'Việc làm bên ngoài hệ thống', 'Xem tại chỗ'],
    ['added', 'Luồng', 'Xem tại chỗ → Xác minh, phân loại'],
  ]);
  assert.deepEqual(
    (await brief(after, xml))?.map(([what]) => what),
    ['removed', 'removed'],
  );
  assert.equal(await processDifferences(xml, 'no diagram', speech), null);
});
