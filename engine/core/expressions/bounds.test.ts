import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envAt, monday } from '../trial/trial.ts';
import { evaluateFeel, feelFault } from './feel.ts';

const verdict = (source: string) => feelFault(source, 'expression')?.kind ?? 'fine';

test('S02 what could run very long is refused', () => {
  const bombs = [
    'count(for i in 1..2000, j in 1..2000 return i)',
    'for i in 1..100000000 return i',
    'for i in [1..1000000] return i',
    'for i in 1..101 return for j in 1..100 return i * j',
    `${'('.repeat(65)}1${')'.repeat(65)}`,
  ];
  assert.deepEqual(
    bombs.filter((source) => verdict(source) !== 'costly'),
    [],
  );
});

test('S02 what turns out to cost too much is stopped while it runs', () => {
  const list = Array.from({ length: 300 }, (_, index) => index);
  const longer = ` ${'x'.repeat(10_000)}`.trim();
  const big = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, index]));
  const variables = { n: 1e15, list, long: 'x'.repeat(10_000), longer, big };
  const bombs = [
    'for i in 1..n return i',
    'some a in list, b in list, c in list satisfies a + b + c = -1',
    'count(list[some a in list satisfies some b in list satisfies a + b = -1])',
    '(function(f, n) f(f, n))(function(f, n) f(f, n - 1) + f(f, n - 1), 90)',
    `{${Array.from({ length: 60 }, (_, index) => `a${index + 1}: ${index === 0 ? 'long' : `a${index} + a${index}`}`)}}.a60`,
    'replace(long, "x", long)',
    'some i in list, j in list satisfies upper case(long) = ""',
    'some i in list, j in list satisfies context put(big, "a", i) = null',
    '{f: function(l: list<number>) 1, r: for i in list return for j in list return f(list)}.r',
    'some i in list, j in list, k in list satisfies long != longer',
    'some i in list, j in list satisfies matches(long, "(?:(?:){999999}){999999}y")',
    'string(for i in list return for j in list return long)',
    `{${Array.from({ length: 60 }, (_, index) => `a${index + 1}: ${index === 0 ? 'list' : `[a${index}, a${index}]`}`)}}.a60`,
    `{${Array.from({ length: 60 }, (_, index) => `a${index + 1}: ${index === 0 ? '[]' : `[a${index}, a${index}]`}`)}, f: flatten(a60)}.f`,
    `{${Array.from({ length: 60 }, (_, index) => `a${index + 1}: ${index === 0 ? '[n]' : `[a${index}, a${index}]`}, b${index + 1}: ${index === 0 ? '[n]' : `[b${index}, b${index}]`}`)}, f: a60 = b60}.f`,
    `{${Array.from({ length: 60 }, (_, index) => `a${index + 1}: ${index === 0 ? 'list' : `concatenate(a${index}, a${index})`}`)}}.a60`,
  ];
  for (const source of bombs) {
    // Time of the processor: a busy machine is not the expression's fault.
    const before = process.cpuUsage();
    assert.equal(evaluateFeel(source, variables, envAt(monday)).kind, 'failed', source);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 5_000_000, source);
  }
});

test('what is nested deeper than the parser follows is refused', () => {
  assert.equal(verdict(`1${' + 1'.repeat(4_000)}`), 'syntax');
});

test('what processes need is not', () => {
  const usual = [
    'outcome = "done" and (urgent or bounces >= 2)',
    `a${' and a'.repeat(100)}`,
    'for i in 1..100 return for j in 1..100 return i * j',
    'for task in tasks return task.name',
    'for i in 1..count(tasks) return tasks[i]',
    'every task in tasks satisfies task.done',
    'tasks[done = false]',
    'date and time(receivedAt) + duration("PT2H")',
    'matches(phone, "^(0|\\+84)\\d{9}$")',
    'matches(code, "^[A-Z]+-\\d+$")',
    'if x in [1..1000000] then 1 else 2',
  ];
  assert.deepEqual(
    usual.filter((source) => verdict(source) !== 'fine'),
    [],
  );
});
