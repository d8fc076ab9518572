// The tables of DMN 1.5 §10.3.2 and §10.3.4, line by line as far as a short example says them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateFeel, feelFault } from '../expressions/feel.ts';
import { envAt, monday } from '../trial/trial.ts';

const env = envAt(monday);

/** Null stands for null and for what the house takes as a failure, both null to the standard. */
function check(cases: readonly (readonly [string, unknown])[]): void {
  for (const [source, expected] of cases) {
    const result = evaluateFeel(source, {}, env);
    assert.deepEqual(result.kind === 'ok' ? result.value : null, expected, source);
    assert.equal(feelFault(source, 'expression'), null, source);
  }
}

test('arithmetic is decimal, and null for what it is not meant for', () => {
  check([
    ['0.1 + 0.2 = 0.3', true],
    ['1.1 * 3', 3.3],
    ['2 ** 0.5 * 2 ** 0.5', 2],
    ['-3 ** 2', 9],
    ['2 ** 3 ** 2', 64],
    ['1 / 0', null],
    ['(-8) ** (1 / 3)', null],
    ['10 ** 400', null],
    ['"a" + "b"', 'ab'],
    ['"a" - "b"', null],
    ['[1] + 1', null],
    ['null + 1', null],
    ['string(1e21)', '1000000000000000000000'],
    ['string(0.0000001)', '0.0000001'],
  ]);
});

test('dates, times and durations are reckoned with', () => {
  check([
    ['@"2020-01-31" + @"P1M"', '2020-02-29'],
    ['@"2020-02-29" + @"P1Y"', '2021-02-28'],
    ['@"2020-01-01" + @"PT36H"', '2020-01-02'],
    ['@"2020-01-01T00:00:00Z" - @"2019-12-31T00:00:00Z"', 'P1D'],
    ['@"2021-01-01T00:00:00" - @"2021-01-01T00:00:00Z"', null],
    ['time("10:00:00") + @"PT15H"', '01:00:00'],
    ['@"P1Y" / 5', 'P2M'],
    ['@"PT10S" * 1.5', 'PT15S'],
    ['@"P1D" / @"PT12H"', 2],
    ['@"P1Y" + @"P1D"', null],
    ['-@"P1Y"', '-P1Y'],
    ['@"2020-01-01".weekday', 3],
    ['@"-PT90M".minutes', -30],
    ['@"P1Y2M".days', null],
    ['date("999999999-12-31").year', 999999999],
    ['date("-2020-01-01") < date("2020-01-01")', true],
    ['date and time("2017-12-31T24:00:00")', '2018-01-01T00:00:00'],
    ['date and time("2021-03-28T03:00:00@Europe/Berlin") - date and time("2021-03-28T01:00:00@Europe/Berlin")', 'PT1H'],
  ]);
});

test('what is of different kinds is neither equal nor unequal', () => {
  check([
    ['1 = "1"', null],
    ['1 != "1"', null],
    ['[1] = 1', null],
    ['null = null', true],
    ['1 = null', false],
    ['[1, 2] = [1, 2]', true],
    ['{a: 1, b: 2} = {b: 2, a: 1}', true],
    ['@"P1D" = @"PT24H"', true],
    ['@"P1Y" = @"P365D"', null],
    ['@"2018-12-08T00:00:00Z" = @"2018-12-08T01:00:00+01:00"', true],
    ['is(@"2018-12-08T00:00:00Z", @"2018-12-08T01:00:00+01:00")', false],
    ['"a" < 1', null],
    ['[1..2] = [1..2]', true],
  ]);
});

test('and, or and not have three values', () => {
  check([
    ['true and null', null],
    ['false and "x"', false],
    ['true or 1 / 0', true],
    ['null or false', null],
    ['not(null)', null],
    ['some x in [1, null] satisfies x > 0', true],
    ['every x in [1, null] satisfies x > 0', null],
    ['every x in [] satisfies false', true],
    ['some x in 5 satisfies x = 5', true],
    ['if null then 1 else 2', 2],
  ]);
});

test('in asks for equality, a range or a list', () => {
  check([
    ['1 in [2, 3, 1]', true],
    ['[1, 2] in [[1, 2], [3]]', true],
    ['null in [1, null]', true],
    ['1 in []', false],
    ['5 in (> 5, 5)', true],
    ['1 in (!= 1)', false],
    ['1 in ([1..3], (4..5))', true],
    ['5 in ]5..6]', false],
    ['5 in (null..10)', true],
    ['"b" in ["a".."c"]', true],
    ['@"2020-01-05" in [@"2020-01-01"..@"2020-02-01"]', true],
    ['[3..1]', null],
  ]);
});

test('filters take a place or a condition', () => {
  check([
    ['[1, 2, 3][-1]', 3],
    ['[1, 2, 3][4]', null],
    ['[false, true][item = false]', [false]],
    ['[{a: 1}, {a: 2}][a = 2].a', [2]],
    ['[{item: 1}, {item: 2}][item = 2]', [{ item: 2 }]],
    ['[1, 2, 3][item > 1][1]', 2],
    ['1[1]', 1],
    ['[][1]', null],
    ['[1, 2]["x"]', null],
    ['null[1]', null],
  ]);
});

test('for goes through lists, ranges and dates, and sees what it has made', () => {
  check([
    ['for i in 0..-2 return i', [0, -1, -2]],
    ['for i in 0..4 return if i = 0 then 1 else i * partial[-1]', [1, 1, 2, 6, 24]],
    ['for x in 1..2, y in x..3 return x * y', [1, 2, 3, 4, 6]],
    ['for d in @"2021-01-31"..@"2021-02-01" return d.month', [1, 2]],
    ['for i in (1..4) return i', [2, 3]],
    ['for i in "a" return i', ['a']],
    ['for i in null return i', null],
    ['for i in []  return i', []],
  ]);
});

test('functions are values, by position or by name, and may call themselves', () => {
  check([
    ['(function(x) function(y) x + y)(1)(2)', 3],
    ['{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(5)}.r', 120],
    ['(function(x: number) x)("a")', null],
    ['(function(x: number) x)(x: [4])', 4],
    ['(function(x, y) x)(1)', null],
    ['(function(x) x)(y: 1)', null],
    ['sort(list: [3, 1, 2], precedes: function(a, b) a < b)', [1, 2, 3]],
    ['substring(string: "foobar", start position: 3)', 'obar'],
  ]);
});

test('instance of knows lists, contexts, ranges and functions', () => {
  check([
    ['[1, 2] instance of list<number>', true],
    ['[1, "a"] instance of list<number>', false],
    ['{a: 1, b: 2} instance of context<a: number>', true],
    ['[1..2] instance of range<number>', true],
    ['["a".."b"] instance of range<number>', false],
    ['(function(a) a) instance of function<number> -> number', true],
    ['(function(a: number) a) instance of function<string> -> number', false],
    ['(function(a: list<number>) a) instance of function<list<number>> -> number', true],
    ['(function(a, b) a) instance of function<string> -> number', false],
    ['@"P1Y" instance of years and months duration', true],
    ['null instance of Any', false],
  ]);
});

test('the built-in functions give what the standard says', () => {
  check([
    ['number("1.000,5", ".", ",")', 1000.5],
    ['number("1,000", ",", ",")', null],
    ['string([1, "a", null])', '[1, "a", null]'],
    ['substring("🐎ab", 2)', 'ab'],
    ['string join(["a", null, "b"], ", ")', 'a, b'],
    ['list contains([1, null], null)', true],
    ['list contains([{a: 1}], {a: 1})', true],
    ['list replace([2, 4, 7], function(item, newItem) item < newItem, 5)', [5, 5, 7]],
    ['min("a", "b")', 'a'],
    ['max([@"2020-01-01", @"2021-01-01"])', '2021-01-01'],
    ['sum([@"PT1H", @"PT2H"])', 'PT3H'],
    ['median([6, 1, 2, 3])', 2.5],
    ['mode([6, 3, 9, 6, 6])', [6]],
    ['all([true, null])', null],
    ['any([])', false],
    ['distinct values([1, [1], 1, [1]])', [1, [1]]],
    ['index of([1, 2, 2], 2)', [2, 3]],
    ['sublist([1, 2, 3], -2, 1)', [2]],
    ['flatten([[1, 2], [[3]], 4])', [1, 2, 3, 4]],
    ['decimal(2.5, 0)', 2],
    ['round half up(-5.5, 0)', -6],
    ['round half down(5.5, 0)', 5],
    ['floor(-1.56, 1)', -1.6],
    ['modulo(-12, 5)', 3],
    ['modulo(10.1, 4.5)', 1.1],
    ['even(-2)', true],
    ['week of year(@"2005-01-01")', 53],
    ['day of week(@"2019-09-17")', 'Tuesday'],
    ['years and months duration(@"2011-12-22", @"2013-08-24")', 'P1Y8M'],
    ['time(10, 20, 30, @"PT7H")', '10:20:30+07:00'],
    ['context put({x: {y: 1}}, ["x", "y"], 2)', { x: { y: 2 } }],
    ['context merge([{a: 1}, {a: 2}])', { a: 2 }],
    ['context([{key: "a", value: 1}, {key: "a", value: 2}])', null],
    ['get value({"a b": 1}, "a b")', 1],
    ['overlaps before([1..5], [3..8])', true],
    ['before([1..5), [5..8])', true],
    ['coincides([1..5], [1..5])', true],
    ['includes(range: [1..5], point: 3)', true],
    ['during(range1: [2..3], range2: [1..5])', true],
    ['range("[2..)") = [2..null)', true],
  ]);
});

test('what JSON cannot hold exactly is refused where it is written', () => {
  assert.equal(feelFault('12345678901234567890', 'expression')?.kind, 'unsupported');
  assert.equal(
    feelFault('function(x) external {java: {class: "X", method signature: "y()"}}', 'expression')?.kind,
    'unsupported',
  );
  assert.equal(feelFault('random number()', 'expression')?.kind, 'unsupported');
});
