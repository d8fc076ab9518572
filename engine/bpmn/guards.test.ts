import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guard } from './guards.ts';
import { parseProcess } from './parse-process.ts';

const code = (xml: string) => guard(xml, 'x.bpmn')?.code ?? 'fine';

test('hostile files are refused before they are parsed', () => {
  assert.equal(code('<a/>'), 'fine');
  assert.equal(code('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'FILE_HAS_DOCTYPE');
  assert.equal(code('<!doctype a><a/>'), 'FILE_HAS_DOCTYPE');
  assert.equal(code('<a b="&#0;"/>'), 'FILE_HAS_CONTROL_CHARACTERS');
  assert.equal(code('<a b="&#x1B;"/>'), 'FILE_HAS_CONTROL_CHARACTERS');
  assert.equal(code('<a b="\u0000"/>'), 'FILE_HAS_CONTROL_CHARACTERS');
  assert.equal(code(`<a b="${'ế'.repeat(700_000)}"/>`), 'FILE_TOO_LARGE');
  assert.equal(code('<a>'.repeat(65) + '</a>'.repeat(65)), 'FILE_TOO_DEEP');
  assert.equal(code('<a>'.repeat(64) + '</a>'.repeat(64)), 'fine');
  assert.equal(code(`<a>${'<b/>'.repeat(5_000)}</a>`), 'FILE_HAS_TOO_MANY_ELEMENTS');
});

test('an angle bracket in an attribute or a comment does not hide depth', () => {
  assert.equal(code('<a b=">">'.repeat(65) + '</a>'.repeat(65)), 'FILE_TOO_DEEP');
});

test('a file that is all angle brackets and quotes is measured in one pass', () => {
  for (const part of ['<a', '<a "', `<a '"`, '<!--', '<![CDATA[', '&#']) {
    assert.doesNotThrow(() => code(part.repeat(150_000)));
  }
});

test('what is no BPMN is said, not thrown', async () => {
  for (const xml of ['', 'no xml', '<a/>', '<bpmn:definitions', '{"json": true}']) {
    const { processes, problems } = await parseProcess(xml, 'x.bpmn');
    assert.deepEqual(processes, []);
    assert.ok(
      problems.some((problem) => problem.severity === 'error'),
      xml,
    );
  }
});
