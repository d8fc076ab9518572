import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FormComponent, FormDefinition } from './definition.ts';
import type { RuleContext } from './rules.ts';
import { validateSubmission } from './validate.ts';

const context: RuleContext = {
  options: (source) => (source === 'categories' ? [{ label: 'Hố ga', value: 'HT-TN' }] : undefined),
  phone: (typed) => (typed.startsWith('0') ? `+84${typed.slice(1)}` : undefined),
  serves: ({ lon }) => lon > 100,
};

function submit(components: readonly FormComponent[], raw: Record<string, unknown>, files: readonly Photo[] = []) {
  return validateSubmission({ components }, raw, files, context);
}

interface Photo {
  readonly field: string;
  readonly originalName: string;
  readonly bytes: number;
}
const photo = (originalName: string, bytes = 1000): Photo => ({ field: 'photos', originalName, bytes });

describe('validating a submission', () => {
  it('a value that cannot be made into a text is wrong, not a fault of ours', () => {
    const odd = { toString: 1, valueOf: 1 };
    const components = [
      { type: 'checkbox', key: 'a' },
      { type: 'textfield', key: 'b', conditional: { show: true, when: 'a', eq: 'true' } },
    ];
    for (const a of [odd, [odd]])
      assert.deepEqual(submit(components, { a, b: 'x' }).faults, [{ path: 'a', rule: 'invalid' }]);
  });

  it('drops what the form does not ask for', () => {
    const { values } = submit([{ type: 'textfield', key: 'a' }], {
      a: '1',
      unit: 'IOC',
      __proto__: { x: '1' },
      toString: 'x',
    });
    assert.deepEqual(values, { a: '1' });
  });

  it('takes texts trimmed, composed and without control characters', () => {
    const { values } = submit([{ type: 'textarea', key: 'a' }], { a: ' Đe\u0302\u0300\u0000 nghi\r\nlại ' });
    assert.deepEqual(values, { a: 'Đề nghi\nlại' });
  });

  it('understands a page without JavaScript and a program alike', () => {
    const components: readonly FormComponent[] = [
      { type: 'number', key: 'n' },
      { type: 'checkbox', key: 'yes' },
      { type: 'checkbox', key: 'no' },
      { type: 'location', key: 'at' },
      {
        type: 'selectboxes',
        key: 'set',
        values: [
          { label: 'A', value: 'a' },
          { label: 'B', value: 'b' },
        ],
      },
      { type: 'radio', key: 'stars', dataType: 'number', values: [{ label: '5', value: '5' }] },
      { type: 'radio', key: 'solved', dataType: 'boolean', values: [{ label: 'Không', value: 'false' }] },
    ];
    const posted = {
      n: '1,5',
      yes: 'on',
      'at.lon': '108.1',
      'at.lat': ' 10,9',
      set: ['a'],
      stars: '5',
      solved: 'false',
    };
    const json = {
      n: 1.5,
      yes: true,
      at: { lon: 108.1, lat: 10.9 },
      set: { a: true, b: false },
      stars: 5,
      solved: 'false',
    };
    const expected = {
      n: 1.5,
      yes: true,
      no: false,
      at: { lon: 108.1, lat: 10.9 },
      set: { a: true, b: false },
      stars: 5,
      solved: false,
    };
    assert.deepEqual(submit(components, posted), { values: expected, personal: {}, files: {}, faults: [] });
    assert.deepEqual(submit(components, json).values, expected);
  });

  it('says what is wrong by field and rule', () => {
    const components: readonly FormComponent[] = [
      { type: 'textfield', key: 'missing', validate: { required: true } },
      { type: 'checkbox', key: 'unticked', validate: { required: true } },
      { type: 'textfield', key: 'short', validate: { minLength: 5 } },
      { type: 'textfield', key: 'long', validate: { maxLength: '3' } },
      { type: 'number', key: 'small', validate: { min: 10 } },
      { type: 'number', key: 'word' },
      { type: 'email', key: 'mail' },
      { type: 'phoneNumber', key: 'phone' },
      { type: 'select', key: 'choice', properties: { source: 'categories' } },
      { type: 'location', key: 'far' },
      { type: 'location', key: 'wrong' },
      { type: 'textfield', key: 'code', validate: { pattern: '[A-Z]+' } },
      { type: 'day', key: 'date' },
    ];
    const { faults } = submit(components, {
      short: 'abc',
      long: 'abcd',
      small: '9',
      word: 'ten',
      mail: 'a@x\r\nBcc: evil@y',
      phone: '12',
      choice: 'MOON',
      far: { lon: 2, lat: 48 },
      wrong: { lon: 'x', lat: 1 },
      code: 'ab',
      date: '30/02/2026',
    });
    assert.deepEqual(faults, [
      { path: 'missing', rule: 'required' },
      { path: 'unticked', rule: 'required' },
      { path: 'short', rule: 'minLength', params: { min: 5 } },
      { path: 'long', rule: 'maxLength', params: { max: 3 } },
      { path: 'small', rule: 'min', params: { min: 10 } },
      { path: 'word', rule: 'invalid' },
      { path: 'mail', rule: 'email' },
      { path: 'phone', rule: 'phone' },
      { path: 'choice', rule: 'option' },
      { path: 'far', rule: 'outside' },
      { path: 'wrong', rule: 'invalid' },
      { path: 'code', rule: 'pattern' },
      { path: 'date', rule: 'date' },
    ]);
  });

  it('a hidden field is neither asked for nor taken, nor is what it would show', () => {
    const components: readonly FormComponent[] = [
      { type: 'checkbox', key: 'anonymous' },
      {
        type: 'panel',
        key: 'contact',
        conditional: { show: true, when: 'anonymous', eq: 'false' },
        components: [{ type: 'textfield', key: 'name', validate: { required: true } }],
      },
      {
        type: 'textfield',
        key: 'title',
        conditional: { show: true, conjunction: 'all', conditions: [{ component: 'name', operator: 'isNotEmpty' }] },
      },
    ];
    assert.deepEqual(submit(components, { anonymous: 'on', name: 'An', title: 'Ông' }).values, { anonymous: true });
    assert.deepEqual(submit(components, { title: 'Ông' }).faults, [{ path: 'name', rule: 'required' }]);
    assert.deepEqual(submit(components, { name: 'An', title: 'Ông' }).values, {
      anonymous: false,
      name: 'An',
      title: 'Ông',
    });
  });

  it('conditions that point at each other hide both and end', () => {
    const a: FormComponent = { type: 'textfield', key: 'a', conditional: { show: true, when: 'b', eq: '1' } };
    const b: FormComponent = { type: 'textfield', key: 'b', conditional: { show: true, when: 'a', eq: '1' } };
    assert.deepEqual(submit([a, b], { a: '1', b: '1' }).values, {});
  });

  it('keeps personal values apart', () => {
    const components: readonly FormComponent[] = [
      { type: 'phoneNumber', key: 'phone', properties: { personal: 'true' } },
    ];
    const { values, personal } = submit(components, { phone: '0912345678' });
    assert.deepEqual([values, personal], [{}, { phone: '+84912345678' }]);
  });

  it('files are counted, measured and looked at by name', () => {
    const photos: FormComponent = {
      type: 'file',
      key: 'photos',
      multiple: true,
      filePattern: 'image/*',
      fileMaxSize: '10MB',
      validate: { maxFiles: 2 },
    };
    assert.deepEqual(submit([photos], {}, [photo('a.JPG'), photo('b.heic')]).faults, []);
    assert.deepEqual(submit([photos], {}, [photo('a.jpg', 50_000_000), photo('b.exe'), photo('c.png')]).faults, [
      { path: 'photos', rule: 'maxCount', params: { max: 2 } },
      { path: 'photos', rule: 'fileSize', params: { max: 10 } },
      { path: 'photos', rule: 'fileType' },
    ]);
    assert.deepEqual(submit([{ ...photos, validate: { required: true } }], { photos: 'forged' }).faults, [
      { path: 'photos', rule: 'required' },
    ]);
  });

  it('never throws, and never lets a key through that the form does not have', () => {
    const form: FormDefinition = {
      components: [
        { type: 'textfield', key: 'a', validate: { required: true } },
        { type: 'number', key: 'b' },
        { type: 'location', key: 'c' },
        { type: 'selectboxes', key: 'd', values: [{ label: 'x', value: 'x' }] },
        { type: 'select', key: 'e', multiple: true, data: { values: [{ label: 'x', value: 'x' }] } },
      ],
    };
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'c.lon', 'c.lat'), fc.jsonValue()),
        (raw) => {
          const { values } = validateSubmission(form, raw, [], context);
          return Object.keys(values).every((key) => ['a', 'b', 'c', 'd', 'e'].includes(key));
        },
      ),
      { numRuns: 500 },
    );
  });
});
