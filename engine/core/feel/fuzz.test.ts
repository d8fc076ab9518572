import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluateFeel, feelFault, testFeel } from '../expressions/feel.ts';
import { envAt, monday } from '../trial/trial.ts';
import { builtInNames } from './builtins/registry.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? 20_261_122);
const runs = Number(process.env['WARDFLOW_RUNS'] ?? 400) * 2;
const env = envAt(monday);
const variables = { a: 1, b: 'x', c: [1, 'y', { a: null }], d: { 'e f': true }, text: '2026-01-05' };

const leaf = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'c',
    'd.e f',
    'nothing',
    'item',
    '?',
    'partial',
    'null',
    'true',
    '1',
    '-2.5',
    '"s"',
    '[]',
    '{}',
  ),
  fc.constantFrom(
    '@"2026-01-05"',
    '@"P1D"',
    '@"P1M"',
    '@"10:00:00Z"',
    '@"2026-01-05T10:00:00@Asia/Ho_Chi_Minh"',
    '[1..3]',
    '(> 1)',
  ),
);
const operators = ['+', '-', '*', '/', '**', '=', '!=', '<', '>=', 'and', 'or', 'in', '..'];
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    { arbitrary: leaf, weight: 4 },
    {
      arbitrary: fc
        .tuple(tie('expression'), fc.constantFrom(...operators), tie('expression'))
        .map(([x, op, y]) => `(${x} ${op} ${y})`),
      weight: 4,
    },
    {
      arbitrary: fc
        .tuple(fc.constantFrom(...builtInNames), fc.array(tie('expression'), { maxLength: 3 }))
        .map(([name, args]) => `${name}(${args.join(', ')})`),
      weight: 5,
    },
    { arbitrary: fc.tuple(tie('expression'), tie('expression')).map(([x, y]) => `${x}[${y}]`), weight: 1 },
    {
      arbitrary: fc
        .tuple(tie('expression'), fc.constantFrom('a', 'year', 'start', 'time offset'))
        .map(([x, y]) => `(${x}).${y}`),
      weight: 1,
    },
    {
      arbitrary: fc.tuple(tie('expression'), tie('expression')).map(([x, y]) => `for i in ${x} return ${y}`),
      weight: 1,
    },
    {
      arbitrary: fc.tuple(tie('expression'), tie('expression')).map(([x, y]) => `some i in ${x} satisfies ${y}`),
      weight: 1,
    },
    {
      arbitrary: fc.tuple(tie('expression'), tie('expression')).map(([x, y]) => `if ${x} then ${y} else a`),
      weight: 1,
    },
    { arbitrary: fc.tuple(tie('expression'), tie('expression')).map(([x, y]) => `{a: ${x}, b: ${y}}`), weight: 1 },
    {
      arbitrary: fc.tuple(tie('expression'), tie('expression')).map(([x, y]) => `(function(i) ${x})(${y})`),
      weight: 1,
    },
    { arbitrary: fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`), weight: 1 },
  ),
}));

/** What only a mistake of ours can say. */
const ours =
  /not a function|undefined|not iterable|Cannot read|BigInt|tree is not|Invalid (array|count|time)|an operator/;

test(`S01 whatever is written, an evaluation ends with a value or a reason (seed ${seed}, ${runs} runs)`, () => {
  const property = fc.property(expression, (source) => {
    feelFault(source, 'expression');
    const before = performance.now();
    for (const result of [evaluateFeel(source, variables, env), testFeel(source, 1, variables, env)]) {
      if (result.kind === 'failed') assert.doesNotMatch(result.reason, ours, source);
    }
    assert.ok(performance.now() - before < 10_000, source);
  });
  fc.assert(property, { seed, numRuns: runs });
});

test('the same expression gives the same answer twice', () => {
  const property = fc.property(expression, (source) => {
    assert.deepEqual(evaluateFeel(source, variables, env), evaluateFeel(source, variables, env));
  });
  fc.assert(property, { seed, numRuns: runs / 4 });
});
