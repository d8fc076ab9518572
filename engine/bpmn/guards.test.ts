import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guard } from './guards.ts';
import { parseProcess } from './parse-process.ts';

const code = (xml: string) => guard(xml, 'x.bpmn')?.code ?? 'fine';

const file = (inside: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <process id="p" isExecutable="true">${inside}</process></definitions>`;

test('S04 hostile files are refused before they are parsed', () => {
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

test('S04 what no XML may hold is refused, literal or as a reference', () => {
  for (const reference of [
    '&#xFFFE;',
    '&#65535;',
    '&#xD800;',
    '&#1114112;',
    '&#xFFFFFFFF;',
    '\ud800',
    '\udc00',
    '\ufffe',
  ]) {
    assert.equal(code(`<a b="${reference}"/>`), 'FILE_HAS_CONTROL_CHARACTERS', reference);
  }
  assert.equal(code('<a b="ế 🏙 &#x1F3D9;"/>'), 'fine');
});

test('the drawing is known by its namespace, not by its prefix', () => {
  const drawn = (uri: string) => `<a xmlns:di="${uri}">${'<di:b/>'.repeat(5_001)}</a>`;
  assert.equal(code(drawn('http://www.omg.org/spec/DD/20100524/DI')), 'fine');
  assert.equal(code(drawn('http://www.omg.org/spec/BPMN/20100524/MODEL')), 'FILE_HAS_TOO_MANY_ELEMENTS');
  const twice = `<a xmlns:di="http://www.omg.org/spec/DD/20100524/DI"><c xmlns:di="x">${'<di:b/>'.repeat(5_001)}</c></a>`;
  assert.equal(code(twice), 'FILE_HAS_TOO_MANY_ELEMENTS');
  const much = `<a xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">${'<dc:b/>'.repeat(50_000)}</a>`;
  assert.equal(code(much), 'FILE_HAS_TOO_MANY_ELEMENTS');
});

test('namespaces are counted, and closing what was never opened hides no depth', () => {
  const spaces = Array.from({ length: 101 }, (_, index) => `xmlns:p${index}="t"`).join(' ');
  assert.equal(code(`<a ${spaces}/>`), 'FILE_HAS_TOO_MANY_NAMESPACES');
  assert.equal(code(`${'</a>'.repeat(100)}${'<a>'.repeat(65)}`), 'FILE_TOO_DEEP');
});

test('a file with a million faults says the first thousand', async () => {
  const attributes = Array.from({ length: 20_000 }, (_, index) => `a${index}="1"`).join(' ');
  const { problems } = await parseProcess(file(`<task id="t" ${attributes}/>`), 'x.bpmn');
  assert.equal(problems.length, 1_000);
});

test('names that tables of a program would lose are refused as ids', async () => {
  const { problems } = await parseProcess(file('<task id="__proto__"/>'), 'x.bpmn');
  assert.ok(problems.some(({ code: found }) => found === 'ID_RESERVED'));
  const { processes } = await parseProcess(file('<task id="constructor"/><task id="toString"/>'), 'x.bpmn');
  assert.deepEqual(Object.keys(processes[0]?.program.nodes ?? {}), ['constructor', 'toString']);
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
