import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormDefinition } from './definition.ts';
import { textsOf, translate, untranslatedIn } from './texts.ts';

const form: FormDefinition = {
  title: 'Xử lý',
  components: [
    { type: 'radio', key: 'outcome', label: 'Việc tiếp theo', values: [{ label: 'Xong', value: 'done' }] },
    { type: 'fieldset', key: 'more', legend: 'Thêm', components: [{ type: 'textfield', key: 'note', label: 'Xong' }] },
  ],
  i18n: { en: { 'Xử lý': 'Handle' } },
};

test('each text is translated once, wherever it stands', () => {
  assert.deepEqual(textsOf(form), ['Xử lý', 'Việc tiếp theo', 'Xong', 'Thêm']);
});

test('what has no English is named until it has', () => {
  assert.deepEqual(untranslatedIn(form), ['Việc tiếp theo', 'Xong', 'Thêm']);
  assert.deepEqual(untranslatedIn(translate(form, 'Xong', 'Done')), ['Việc tiếp theo', 'Thêm']);
  assert.deepEqual(translate(form, 'Xử lý', ' ').i18n, { en: {} });
});
