import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feelFault } from './feel.ts';

const verdict = (source: string) => feelFault(source, 'expression')?.kind ?? 'fine';

test('what could run very long is refused', () => {
  const bombs = [
    'count(for i in 1..2000, j in 1..2000 return i)',
    'for i in 1..100000000 return i',
    'for i in 1..n return i',
    'for i in [1..1000000] return i',
    'for i in 1..101 return for j in 1..100 return i * j',
    'some a in list, b in list, c in list satisfies a = b',
    'list[some a in other satisfies some b in more satisfies a = b]',
    '{f: function(n) f(n - 1) + f(n - 1), r: f(90)}.r',
    `${'('.repeat(65)}1${')'.repeat(65)}`,
    'matches(text, "^(a+)+$")',
    'matches(text, "(a|aa)+b")',
    'matches(text, pattern)',
    'replace(text, "(x{1,9})*y", "z")',
    'split(text, "a*a*a*b")',
    'matches(text, "(.)\\1")',
  ];
  assert.deepEqual(
    bombs.filter((source) => verdict(source) !== 'costly'),
    [],
  );
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
