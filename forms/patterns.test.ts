import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkForm } from './check.ts';
import type { FormComponent } from './definition.ts';
import { fits, patternFault, patternStepsMax } from './patterns.ts';

const field = (pattern: string, more: Partial<FormComponent['validate']> = {}): FormComponent => ({
  ...{ type: 'textfield', key: 'name', label: 'Tên', input: true },
  validate: { pattern, ...more },
});
const codes = (component: FormComponent) =>
  checkForm({ components: [component] }, 'f').map(({ code, element }) => `${code} ${element}`);

test('S02 patterns that block other engines are harmless here, and run in steps that are bounded', () => {
  const evil = [
    '(a+)+$',
    '(a|a)*$',
    '(a|aa)+$',
    '([a-z]+)*@',
    '(.*)*(.*)*x',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(x+x+)+y',
  ];
  for (const pattern of evil) {
    assert.equal(patternFault(pattern, 500), undefined, pattern);
    assert.equal(fits(pattern, `${'a'.repeat(499)}!`), false, pattern);
  }
});

test('S02 a pattern whose parts times the longest text are too many is refused at its field, before anything is run', () => {
  for (const pattern of ['(.?){1000}x', '((a{1,10}){1,10}){1,10}', '(?:[a-z\\p{L}]{1,500}){2}', '\\p{L}{1000}'])
    assert.deepEqual(codes(field(pattern)), ['FORM_PATTERN_COSTLY name'], pattern);
  // The same pattern is fine for a short text, and a light one for a long text.
  assert.deepEqual(codes(field('(.?){100}x', { maxLength: 100 })), []);
  assert.deepEqual(codes(field('[^<>]*', { maxLength: 20_000 })), []);
  assert.deepEqual(codes(field('[^<>]*', { maxLength: patternStepsMax })), ['FORM_PATTERN_COSTLY name']);
});

test('S02 what RE2 does not know, or repeats without measure, is refused', () => {
  for (const pattern of ['(?=a)b', '(a)\\1', '(a{1000}){1000}', '(((a{1,9}){1,9}){1,9}){1,99}', 'a'.repeat(501)])
    assert.deepEqual(codes(field(pattern)), ['FORM_PATTERN name'], pattern);
});
