import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Evaluator, ProcessorMap, processSync } from '@formio/core';
import fc from 'fast-check';
import type { FormComponent } from './definition.ts';
import { validateSubmission } from './validate.ts';

Evaluator.noeval = true;

const options = [
  { label: 'A', value: 'a' },
  { label: 'B', value: 'b' },
];
const components: readonly FormComponent[] = [
  { type: 'radio', key: 'way', label: 'w', input: true, values: options, validate: { required: true } },
  {
    type: 'textfield',
    key: 'short',
    label: 's',
    input: true,
    validate: { required: true, minLength: 2, maxLength: 4 },
  },
  { type: 'textarea', key: 'long', label: 'l', input: true, validate: { minLength: 3 } },
  { type: 'textfield', key: 'code', label: 'c', input: true, validate: { pattern: '[A-Z]{2}' } },
  { type: 'number', key: 'count', label: 'n', input: true, validate: { min: 1, max: 5 } },
  { type: 'email', key: 'mail', label: 'm', input: true },
  { type: 'checkbox', key: 'agree', label: 'a', input: true, validate: { required: true } },
  {
    type: 'select',
    key: 'pick',
    label: 'p',
    input: true,
    data: { values: options },
    validate: { required: true, onlyAvailableItems: true },
    conditional: { show: true, when: 'way', eq: 'a' },
  },
  {
    type: 'panel',
    key: 'part',
    label: 'p',
    input: false,
    conditional: { show: false, when: 'agree', eq: 'true' },
    components: [{ type: 'textfield', key: 'inside', label: 'i', input: true, validate: { required: true } }],
  },
];

const text = fc.constantFrom('', 'x', 'xy', 'xyz', 'xyzw', 'xyzwv', 'AB', 'ABC');
const data = fc.record(
  {
    way: fc.constantFrom('a', 'b', ''),
    short: text,
    long: text,
    code: text,
    count: fc.constantFrom(0, 1, 3, 5, 6),
    mail: fc.constantFrom('', 'a@b.vn', 'a@b', 'no', 'a@b@c.vn'),
    agree: fc.boolean(),
    pick: fc.constantFrom('a', 'b', ''),
    inside: text,
  },
  // Form.io takes a number that is not there for NaN and says so on the console.
  { requiredKeys: ['count'] },
);

it('S03 finds fault with the same fields as Form.io itself, on any submission', () => {
  fc.assert(
    fc.property(data, (posted) => {
      const context = { options: () => undefined, phone: () => undefined, serves: () => true };
      const ours = validateSubmission({ components }, posted, [], context).faults.map((fault) => fault.path);
      assert.deepEqual([...new Set(ours)].toSorted(), formioFaults(posted));
    }),
    { numRuns: 2000 },
  );
});

function formioFaults(posted: Readonly<Record<string, unknown>>): readonly string[] {
  const context = {
    form: { components: structuredClone(components) },
    submission: { data: structuredClone(posted) },
    data: structuredClone(posted),
    components: structuredClone(components),
    processors: ['normalize', 'conditions', 'clearHidden', 'validate'].map((name) => ProcessorMap[name]),
    scope: {} as { errors?: readonly { readonly context: { readonly path: string } }[] },
    instances: {},
  };
  processSync(context as never);
  return [
    ...new Set((context.scope.errors ?? []).map((error) => error.context.path.replace(/^part\./, ''))),
  ].toSorted();
}
