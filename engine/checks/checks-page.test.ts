/** docs/checks.md lists every rule of the checks, as it is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkTexts } from './check-texts.ts';

test('the page of the checks has a line for each rule, in its words, and no other', () => {
  const page = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8');
  const rules = page.split('## Rules of the domain')[1]?.split('## How they decide')[0] ?? '';
  const lines = rules.split('\n').filter((line) => line.startsWith('| `'));
  const expected = Object.entries(checkTexts).map(
    ([code, { severity, group, en }]) => `| \`${code}\` | ${severity} | ${group} | ${en} |`,
  );
  assert.deepEqual(lines, expected);
});
