import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { editedDiagram } from './edit-diagram.ts';
import { applyEdit, isNobodys, isOfficials, type WorkEdit, workOf } from './work-of.ts';

const source = readFileSync(
  new URL('../../workflows/personal-data-request/personal-data-request.bpmn', import.meta.url),
  'utf8',
);

const edited = (id: string, edit: WorkEdit, xml = source) =>
  editedDiagram(xml, id, (diagram, element) => applyEdit(diagram, element, edit));

async function stepOf(xml: string, id: string) {
  const { processes, problems } = await loadProgram([{ path: 'personal-data-request.bpmn', content: xml }], {
    host: 'core',
  });
  assert.deepEqual(
    problems.filter(({ code }) => code.startsWith('XML')),
    [],
  );
  const [program] = Object.values(processes);
  assert.ok(program);
  const step = workOf(program).find(({ element }) => element === id);
  assert.ok(step);
  return step;
}

/** Lines of the one that the other does not have. */
function linesNotIn(text: string, other: string): readonly string[] {
  const known = new Set(other.split('\n'));
  return text.split('\n').filter((line) => !known.has(line));
}

test('another role is one attribute of one line; the drawing and all else stay byte for byte', async () => {
  const xml = await edited('decide', { what: 'role', value: 'unit_head' });
  assert.equal((await stepOf(xml, 'decide')).role, 'unit_head');
  assert.equal(linesNotIn(xml, source).length, 1);
  assert.match(linesNotIn(xml, source)[0] ?? '', /id="decide".*wardflow:role="unit_head"/);
  const drawing = /<bpmndi:BPMNDiagram[\s\S]*/;
  assert.equal(drawing.exec(xml)?.[0], drawing.exec(source)?.[0]);
});

test('a unit is taken away, and a step without anybody is known as such', async () => {
  const without = await edited('verify', { what: 'unit', value: '' });
  assert.equal((await stepOf(without, 'verify')).unit, '');
  const nobody = await stepOf(await edited('verify', { what: 'role', value: '' }, without), 'verify');
  assert.ok(isNobodys(nobody) && isOfficials(nobody));
  assert.ok(!isOfficials({ ...nobody, role: 'citizen' }));
});

test('a deadline is changed, taken away and given, and what stands beside it stays', async () => {
  const before = await stepOf(source, 'verify');
  assert.ok(before.deadline);
  const longer = { ...before.deadline, duration: 'PT4H', calendar: 'hanh-chinh' };
  const changed = await edited('verify', { what: 'deadline', value: longer });
  assert.deepEqual((await stepOf(changed, 'verify')).deadline, longer);
  const none = await edited('verify', { what: 'deadline', value: null }, changed);
  assert.doesNotMatch(none, /<wardflow:deadline/);
  const again = await edited('verify', { what: 'deadline', value: before.deadline }, none);
  assert.deepEqual(await stepOf(again, 'verify'), before);
  const mappings = /<wardflow:(?:input|output)/g;
  assert.equal(again.match(mappings)?.length, source.match(mappings)?.length);
});

test('an edit that changes nothing, or of an element that is gone, gives the text back', async () => {
  assert.equal(await edited('decide', { what: 'role', value: 'ioc_operator' }), source);
  assert.equal(await edited('gone', { what: 'role', value: 'officer' }), source);
});
