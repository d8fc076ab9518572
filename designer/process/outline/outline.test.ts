import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readBpmn } from '#engine/bpmn/moddle.ts';
import { elementsIn } from '#engine/bpmn/moddle-types.ts';
import { type Entry, flatOutline, outlineOf } from './outline.ts';

const pack = new URL('../../../workflows/citizen-feedback/citizen-feedback.bpmn', import.meta.url);
const { root } = await readBpmn(readFileSync(pack, 'utf8'), 'citizen-feedback.bpmn');
assert.ok(root);
const process = elementsIn(root, 'rootElements').find(({ $type }) => $type === 'bpmn:Process');
assert.ok(process);
const entries = outlineOf(process);
const flat = flatOutline(entries);
const at = (id: string): number => flat.findIndex(({ element }) => element.id === id);
const entry = (id: string): Entry => flat[at(id)] ?? assert.fail(id);

test('every step of the shipped process stands in the list once, the start first', () => {
  const steps = elementsIn(process, 'flowElements').filter(({ $type }) => /Task$|Event$|Gateway$/.test($type));
  assert.ok(steps.length > 20);
  const ids = flat.map(({ element }) => element.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id } of steps) assert.ok(ids.includes(id), id);
  assert.equal(flat[0]?.element.$type, 'bpmn:StartEvent');
});

test('a step is read after what leads to it, although ways come back', () => {
  assert.ok(at('verify') < at('takeOn'));
  assert.ok(at('takeOn') < at('handle'));
});

test('a choice tells where it goes on, and which way is its default', () => {
  const { ways } = entry('verified');
  assert.ok(ways.length > 2);
  assert.equal(ways.filter(({ isDefault }) => isDefault).length, 1);
  assert.ok(ways.every(({ target }) => at(target.id ?? '') >= 0));
});

test('what no line leads to is said to be so', async () => {
  const lonely = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
    <bpmn:process id="p"><bpmn:startEvent id="s"/><bpmn:task id="alone"/><bpmn:task id="a"/>
    <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="a"/></bpmn:process></bpmn:definitions>`;
  const read = await readBpmn(lonely, 'p.bpmn');
  assert.ok(read.root);
  const [own] = elementsIn(read.root, 'rootElements');
  assert.ok(own);
  assert.deepEqual(
    outlineOf(own).map(({ element, reached }) => [element.id, reached]),
    [
      ['s', true],
      ['a', true],
      ['alone', false],
    ],
  );
});
