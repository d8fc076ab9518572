import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluate } from 'feelin';
import { envAt, monday } from '../trial/trial.ts';
import type { Json, Variables } from '../values.ts';
import { evaluateFeel } from './feel.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? 20_261_122);
const runs = Number(process.env['WARDFLOW_RUNS'] ?? 400) * 5;

// Where both must agree: what processes ask, over values for which feelin keeps to the standard.
const name = fc.constantFrom('a', 'b', 'ab', 'số_tiền', '_x', 'e1');
// feelin orders what has no order (`"" < 5` is true to it), so only numbers are put in order here.
const amount = fc.constantFrom('amount', 'amount2');
const texts = ['', 'x', 'y', '5', 'true', '2026-01-05', 'PT1H', 'Ạ', 'a b', '\\'];
const numbers = [0, 1, 5, -5, 0.1, 2.5, 2 ** 53, 1e21, -1e-7];
const literals = [
  '"x"',
  '"y"',
  '""',
  '"5"',
  '"Ạ"',
  '"a\\"b"',
  '0',
  '1',
  '5',
  '-5',
  '0.1',
  '1.50',
  'true',
  'false',
  'null',
];
// `null in (null)` is null to feelin, true to the standard.
const members = literals.filter((literal) => literal !== 'null');
const leaf: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false),
  fc.constantFrom(...texts),
  fc.constantFrom(...numbers),
);
const { value } = fc.letrec<{ value: Json; record: Variables }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, { arbitrary: leaf, weight: 6 }, { arbitrary: tie('record'), weight: 3 }),
  record: fc.dictionary(name, tie('value'), { maxKeys: 5, noNullPrototype: true }),
}));
const others = fc.dictionary(name, value, { maxKeys: 8, noNullPrototype: true });
const amounts = fc.dictionary(amount, fc.constantFrom(...numbers), { maxKeys: 2, noNullPrototype: true });
const variables = fc.tuple(others, amounts).map(([some, more]): Variables => ({ ...some, ...more }));
const path = fc.array(name, { minLength: 1, maxLength: 3, size: 'small' }).map((parts) => parts.join('.'));
const operand = fc.oneof({ arbitrary: path, weight: 3 }, { arbitrary: fc.constantFrom(...literals), weight: 2 });
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    {
      arbitrary: fc
        .tuple(operand, fc.constantFrom(' = ', ' != ', '\n= // so\n', '='), operand)
        .map((parts) => parts.join('')),
      weight: 4,
    },
    {
      arbitrary: fc
        .tuple(amount, fc.constantFrom('<', '<=', '>', '>='), fc.constantFrom('5', '0.1', 'amount'))
        .map((parts) => parts.join(' ')),
      weight: 3,
    },
    {
      arbitrary: fc
        .tuple(operand, fc.array(fc.constantFrom(...members), { minLength: 1, maxLength: 3 }))
        .map(([left, tests]) => `${left} in (${tests.join(', ')})`),
      weight: 1,
    },
    { arbitrary: fc.tuple(tie('condition'), tie('condition')).map((sides) => `(${sides.join(') and (')})`), weight: 2 },
    { arbitrary: fc.tuple(tie('condition'), tie('condition')).map((sides) => `(${sides.join(') or (')})`), weight: 2 },
    { arbitrary: tie('condition').map((inside) => `not(${inside})`), weight: 1 },
  ),
}));

test(`a condition means what it means to feelin (seed ${seed}, ${runs} runs)`, () => {
  const property = fc.property(condition, variables, (source, given) => {
    const theirs = evaluate(source, given).value ?? null;
    const ours = evaluateFeel(source, given, envAt(monday));
    assert.deepEqual(ours.kind === 'ok' ? ours.value : null, theirs, source);
  });
  fc.assert(property, { seed, numRuns: runs });
});
