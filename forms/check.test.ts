import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import builder from '#test/data/forms/builder-components.json' with { type: 'json' };
import { checkForm, parseForm } from './check.ts';

function problemsOf(...components: readonly unknown[]): readonly string[] {
  return checkForm({ components }, 'forms/x.form.json').map(({ code, element, params }) =>
    [code, element, params?.['property']].filter((part) => part !== undefined).join(' '),
  );
}

const field = { type: 'textfield', key: 'name', label: 'Họ tên', input: true };

describe('checking a form', () => {
  it('accepts what the builder writes for a plain field', () => {
    assert.deepEqual(
      problemsOf({
        ...field,
        customDefaultValue: '',
        calculateValue: '',
        calculateServer: false,
        validate: { required: true, custom: '', customPrivate: false, json: '', pattern: '[A-Z]{2}\\d+' },
        conditional: { show: null, when: null, eq: '', json: '' },
        logic: [],
        attributes: {},
        widget: { type: 'input' },
        overlay: { style: '', left: '' },
      }),
      [],
    );
  });

  for (const component of builder.components) {
    it(`accepts a fresh ${component.type} of the builder, with choices where it has any`, () => {
      const choices = [{ label: 'A', value: 'a' }];
      const filled = { ...component, key: 'k', values: choices, data: { ...component.data, values: choices } };
      assert.deepEqual(problemsOf(filled), []);
    });
  }

  it('takes a text for a text where a translation stands under it, and still no code in it', () => {
    const translated = (en: object) =>
      checkForm({ components: [field], i18n: { en } }, 'forms/x.form.json').map(
        ({ code, params }) => `${code} ${params?.['property']}`,
      );
    assert.deepEqual(translated({ Online: 'Online', check: 'Check', customer: 'Customer' }), []);
    assert.deepEqual(translated({ Online: '{{ x }}' }), ['FORM_CODE i18n.en.Online']);
    assert.deepEqual(translated({ '<script>': 'a' }), ['FORM_CODE i18n.en.<script>']);
    assert.deepEqual(translated({ nested: { custom: 'a()' } }), ['FORM_CODE i18n.en.nested.custom']);
  });

  it('asks for choices where there are only empty ones', () => {
    const fresh = builder.components.find((component) => component.type === 'select');
    assert.deepEqual(problemsOf({ ...fresh, key: 'k' }), ['FORM_NO_CHOICES k']);
  });

  it('accepts a list of choices and refuses one that is fetched', () => {
    const select = { type: 'select', key: 'unit', label: 'Đơn vị', template: '<span>{{ item.label }}</span>' };
    assert.deepEqual(problemsOf({ ...select, dataSrc: 'values', data: { values: [{ label: 'A', value: 'a' }] } }), []);
    assert.deepEqual(problemsOf({ ...select, properties: { source: 'categories' } }), []);
    assert.deepEqual(problemsOf({ ...select, dataSrc: 'url', data: { url: 'https://evil.example', values: [] } }), [
      'FORM_NO_CHOICES unit',
      'FORM_OUTSIDE_DATA unit dataSrc',
      'FORM_OUTSIDE_DATA unit data.url',
    ]);
  });

  it('names the field and the property of every place that Form.io would evaluate', () => {
    const cases: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ validate: { custom: 'valid = true' } }, 'validate.custom'],
      [{ validate: { json: { '==': [1, 1] } } }, 'validate.json'],
      [{ calculateValue: 'value = 1' }, 'calculateValue'],
      [{ customDefaultValue: 'value = 1' }, 'customDefaultValue'],
      [{ customConditional: 'show = true' }, 'customConditional'],
      [{ logic: [{ trigger: { type: 'javascript', javascript: 'result = true' } }] }, 'logic'],
      [{ label: 'Hello {{ instance.root }}' }, 'label'],
      [{ tooltip: '{% if x %}' }, 'tooltip'],
      [{ attributes: { onclick: 'alert(1)' } }, 'attributes.onclick'],
      [{ description: '<img src=x onerror=alert(1)>' }, 'description'],
      [{ anything: { deep: { custom: 'x' } } }, 'anything.deep.custom'],
    ];
    for (const [change, property] of cases) {
      assert.deepEqual(problemsOf({ ...field, ...change }), [`FORM_CODE name ${property}`], property);
    }
    assert.deepEqual(problemsOf({ type: 'content', key: 'note', html: '<p>ok</p><script>1</script>' }), [
      'FORM_CODE note html',
    ]);
  });

  it('S03 refuses code in every property that Form.io evaluates, in every component', () => {
    const code = 'value = process.exit()';
    const places: readonly ((component: object) => object)[] = [
      (one) => ({ ...one, validate: { custom: code } }),
      (one) => ({ ...one, validate: { row: code } }),
      (one) => ({ ...one, validate: { json: { var: 'data.x' } } }),
      (one) => ({ ...one, data: { custom: code } }),
      (one) => ({ ...one, logic: [{ actions: [{ type: 'customAction', customAction: code }] }] }),
      (one) => ({ ...one, widget: { type: 'calendar', disableFunction: code } }),
      (one) => ({ ...one, defaultDate: 'moment()' }),
      (one) => ({ ...one, fields: { day: { minDate: code } } }),
      (one) => ({ ...one, errors: { required: '{{ field }} is missing' } }),
      (one) => ({ ...one, template: '<b>{{ item.evil }}</b>' }),
      (one) => ({ ...one, attrs: [{ attr: 'onclick', value: code }] }),
      ...['calculateValue', 'customDefaultValue', 'customConditional', 'onSetItems', 'onChange', 'customWhatever'].map(
        (property) => (one: object) => ({ ...one, [property]: code }),
      ),
    ];
    for (const component of builder.components) {
      for (const place of places) {
        const problems = problemsOf(place({ ...component, key: 'k' }));
        assert.ok(
          problems.some((problem) => problem.startsWith('FORM_CODE')),
          `${component.type} ${place}`,
        );
      }
    }
  });

  it('accepts dates that are written out', () => {
    assert.deepEqual(problemsOf({ type: 'day', key: 'd', label: 'd', minDate: '2026-01-01', maxDate: '' }), []);
  });

  it('finds fields inside columns and panels by their path', () => {
    const bad = { ...field, calculateValue: '1' };
    const columns = { type: 'columns', key: 'cols', label: 'c', columns: [{ width: 6, components: [bad] }] };
    assert.deepEqual(problemsOf({ type: 'panel', key: 'part', components: [columns] }), [
      'FORM_CODE part.cols.name calculateValue',
    ]);
  });

  it('refuses unknown components, bad and repeated keys, and conditions on nothing', () => {
    assert.deepEqual(problemsOf({ type: 'resource', key: 'r' }), ['FORM_COMPONENT_UNSUPPORTED r']);
    assert.deepEqual(problemsOf({ ...field, key: '__proto__' }), ['FORM_KEY_INVALID __proto__']);
    assert.deepEqual(problemsOf(field, field), ['FORM_KEY_TWICE name']);
    assert.deepEqual(problemsOf({ ...field, conditional: { show: true, when: 'ghost', eq: '1' } }), [
      'FORM_CONDITION name',
    ]);
    assert.deepEqual(problemsOf({ type: 'button', key: 'go', action: 'custom', custom: 'x' }), [
      'FORM_CODE go action',
      'FORM_CODE go custom',
    ]);
  });

  it('S02 refuses patterns that cannot run in linear time', () => {
    assert.deepEqual(problemsOf({ ...field, validate: { pattern: '(?=a)b' } }), ['FORM_PATTERN name']);
    assert.deepEqual(problemsOf({ ...field, validate: { pattern: '(a+)+$' } }), []);
  });

  it('refuses forms without end', () => {
    let deep: unknown = field;
    for (let level = 0; level < 20; level++) deep = { type: 'panel', key: `p${level}`, components: [deep] };
    assert.deepEqual(problemsOf(deep), ['FORM_TOO_LARGE ']);
    assert.match(parseForm('{', 'f').problems[0]?.message.en ?? '', /^The form cannot be read/);
  });

  it('survives values that cannot be made into a text', () => {
    const odd = { toString: 1, valueOf: 1 };
    const components = [
      { type: odd, key: odd, widget: { type: odd }, properties: { personal: odd } },
      { ...field, conditional: { show: odd, when: 'x', eq: odd } },
      { ...field, conditional: { conditions: [{ component: odd, operator: odd, value: odd }] } },
    ];
    for (const one of components) assert.notDeepEqual(checkForm({ components: [one] }, 'f'), []);
  });

  it('survives any value in the place of any other', () => {
    const places = [
      'label',
      'values',
      'data',
      'validate',
      'properties',
      'conditional',
      'components',
      'columns',
      'widget',
    ];
    const junk = [null, 1, 'x', [], [null], [[]], {}, { values: 1 }, { values: [null] }, { conditions: [null] }];
    for (const type of [
      'textfield',
      'select',
      'radio',
      'selectboxes',
      'checkbox',
      'file',
      'panel',
      'columns',
      'button',
    ])
      for (const place of places)
        for (const value of junk)
          checkForm({ components: [{ type, key: 'a', label: 'A', [place]: value }], [place]: value }, 'f');
    assert.deepEqual(problemsOf({ ...field, label: [[]] }), ['FORM_LABEL_MISSING name']);
    const values = [{ label: 'A', value: 'a' }, null];
    assert.deepEqual(problemsOf({ ...field, type: 'radio', values }), ['FORM_NO_CHOICES name']);
  });

  it('S03 survives anything at all, and accepts nothing with code in it', () => {
    const junk = fc.dictionary(
      fc.constantFrom('type', 'key', 'label', 'validate', 'components', 'columns', 'custom', 'logic', 'data', 'html'),
      fc.jsonValue({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 4 }), (components) => {
        const problems = checkForm({ components }, 'f');
        const hasCode = components.some(
          (one) => one['custom'] !== undefined && Boolean(one['custom']) && one['custom'] !== null,
        );
        const empty = (value: unknown): boolean =>
          value === null ||
          value === '' ||
          value === false ||
          (typeof value === 'object' && Object.values(value).every(empty));
        return !hasCode || components.every((one) => empty(one['custom'] ?? '')) || problems.length > 0;
      }),
      { numRuns: 500 },
    );
  });
});
