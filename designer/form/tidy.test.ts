import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { FormDefinition } from '#forms/definition.ts';
import { tidyForm } from './tidy.ts';

const folder = new URL('../../workflows/citizen-feedback/forms/', import.meta.url);

test('a form of the pack that was opened and not changed means what it meant', () => {
  for (const name of readdirSync(folder)) {
    const form = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as FormDefinition;
    assert.deepEqual(tidyForm(form, form), form, name);
  }
});

test('what the builder adds by itself is left out, what was said by hand stays', () => {
  const before: FormDefinition = {
    title: 'A',
    components: [{ type: 'textfield', key: 'a', label: 'A', tone: 'soft' }],
  };
  const built: FormDefinition = {
    components: [
      {
        type: 'textfield',
        key: 'a',
        label: 'Renamed',
        input: true,
        tone: 'soft',
        tableView: true,
        validate: { required: true, custom: '', customPrivate: false },
        conditional: { show: null, when: null, eq: '' },
        calculateValue: '',
      },
    ],
  };
  assert.deepEqual(tidyForm(built, before), {
    title: 'A',
    components: [
      { type: 'textfield', key: 'a', label: 'Renamed', input: true, validate: { required: true }, tone: 'soft' },
    ],
  });
});

test('a condition and the fields inside columns are kept', () => {
  const conditional = { show: 'true', when: 'outcome', eq: 'done' };
  const inner = { type: 'textarea', key: 'why', label: 'Why', rows: 5, conditional } as const;
  const built: FormDefinition = {
    components: [{ type: 'columns', key: 'two', label: '', columns: [{ width: 6, size: 'md', components: [inner] }] }],
  };
  assert.deepEqual(tidyForm(built, { components: [] }).components, [
    {
      type: 'columns',
      key: 'two',
      columns: [{ width: 6, components: [{ ...inner, conditional: { ...conditional, show: true } }] }],
    },
  ]);
});
