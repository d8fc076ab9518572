import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { hasErrors } from '#engine/bpmn/problems.ts';
import { programsOf } from './load-programs.ts';

const file = (inside: string) => [
  {
    path: 'p.bpmn',
    content: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
      <process id="p" isExecutable="true">${inside}</process></definitions>`,
  },
];
/** Without an end event: a rule that came after some versions were published. */
const old = file('<startEvent id="s"/><task id="a"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/>');

test('a version published before a rule came goes on running, and is not published again as it is', async () => {
  const { problems } = await loadProgram(old);
  assert.deepEqual(
    problems.map(({ code, element }) => `${element} ${code}`),
    ['p END_MISSING'],
  );
  const programs = await programsOf(old);
  assert.deepEqual(Object.keys(programs['p']?.nodes ?? {}), ['s', 'a']);
});

test('a limit that came later does not stop what was published either', async () => {
  const large = file(`<startEvent id="s"/>${'<textAnnotation/>'.repeat(6_000)}`);
  assert.ok(hasErrors((await loadProgram(large)).problems));
  assert.deepEqual(Object.keys((await programsOf(large))['p']?.nodes ?? {}), ['s']);
});

test('a version without anything that runs is a fault', async () => {
  await assert.rejects(programsOf([{ path: 'p.bpmn', content: '<no>' }]), /The version cannot run: XML_NOT_READABLE/);
});
