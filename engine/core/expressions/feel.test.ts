import assert from 'node:assert/strict';
import { test } from 'node:test';
import { now as machineNow } from 'feelin';
import { builtInNames } from '../feel/builtins/registry.ts';
import { envAt, monday } from '../trial/trial.ts';
import type { Variables } from '../values.ts';
import { evaluateFeel, feelFault, testFeel } from './feel.ts';

const value = (source: string, variables: Variables = {}, now = monday) => {
  const result = evaluateFeel(source, variables, envAt(now));
  return result.kind === 'ok' ? result.value : `failed: ${result.reason}`;
};

test('now and today come from the environment, in its zone', () => {
  assert.equal(value('now()'), '2026-01-05T08:00:00+07:00');
  assert.equal(value('today()', {}, Date.UTC(2026, 0, 5, 20)), '2026-01-06');
});

test('no built-in reads the clock, the zone or the chance of the machine', () => {
  const samples = [
    '',
    '1, 2',
    '"2026-01-05"',
    '"10:00:00", ","',
    '@"2026-01-05T08:00:00"',
    '[3, 1], 1',
    '{a: 1}, "a", 2',
    '2026, 1, 5',
  ];
  const sources = [
    ...builtInNames.flatMap((name) => samples.map((sample) => `${name}(${sample})`)),
    ...['@"2026-01-05T08:00:00"', '@"2026-01-05"', '@"08:00:00"', '@"2026-01-05T08:00:00" - @"2026-01-05T08:00:00Z"'],
    ...[
      'date and time("2026-01-05T08:00:00").time offset',
      'time("08:00:00").timezone',
      'now().timezone',
      'random number()',
    ],
    ...[
      '[1][now() > date and time("2000-01-01T00:00:00Z")]',
      '(function(x) today())(1)',
      'for d in today()..today() return d',
    ],
  ];
  const all = () => sources.map((source) => value(source));
  const before = all();
  const [realDate, realRandom, realZone] = [Date.now, Math.random, process.env['TZ']];
  try {
    // A machine whose clock stands still in 1999 elsewhere, and whose dice are loaded, gives the same answers.
    Date.now = () => 922_000_000_000;
    Math.random = () => 0.5;
    process.env['TZ'] = 'America/St_Johns';
    assert.equal(machineNow().year, 1999, 'the fake clock reaches feelin');
    assert.deepEqual(all(), before);
  } finally {
    Date.now = realDate;
    Math.random = realRandom;
    if (realZone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = realZone;
  }
  assert.ok(before.filter((result) => !String(result).startsWith('failed')).length > builtInNames.length);
  assert.match(String(value('random number()')), /^failed/);
});

test('a process variable cannot hide the clock', () => {
  assert.equal(value('now()', { now: '1999-01-01' }), '2026-01-05T08:00:00+07:00');
});

test('dates are reckoned with, and become ISO 8601 texts', () => {
  assert.equal(value('date("2026-01-31") + duration("P1M")'), '2026-02-28');
  assert.equal(value('date and time("2026-01-05T08:00:00Z") - duration("PT30M")'), '2026-01-05T07:30:00Z');
  assert.equal(value('duration("P1DT2H")'), 'P1DT2H');
  assert.equal(value('now() > date and time("2026-01-05T00:59:00Z")'), true);
});

test('the time between two instants does not depend on the zones they are written in', () => {
  const between = (a: string, b: string) => value('date and time(a) - date and time(b)', { a, b });
  assert.equal(between('2026-01-05T00:00:00Z', '2026-01-05T08:00:00+07:00'), '-PT1H');
  assert.equal(between('2026-01-05T08:00:00+07:00', '2026-01-05T00:00:00Z'), 'PT1H');
  assert.equal(value('now() - date and time("2026-01-05T00:00:00Z")'), 'PT1H');
  // A summer night of 23 hours in Berlin.
  assert.equal(between('2026-03-29T12:00:00@Europe/Berlin', '2026-03-28T12:00:00@Europe/Berlin'), 'PT23H');
  assert.deepEqual(testFeel('< now() - duration("PT2H")', null, {}, envAt(monday)).kind, 'ok');
});

test('subtraction is otherwise what it was', () => {
  assert.equal(value('a - b - 1', { a: 5, b: 2 }), 2);
  assert.equal(value('-a - -b', { a: 5, b: 2 }), -3);
  assert.equal(value('[1,2,3][count(l) - n]', { l: [1, 2, 3], n: 1 }), 2);
  assert.equal(value('now() - duration("PT2H")'), '2026-01-05T06:00:00+07:00');
  assert.equal(value('date("2026-01-05") - date("2026-01-01")'), 'P4D');
  assert.equal(value('for i in [5] return i - (a - b)', { a: 3, b: 1 })?.toString(), '3');
  assert.match(String(value('a - text', { a: 1, text: 'x' })), /^failed/);
  assert.equal(value('"a - b"'), 'a - b');
});

test('a name that is not there is null, every other failure is a failure', () => {
  assert.equal(value('nothing'), null);
  assert.equal(value('nothing = null'), true);
  assert.match(String(value('1 + "a"')), /^failed/);
  assert.match(String(value('no such thing(1)')), /^failed/);
});

test('what JSON cannot hold is a failure', () => {
  assert.match(String(value('function(x) x')), /^failed/);
  assert.match(String(value('[1..3]')), /^failed/);
  assert.match(String(value('10 ** 400')), /^failed/);
});

test('a context of FEEL cannot reach prototypes', () => {
  const made = value('{"__proto__": {polluted: true}, a: 1}');
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.deepEqual(Object.keys(made as object), ['a']);
});

test('a cell of a table is a unary test over its input', () => {
  const passes = (cell: string, input: string | number) => testFeel(cell, input, { limit: 5 }, envAt(monday));
  assert.deepEqual(passes('"a","b"', 'b'), { kind: 'ok', value: true });
  assert.deepEqual(passes('> limit', 6), { kind: 'ok', value: true });
  assert.deepEqual(passes('not("a")', 'a'), { kind: 'ok', value: false });
});

test('a syntax error is found without evaluating', () => {
  assert.equal(feelFault('a > 1 and b', 'expression'), null);
  assert.notEqual(feelFault('a >', 'expression'), null);
  assert.notEqual(feelFault('', 'expression'), null);
  for (const slip of ['= 3', 'a = = 3', 'b and a > = 3']) assert.notEqual(feelFault(slip, 'expression'), null, slip);
  for (const test of ['a in > 3', 'a in (> 3, <= 5)', 'a in [1..3]']) assert.equal(feelFault(test, 'expression'), null);
  assert.equal(feelFault('[1..5], 7', 'unaryTests'), null);
});
