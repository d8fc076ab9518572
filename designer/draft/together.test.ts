import assert from 'node:assert/strict';
import { test } from 'node:test';
import { together } from './together.ts';

const at = (element: string | null, severity: 'error' | 'warning', code: string) => ({ element, severity, code });

test('what stands against one element stands together, and what must be mended stands first', () => {
  const problems = [
    at('a', 'warning', 'one'),
    at('b', 'error', 'two'),
    at(null, 'error', 'three'),
    at('a', 'error', 'four'),
    at('c', 'warning', 'five'),
    at('b', 'warning', 'six'),
  ];
  const shown = together(problems).map(
    ({ problem, follows }) => `${problem.element} ${problem.code}${follows ? ' …' : ''}`,
  );
  assert.deepEqual(shown, ['a four', 'a one …', 'b two', 'b six …', 'null three', 'c five']);
});
