import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { render } from 'preact-render-to-string';
import { checkForm } from './check.ts';
import { isPersonal } from './components.ts';
import type { FormComponent } from './definition.ts';
import type { PlainForm } from './plain/context.ts';
import { errorSummary } from './plain/errors.ts';
import { plainFields } from './plain/form.ts';
import { rowStep } from './plain/grid.ts';
import { validateSubmission } from './validate.ts';

const context = { options: () => undefined, phone: (typed: string) => typed, serves: () => true };
const text = (key: string, more: object = {}): FormComponent => ({ type: 'textfield', key, label: key, ...more });
const items: FormComponent = {
  type: 'datagrid',
  key: 'items',
  label: 'Tài sản hư hỏng',
  validate: { required: true, minLength: 1, maxLength: 3 },
  components: [
    text('name', { validate: { required: true } }),
    { type: 'number', key: 'qty', label: 'Số lượng', validate: { min: 1 } },
    { type: 'checkbox', key: 'old', label: 'Cũ' },
    text('since', { conditional: { show: true, when: 'items.old', eq: 'true' }, validate: { required: true } }),
  ],
};
const form = { components: [text('title'), items] };
const judged = (posted: object, components: readonly FormComponent[] = form.components) =>
  validateSubmission({ components }, posted as Readonly<Record<string, unknown>>, [], context);
const faultsOf = (posted: object) => judged(posted).faults.map(({ path, rule }) => `${path} ${rule}`);

describe('rows of a grid', () => {
  it('mean the same as a list of a program and as the fields of a page', () => {
    const rows = [
      { name: 'Cột đèn', qty: 2, old: false },
      { name: 'Ghế', old: true, since: '2019' },
    ];
    assert.deepEqual(judged({ items: rows }).values['items'], rows);
    const page = {
      items: '',
      'items[0].*': '1',
      'items[0].name': ' Cột đèn',
      'items[0].qty': '2',
      'items[4].name': 'Ghế',
      'items[4].old': 'true',
      'items[4].since': '2019',
    };
    assert.deepEqual(judged(page).values['items'], rows);
  });

  it('name the field of the row that is wrong', () => {
    assert.deepEqual(faultsOf({ items: [{ name: 'A' }, { qty: '0' }, { name: 'B', old: 'true' }] }), [
      'items[1].name required',
      'items[1].qty min',
      'items[2].since required',
    ]);
  });

  it('that nobody has filled in are none, and none are too few where one is needed', () => {
    assert.deepEqual(faultsOf({ items: [{ name: '' }, { old: false }] }), ['items required']);
    assert.deepEqual(faultsOf({ items: [{}, { name: 'A', qty: 0 }] }), ['items[1].qty min']);
    assert.deepEqual(faultsOf({ items: Array(4).fill({ name: 'A' }) }), ['items maxRows']);
    assert.deepEqual(faultsOf({ items: 'A' }), ['items invalid']);
    assert.deepEqual(faultsOf({ items: [1] }), ['items invalid']);
  });

  it('hold nothing that their fields do not ask for', () => {
    const { values } = judged({
      items: [{ name: 'A', since: 'hidden', admin: true, __proto__: { x: 1 } }],
      'items[0].x': 1,
    });
    assert.deepEqual(values['items'], [{ name: 'A', old: false }]);
  });

  it('look at the form around them, and never the other way round', () => {
    const outside = text('detail', { conditional: { show: true, when: 'title', eq: 'x' } });
    const grid = { ...items, validate: {}, components: [text('name'), outside] };
    const rows = { items: [{ name: 'A', detail: 'B' }] };
    assert.deepEqual(judged({ title: 'x', ...rows }, [text('title'), grid]).values['items'], [
      { name: 'A', detail: 'B' },
    ]);
    assert.deepEqual(judged({ title: 'y', ...rows }, [text('title'), grid]).values['items'], [{ name: 'A' }]);
    const looksIn = text('after', { conditional: { show: true, when: 'items.name', eq: 'A' } });
    assert.deepEqual(
      checkForm({ components: [items, looksIn] }, 'f').map(({ code, element }) => `${code} ${element}`),
      ['FORM_CONDITION after'],
    );
  });

  it('go to the vault whole where one of their fields is personal', () => {
    const grid = { ...items, components: [text('name'), text('owner', { properties: { personal: 'true' } })] };
    assert.equal(isPersonal(grid), true);
    const { values, personal } = judged({ items: [{ name: 'A', owner: 'B' }] }, [grid]);
    assert.deepEqual([values, personal], [{}, { items: [{ name: 'A', owner: 'B' }] }]);
  });

  it('take no files, places and tables, and no more than can be posted', () => {
    const problems = (grid: object) =>
      checkForm({ components: [{ ...items, ...grid }] }, 'f').map(({ code, element }) => `${code} ${element}`);
    assert.deepEqual(problems({}), []);
    assert.deepEqual(problems({ components: [] }), ['FORM_ROWS_EMPTY items']);
    assert.deepEqual(
      problems({
        components: [
          { ...items, key: 'inner' },
          { type: 'file', key: 'photo', label: 'p' },
        ],
      }).slice(0, 1),
      ['FORM_NOT_IN_ROWS items.inner'],
    );
    assert.deepEqual(problems({ validate: { maxLength: 51 } }), ['FORM_ROWS items']);
    assert.deepEqual(problems({ validate: { minLength: 4, maxLength: 3 } }), ['FORM_ROWS items']);
  });
});

describe('rows of a grid as plain HTML', () => {
  const plain = (more: Partial<PlainForm>): PlainForm => ({
    form,
    language: 'vi',
    text: (key, params) => (params === undefined ? key : `${key} ${Object.values(params).join(' ')}`),
    values: {},
    faults: [],
    action: '/report',
    fileMegabytesMax: 1,
    ...more,
  });
  const drawn = (more: Partial<PlainForm> = {}) => render(plainFields(plain(more)) as never);

  it('begin with one, and come and go by buttons that keep what was typed', () => {
    assert.match(drawn(), /name="items\[0\].name"/);
    const typed = { title: 't', items: '', 'items[0].*': '1', 'items[0].name': 'A' };
    const more = rowStep(form, typed, 'row-add:items') ?? {};
    assert.match(drawn({ values: more }), /name="items\[0\].name"[^>]* value="A".*name="items\[1\].name"/s);
    const less = rowStep(form, { ...typed, 'items[1].name': 'B' }, 'row-remove:items:0') ?? {};
    assert.match(drawn({ values: less }), /name="items\[0\].name"[^>]* value="B"/);
    assert.equal(less['title'], 't');
    assert.equal(rowStep(form, typed, 'places'), undefined);
    assert.equal(rowStep(form, typed, 'row-add:nothing'), undefined);
  });

  it('stop at the most and keep the least', () => {
    const full = { items: [{}, {}, {}] };
    assert.doesNotMatch(drawn({ values: full }), /row-add/);
    assert.doesNotMatch(drawn({ values: { items: '' } }), /row-remove/);
  });

  it('have an address of their own for each fault', () => {
    const faults = judged({ items: [{ name: 'A' }, { qty: '0' }] }).faults;
    const summary = render(errorSummary(plain({ faults })) as never);
    assert.match(summary, /href="#f-items-1-name">row 2, name: fault.required</);
    assert.match(
      drawn({ faults, values: { items: [{ name: 'A' }, { qty: '0' }] } }),
      /id="f-items-1-qty"[^>]*aria-invalid="true"/,
    );
  });
});

describe('dates and addresses', () => {
  const at = (type: string, more: object = {}): FormComponent => ({ type, key: 'at', label: 'at', ...more });
  const read = (component: FormComponent, value: unknown) => {
    const { values, faults } = judged({ at: value }, [component]);
    return faults[0]?.rule ?? values['at'];
  };

  it('are kept as ISO 8601 has them, however they were written', () => {
    for (const typed of ['2026-10-03', '03/10/2026', '3/10/2026']) assert.equal(read(at('day'), typed), '2026-10-03');
    assert.equal(read(at('datetime', { enableTime: false }), '03/10/2026'), '2026-10-03');
    for (const typed of ['2026-10-03T08:30', '2026-10-03 08:30:59', '03/10/2026 08:30']) {
      assert.equal(read(at('datetime'), typed), '2026-10-03T08:30');
    }
  });

  it('are days and hours that there are, without a zone', () => {
    for (const typed of ['2026-02-29', '31/04/2026', '2026-10-03T08:30', 'x'])
      assert.equal(read(at('day'), typed), 'date');
    for (const typed of ['2026-10-03', '2026-10-03T24:00', '2026-10-03T08:30:00Z', '2026-02-30T08:30']) {
      assert.equal(read(at('datetime'), typed), 'dateTime');
    }
  });

  it('lie between their bounds, the last day wholly', () => {
    const bounded = { minDate: '2026-10-01', datePicker: { maxDate: '2026-10-31' } };
    assert.equal(read(at('datetime', bounded), '2026-10-31T23:59'), '2026-10-31T23:59');
    assert.equal(read(at('datetime', bounded), '2026-09-30T23:59'), 'minDate');
    assert.equal(read(at('day', bounded), '2026-11-01'), 'maxDate');
  });

  it('an address is a text of one line', () => {
    assert.equal(read(at('address'), ' 12 Trần Phú '), '12 Trần Phú');
    assert.equal(read(at('address'), { formatted: 'x' }), 'invalid');
  });
});
