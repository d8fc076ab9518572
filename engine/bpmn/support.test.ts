import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readableElements } from './read-node.ts';
import { supportPage } from './support.ts';

test('the page on what runs is what the readers say', () => {
  const page = readFileSync(new URL('../../docs/bpmn-support.md', import.meta.url), 'utf8');
  assert.equal(page, supportPage());
});

test('every element that can be read stands on the page', () => {
  for (const element of readableElements()) assert.match(supportPage(), new RegExp(`\\| ${element} \\|`), element);
});
