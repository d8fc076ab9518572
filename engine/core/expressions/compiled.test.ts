import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { envAt, monday } from '../trial/trial.ts';
import type { Json, Variables } from '../values.ts';
import { compiled } from './compiled.ts';
import { evaluateFeel, interpretFeel } from './feel.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? Date.now() % 2_147_483_647);
const runs = Number(process.env['WARDFLOW_RUNS'] ?? 400) * 5;
const env = envAt(monday);

const plainNames = ['a', 'b', 'ab', 'amount', 'amount2', 'số_tiền', '_x', 'e1'];
/** Built-in functions, words of FEEL, and beginnings of them. */
const knownNames = ['count', 'date', 'd', 'item', 'type', 'today', 'an'];
const someName = fc.oneof(
  { arbitrary: fc.constantFrom(...plainNames), weight: 9 },
  { arbitrary: fc.constantFrom(...knownNames), weight: 1 },
);
/** What variables are called too: names that feelin reads several words as, or other words by. */
const oddNames = [
  'a b',
  'a-b',
  'a.b',
  'a = 1',
  'a and b',
  'and',
  'in',
  'not',
  'true',
  'null',
  '?',
  ' a',
  '',
  '1',
  'a*',
];
const texts = ['', 'x', 'y', '5', 'true', '2026-01-05', '2026-01-05T08:00:00Z', 'PT1H', '10:00:00', 'Ạ', 'a b', '\\'];
const numbers = [0, 1, 5, -5, 0.1, 0.1 + 0.2, 2 ** 53, 1e21, -1e-7, 1e308];
const plainLiterals = ['"x"', '"y"', '""', '"5"', '"Ạ"', '0', '1', '5', '-5', '0.1', '1.50', 'true', 'false', 'null'];
const oddLiterals = [
  ...['"2026-01-05"', '"2026-01-05T08:00:00Z"', '"PT1H"', '"a b"', '"a\\"b"', '"\\u0041"', '"\\\\"'],
  ...['- 5', '.5', '1e3', '007', '9007199254740993', '123456789012345678901234567890'],
  ...['[]', '["x"]', 'date("2026-01-05")', 'now()', '5 + 1', '{a: 1}'],
];
const literal = fc.oneof(
  { arbitrary: fc.constantFrom(...plainLiterals), weight: 5 },
  { arbitrary: fc.constantFrom(...oddLiterals), weight: 1 },
);

const key = fc.oneof({ arbitrary: someName, weight: 60 }, { arbitrary: fc.constantFrom(...oddNames), weight: 1 });

const leaf: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, -0),
  fc.constantFrom(...texts),
  fc.constantFrom(...numbers),
);
const { value } = fc.letrec<{ value: Json; record: Variables }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { arbitrary: leaf, weight: 6 },
    { arbitrary: fc.array(tie('value'), { maxLength: 2 }), weight: 1 },
    { arbitrary: tie('record'), weight: 3 },
  ),
  record: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
}));
const variables = fc.dictionary(key, value, { maxKeys: 8, noNullPrototype: true });

const path = fc.array(someName, { minLength: 1, maxLength: 3, size: 'small' }).map((parts) => parts.join('.'));
const operand = fc.oneof({ arbitrary: path, weight: 3 }, { arbitrary: literal, weight: 2 });
const space = fc.constantFrom(' ', ' ', '', '  ', '\n', '\t', ' // so\n');
const around = (sign: string) => fc.tuple(space, space).map(([left, right]) => `${left}${sign}${right}`);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    {
      arbitrary: fc
        .tuple(operand, fc.constantFrom('=', '!=', '<', '<=', '>', '>=').chain(around), operand)
        .map((parts) => parts.join('')),
      weight: 6,
    },
    { arbitrary: operand, weight: 1 },
    {
      arbitrary: fc
        .tuple(operand, fc.array(literal, { minLength: 1, maxLength: 3 }), fc.boolean())
        .map(([left, tests, round]) => `${left} in ${round ? `(${tests.join(', ')})` : `[${tests.join(',')}]`}`),
      weight: 1,
    },
    { arbitrary: fc.tuple(tie('condition'), tie('condition')).map((sides) => sides.join(' and ')), weight: 2 },
    { arbitrary: fc.tuple(tie('condition'), tie('condition')).map((sides) => sides.join(' or ')), weight: 2 },
    { arbitrary: tie('condition').map((inside) => `not(${inside})`), weight: 1 },
    { arbitrary: tie('condition').map((inside) => `(${inside})`), weight: 1 },
    { arbitrary: fc.tuple(tie('condition'), operand).map((sides) => sides.join(' = ')), weight: 1 },
  ),
}));

test(`a compiled condition says what feelin says, whatever the variables hold (seed ${seed}, ${runs} runs)`, () => {
  let answered = 0;
  const property = fc.property(condition, variables, (source, given) => {
    const text = JSON.stringify(given);
    assert.deepEqual(evaluateFeel(source, given, env), interpretFeel(source, given, env), source);
    assert.equal(JSON.stringify(given), text, 'variables stay as they are');
    if (answerOf(source, given) !== undefined) answered += 1;
  });
  fc.assert(property, { seed, numRuns: runs });
  assert.ok(answered > runs / 10, `${answered} of ${runs} were answered without feelin`);
});

test('what processes ask is answered without feelin', () => {
  const usual = [
    'outcome = "done" and (urgent or bounces >= 2)',
    'amount > 100',
    'urgent',
    'not(urgent)',
    'report.category in ("road", "light")',
    'report.unit != null and report.level <= 3',
    'nobody.knows.this = "x"',
    '-5 < amount',
  ];
  const given = { outcome: 'done', urgent: false, bounces: 2, amount: 150.5, report: { category: 'road', level: 3 } };
  assert.deepEqual(
    usual.map((source) => answerOf(source, given)),
    [true, true, false, true, true, false, false, true],
  );
});

test('what is not certain is left to feelin', () => {
  const doubtful: readonly (readonly [string, Variables])[] = [
    ['a > 5', { a: '7' }],
    ['a = 5', { a: [5] }],
    ['a.b = 1', { a: [{ b: 1 }] }],
    ['a = 5', { a: 5, 'a = 5': false }],
    ['a and b', { a: true, b: true, 'a and b': 1 }],
    ['not(a)', { a: true, not: 1 }],
    ['count = 5', {}],
    ['now() > a', { a: 1 }],
    ['a = 1e3', { a: 1000 }],
    ['a = "\\n"', { a: '\n' }],
    ['a >', { a: 1 }],
    ['a', { a: { b: 1 } }],
  ];
  for (const [source, given] of doubtful) assert.equal(answerOf(source, given), undefined, source);
});

function answerOf(source: string, given: Variables): Json | undefined {
  const isNull = (name: string) => isDeepStrictEqual(interpretFeel(name, {}, env), { kind: 'ok', value: null });
  return compiled(source, isNull)?.(given);
}
