import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readBpmn } from '#engine/bpmn/moddle.ts';
import { elementsIn, type ModdleElement } from '#engine/bpmn/moddle-types.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { choicesOf, formsBefore } from './condition-choices.ts';

const pack = new URL('../../../workflows/citizen-feedback/', import.meta.url);
const { root } = await readBpmn(readFileSync(new URL('citizen-feedback.bpmn', pack), 'utf8'), 'citizen-feedback.bpmn');
assert.ok(root);
const nodes = elementsIn(root, 'rootElements').flatMap((process) => elementsIn(process, 'flowElements'));
const node = (id: string): ModdleElement => nodes.find((one) => one.id === id) ?? assert.fail(id);

test('a choice looks back to the form that was filled in just before it', () => {
  assert.deepEqual(formsBefore(node('verified')), ['verify']);
});

test('each answer of that form can be picked as a condition, among them those the process uses', () => {
  const form = JSON.parse(readFileSync(new URL('forms/verify.form.json', pack), 'utf8')) as FormDefinition;
  const conditions = choicesOf(form, { yes: 'yes', no: 'no' }).map(({ condition }) => condition);
  for (const used of ['needInfo', 'duplicate', 'reject']) assert.ok(conditions.includes(`outcome = "${used}"`), used);
});

test('a tick can be asked for and against, and a value with quotes stays one text', () => {
  const form: FormDefinition = {
    components: [
      { type: 'checkbox', key: 'urgent', label: 'Urgent' },
      { type: 'radio', key: 'solved', dataType: 'boolean', values: [{ label: 'Not yet', value: 'false' }] },
      { type: 'radio', key: 'kind', label: 'Kind', values: [{ label: 'Odd', value: 'a"b' }] },
    ],
  };
  assert.deepEqual(
    choicesOf(form, { yes: 'yes', no: 'no' }).map(({ condition }) => condition),
    ['urgent = true', 'urgent = false', 'solved = false', 'kind = "a\\"b"'],
  );
});
