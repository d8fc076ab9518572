import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { render } from 'preact-render-to-string';
import { checkForm } from './check.ts';
import type { FormComponent, FormDefinition } from './definition.ts';
import type { PlainForm } from './plain/context.ts';
import { shownPage, turnPage } from './plain/wizard.ts';
import { validateSubmission } from './validate.ts';

const context = { options: () => undefined, phone: (typed: string) => typed, serves: () => true };
const text = (key: string, more: object = {}): FormComponent => ({ type: 'textfield', key, label: key, ...more });
const panel = (key: string, components: readonly FormComponent[], more: object = {}): FormComponent => ({
  type: 'panel',
  key,
  title: `Trang ${key}`,
  components,
  ...more,
});
const items: FormComponent = { type: 'datagrid', key: 'items', label: 'items', components: [text('thing')] };
const form: FormDefinition = {
  display: 'wizard',
  components: [
    panel('one', [text('name', { validate: { required: true } }), { type: 'file', key: 'photo', label: 'Ảnh' }]),
    panel('two', [items], { conditional: { show: true, when: 'name', eq: 'A' } }),
    panel('three', [text('end', { validate: { required: true } })]),
  ],
};
const judge = (values: Readonly<Record<string, unknown>>) => validateSubmission(form, values, [], context).faults;
const plain = (values: Readonly<Record<string, unknown>>, more: Partial<PlainForm> = {}): PlainForm => ({
  form,
  language: 'vi',
  text: (key, params) => (params === undefined ? key : `${key} ${Object.values(params).join('/')}`),
  values,
  faults: [],
  fileMegabytesMax: 1,
  ...more,
});
const drawn = (values: Readonly<Record<string, unknown>>, more: Partial<PlainForm> = {}) =>
  render((shownPage(plain(values, more))?.fields ?? null) as never);

describe('a form of pages', () => {
  it('is left for the next page when nothing is wrong on this one', () => {
    const stays = turnPage(form, { page: 'one', step: 'page-next', name: '' }, judge);
    assert.deepEqual([stays?.values['page'], stays?.faults.map(({ path }) => path)], ['one', ['name']]);
    assert.equal(turnPage(form, { page: 'one', step: 'page-next', name: 'A' }, judge)?.values['page'], 'two');
    assert.equal(turnPage(form, { page: 'one', step: 'page-next', name: 'B' }, judge)?.values['page'], 'three');
  });

  it('is sent from its last page, and left backwards whatever is wrong', () => {
    assert.equal(turnPage(form, { page: 'three', name: 'A' }, judge), undefined);
    assert.equal(turnPage(form, { page: 'three', step: 'page-back', name: 'A' }, judge)?.values['page'], 'two');
    assert.equal(turnPage(form, { page: 'three', step: 'page-back', name: 'B' }, judge)?.values['page'], 'one');
  });

  it('takes what was typed on other pages along', () => {
    const page = drawn({ page: 'three', name: 'A', items: '', 'items[0].*': '1', 'items[0].thing': '"x"' });
    assert.match(page, /type="hidden" name="name" value="A"/);
    assert.match(page, /type="hidden" name="items\[0\].thing" value="&quot;x&quot;"/);
    assert.doesNotMatch(page, /<input class="input"[^>]*name="name"/);
    const changed = drawn({ page: 'three', name: 'A', items: [{ thing: 'y' }, {}] });
    assert.match(changed, /name="items\[0\].thing" value="y".*name="items\[1\].\*"/s);
  });

  it('asks for files at the end, where they are not lost', () => {
    assert.doesNotMatch(drawn({}), /type="file"/);
    assert.match(drawn({ page: 'three', name: 'B' }), /pageOf 2\/2.*type="file"/s);
  });

  it('shows the page where something is wrong', () => {
    assert.match(
      drawn({ page: 'three', name: 'A' }, { faults: [{ path: 'items[0].thing', rule: 'required' }] }),
      /Trang two/,
    );
  });

  it('is one page for a form that has only one panel', () => {
    const single = { ...form, components: form.components.slice(0, 1) };
    assert.equal(shownPage(plain({}, { form: single })), undefined);
    assert.equal(
      turnPage(single, { step: 'page-next' }, () => []),
      undefined,
    );
  });
});

describe('tabs', () => {
  const tabs: FormComponent = {
    type: 'tabs',
    key: 'tabs',
    components: [
      { key: 'first', label: 'Một', components: [text('inside', { validate: { required: true } })] },
      { key: 'second', label: '{{ x }}', components: [] },
    ] as never,
  };
  it('carry their fields, and no code', () => {
    assert.deepEqual(validateSubmission({ components: [tabs] }, {}, [], context).faults, [
      { path: 'inside', rule: 'required' },
    ]);
    assert.deepEqual(
      checkForm({ components: [tabs] }, 'f').map(({ code, params }) => `${code} ${params?.['property']}`),
      ['FORM_CODE tabs.1.label'],
    );
  });
});

describe('a signature', () => {
  const sign: FormComponent = { type: 'signature', key: 'sign', label: 'sign', validate: { required: true } };
  const png = `data:image/png;base64,iVBORw0KGgo${'A'.repeat(40)}`;
  const read = (value: unknown) => {
    const { values, personal, faults } = validateSubmission({ components: [sign] }, { sign: value }, [], context);
    assert.deepEqual(values, {}, 'it is always personal');
    return faults[0]?.rule ?? personal['sign'];
  };
  it('is a typed name or a small drawing, and always personal', () => {
    assert.equal(read('Nguyễn Văn A'), 'Nguyễn Văn A');
    assert.equal(read(png), png);
    for (const wrong of [
      'A',
      'data:image/svg+xml;base64,AAAA',
      'data:text/html,<script>',
      `${png}"`,
      png + 'A'.repeat(40_000),
    ]) {
      assert.equal(read(wrong), 'signature');
    }
    assert.equal(read(''), 'required');
  });
});
