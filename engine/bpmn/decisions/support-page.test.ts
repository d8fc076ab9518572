import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { feelFault } from '#engine/core/expressions/feel.ts';
import { dmnSupportPage, refusedExpressions } from './support-page.ts';

test('docs/dmn-support.md says what the code does', () => {
  const page = readFileSync(new URL('../../../docs/dmn-support.md', import.meta.url), 'utf8');
  assert.equal(page, dmnSupportPage(), 'wardflow conformance --dmn-support > docs/dmn-support.md');
});

test('what the page says is refused is refused', () => {
  for (const [source] of refusedExpressions) assert.notEqual(feelFault(source, 'expression'), null, source);
});
