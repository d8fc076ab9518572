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

test('what is typed as a formula is FEEL or JSON Logic, whatever it looks like', () => {
  const saved = (calculateValue: unknown) =>
    tidyForm({ components: [{ type: 'number', key: 'a', label: 'A', calculateValue }] }, { components: [] })
      .components[0]?.['calculateValue'];
  assert.equal(saved('value = 1'), '= value = 1');
  assert.equal(saved(' = qty * 2 '), '= qty * 2');
  assert.deepEqual(saved('{"*": [{"var": "data.qty"}, 2]}'), { '*': [{ var: 'data.qty' }, 2] });
  assert.equal(saved('{ nothing'), '= { nothing');
  assert.equal(saved(''), undefined);
});

test('tabs keep their labels and what stands in them', () => {
  const inside = { type: 'textfield', key: 'name', label: 'Tên' } as const;
  const tabs = { type: 'tabs', key: 'more', label: '', components: [{ key: '', label: 'Một', components: [inside] }] };
  assert.deepEqual(tidyForm({ components: [tabs as never] }, { components: [] }).components, [
    { type: 'tabs', key: 'more', components: [{ key: 'tab1', label: 'Một', components: [inside] }] },
  ]);
});
