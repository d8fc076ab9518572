import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FormDefinition } from './definition.ts';
import { fillTexts, namesVariables } from './fill-texts.ts';

const vi = 'Còn {reopening.left} lần, trong {reopening.days} ngày.';
const form: FormDefinition = {
  components: [
    {
      type: 'fieldset',
      key: 'group',
      components: [{ type: 'radio', key: 'solved', label: '{reopening.left}', description: vi }],
    },
    { type: 'textarea', key: 'comment', description: 'Viết trong {ngoặc} cũng được, {} nữa.' },
  ],
  i18n: { en: { [vi]: '{reopening.left} left, within {reopening.days} days.' } },
};
const described = (filled: FormDefinition) => filled.components[0]?.components?.[0]?.description;

describe('descriptions of a form', () => {
  it('say what the variables of the case say, in every language', () => {
    const filled = fillTexts(form, { reopening: { left: 1, days: 7 } });
    assert.equal(described(filled), 'Còn 1 lần, trong 7 ngày.');
    assert.equal(filled.i18n?.['en']?.['Còn 1 lần, trong 7 ngày.'], '1 left, within 7 days.');
    assert.equal(filled.components[0]?.components?.[0]?.label, '{reopening.left}');
    assert.equal(filled.components[1]?.description, 'Viết trong {ngoặc} cũng được, {} nữa.');
  });

  it('are left out where something of them is not known, or lies in the vault', () => {
    assert.equal(described(fillTexts(form, {})), undefined);
    assert.equal(described(fillTexts(form, { reopening: { left: { $vault: 'x' }, days: 7 } })), undefined);
    assert.equal(described(fillTexts(form, { reopening: null })), undefined);
  });

  it('of a form that speaks of no variable stay as they are', () => {
    const plain: FormDefinition = { components: [{ type: 'textfield', key: 'a', description: 'Một câu.' }] };
    assert.equal(namesVariables(plain), false);
    assert.equal(fillTexts(plain, {}), plain);
  });
});
