import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { codedForms } from '#test/support/coded-forms.ts';
import { checkForm } from './check.ts';
import { type ImportedForm, importForms } from './import-form.ts';

const template = readFileSync(new URL('../test/data/forms/formsflow-formio-template.json', import.meta.url), 'utf8');

function imported(text: string): readonly ImportedForm[] {
  const found = importForms(text);
  if ('refused' in found) assert.fail(`${found.refused} ${found.reason}`);
  return found;
}

function one(raw: object): ImportedForm {
  const [first] = imported(JSON.stringify(raw));
  assert.ok(first);
  return first;
}

const field = { type: 'textfield', key: 'name', label: 'Họ tên', input: true };

describe('a form of Form.io comes in', () => {
  it('finds every form of a project of formsflow, and none of them keeps what cannot be published but missing choices', () => {
    const forms = imported(template);
    assert.deepEqual(forms.map(({ title }) => title).slice(0, 2), ['User Login', 'User Register']);
    const login = forms[0];
    assert.deepEqual(
      login?.form.components.map(({ key }) => key),
      ['email', 'submit'],
    );
    assert.deepEqual(
      login?.warnings.map(({ element, name }) => `${element} ${name}`),
      ['password password'],
    );
    for (const { problems, title } of forms)
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
        title,
      );
  });

  it('reads a bare form, one in a wrapper of its resource, and one in a bundle', () => {
    const form = { title: 'Đơn', components: [field] };
    for (const raw of [form, { form }, { forms: [{ formTitle: 'x', content: form }] }, { resources: { a: form } }])
      assert.deepEqual(one(raw).form.components, [field]);
    assert.equal(one(form).name, 'don');
  });

  it('says why nothing can be read', () => {
    assert.deepEqual(Object.keys(importForms('{')), ['refused', 'reason']);
    assert.deepEqual(importForms('[1]'), { refused: 'none', reason: '' });
    assert.deepEqual(importForms('{"a":1}'), { refused: 'none', reason: '' });
  });

  it('takes over what means the same, and changes what has another name here', () => {
    const { form, taken, warnings } = one({
      components: [
        { ...field, validate: { required: true, maxLength: 50, custom: '' }, prefix: 'x', tableView: true },
        { type: 'currency', key: 'fee', label: 'Lệ phí', currency: 'VND' },
        { type: 'htmlelement', key: 'note', tag: 'p', content: '<p>Đọc <b>kỹ</b></p><script>a()</script>' },
        {
          type: 'container',
          key: 'home',
          components: [{ type: 'textarea', key: 'my-key.x', label: 'Ghi chú', tooltip: 'Gợi ý' }],
        },
        { type: 'file', key: 'photo', label: 'Ảnh', storage: 's3', url: 'https://x.example', fileMaxSize: '5MB' },
      ],
    });
    assert.deepEqual(
      form.components.map(({ type }) => type),
      ['textfield', 'number', 'content', 'fieldset', 'file'],
    );
    assert.deepEqual(form.components[0], { ...field, validate: { required: true, maxLength: 50 } });
    assert.equal(form.components[2]?.['html'], 'Đọc kỹ');
    const inner = form.components[3]?.components?.[0];
    assert.deepEqual([inner?.key, inner?.description], ['myKeyX', 'Gợi ý']);
    assert.equal(form.components[4]?.['storage'], 'wardflow');
    assert.deepEqual(
      taken.map(({ element }) => element),
      ['name'],
    );
    assert.deepEqual(
      warnings.map(({ element, name }) => `${element}: ${name}`),
      [
        'fee: currency → number',
        'note: htmlelement → content',
        'home: container → fieldset',
        'home.my-key.x: my-key.x → myKeyX',
        'home.my-key.x: tooltip',
        'photo: s3',
      ],
    );
  });

  it('leaves out code of every kind, and says how else to say it, by field', () => {
    const { form, warnings, problems } = one({
      components: [
        {
          ...field,
          validate: { custom: 'valid = 1' },
          calculateValue: 'value = 1',
          customConditional: 'show = true',
          customDefaultValue: 'value = 2',
          logic: [{ actions: [], name: 'a' }],
          label: 'Họ tên {{ data.x }}',
        },
      ],
    });
    assert.deepEqual(form.components, [field]);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      warnings.map(({ name }) => name.split(':')[0]),
      ['validate.custom', 'calculateValue', 'customDefaultValue', 'customConditional', 'logic', 'label'],
    );
    assert.ok(warnings.every(({ element, message }) => element === 'name' && message.vi !== '' && message.en !== ''));
  });

  it('keeps simple conditions by the keys that there are here, and says which are gone', () => {
    const conditional = { show: 'true', when: 'my-way', eq: 'a' };
    const { form, warnings } = one({
      components: [
        { type: 'radio', key: 'my-way', label: 'Cách', values: [{ label: 'A', value: 'a' }] },
        { ...field, conditional },
        { ...field, conditional: { show: true, when: 'ghost', eq: '1' } },
      ],
    });
    assert.deepEqual(form.components[1]?.conditional, { show: true, when: 'myWay', eq: 'a' });
    assert.deepEqual([form.components[2]?.key, form.components[2]?.conditional], ['name2', undefined]);
    assert.ok(warnings.some(({ element, name }) => element === 'name2' && name === 'ghost'));
  });

  it('S03 brings none of the code of more than 100 definitions into a draft', () => {
    for (const { form, by, property } of codedForms) {
      const { form: made } = one(form);
      const left = checkForm(made, 'f').filter(({ code }) => code === 'FORM_CODE' || code === 'FORM_OUTSIDE_DATA');
      assert.deepEqual(left, [], `${by} ${property} ${JSON.stringify(made)}`);
    }
  });

  it('ends on a file that is nested without end', () => {
    let deep: object = field;
    for (let level = 0; level < 500; level++)
      deep = { type: 'panel', key: `p${level}`, title: 'x', components: [deep] };
    assert.ok(one({ components: [deep] }).warnings.some(({ message }) => message.en.startsWith('Nested too deep')));
  });
});
