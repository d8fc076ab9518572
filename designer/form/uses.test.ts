import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { FormDefinition } from '#forms/definition.ts';
import { usesOf } from './uses.ts';

const pack = new URL('../../workflows/citizen-feedback/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, pack), 'utf8');

test('the questions of a shipped form name the steps, decisions and questions that need them', () => {
  const files = globSync('{*.bpmn,*.dmn,messages.json,pack.json}', { cwd: pack }).map((path) => ({
    path,
    content: read(path),
  }));
  const uses = usesOf(JSON.parse(read('forms/report.form.json')) as FormDefinition, files);
  assert.ok(uses.get('category')?.some(({ kind, place }) => kind === 'product' && place === 'category'));
  const verify = usesOf(JSON.parse(read('forms/verify.form.json')) as FormDefinition, files);
  assert.ok(
    verify.get('outcome')?.some(({ kind }) => kind === 'condition'),
    JSON.stringify(verify.get('outcome')),
  );
});

test('a name in a text, behind a dot or in a longer name is not the field', () => {
  const form: FormDefinition = { components: [{ type: 'textfield', key: 'way', label: 'W' }] };
  const process = (condition: string) => ({
    path: 'a.bpmn',
    content: `<d xmlns="urn:x"><sequenceFlow id="f" name="Đi tiếp"><conditionExpression>${condition}</conditionExpression></sequenceFlow></d>`,
  });
  const uses = (condition: string) => usesOf(form, [process(condition)]).get('way');
  assert.deepEqual(uses('=way = "a"'), [{ kind: 'condition', place: 'Đi tiếp' }]);
  for (const other of ['=ways = 1', '=case.way = 1', '=x = "way"', '=no_way']) assert.deepEqual(uses(other), [], other);
});

test('messages by their placeholders, other questions by their conditions, and what nothing uses', () => {
  const form: FormDefinition = {
    components: [
      { type: 'radio', key: 'way', label: 'W' },
      { type: 'textfield', key: 'more', label: 'Thêm', conditional: { show: true, when: 'way', eq: 'a' } },
    ],
  };
  const messages = {
    messages: [{ code: 'A', name: { vi: 'Đã nhận', en: 'x' }, sms: { vi: 'Chào {way}', en: 'Hi {way}' } }],
  };
  const uses = usesOf(form, [
    { path: 'messages.json', content: JSON.stringify(messages) },
    { path: 'x.bpmn', content: '<broken' },
  ]);
  assert.deepEqual(uses.get('way'), [
    { kind: 'message', place: 'Đã nhận' },
    { kind: 'question', place: 'Thêm' },
  ]);
  assert.deepEqual(uses.get('more'), []);
});
