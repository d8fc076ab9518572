import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';
import { drawingFaults } from '#test/support/drawing.ts';
import { elementsIn, type ModdleElement } from '../moddle-types.ts';
import { freshDrawing, withDrawing } from './layout.ts';
import { crowded, seven } from './test-models.ts';

const nested = seven(`<bpmn:subProcess id="a">
    <bpmn:startEvent id="s2" /><bpmn:sequenceFlow id="g1" sourceRef="s2" targetRef="b" />
    <bpmn:exclusiveGateway id="b" /><bpmn:sequenceFlow id="g2" sourceRef="b" targetRef="c" />
    <bpmn:sequenceFlow id="g3" sourceRef="b" targetRef="g" /><bpmn:task id="c" /><bpmn:task id="g" />
    <bpmn:sequenceFlow id="back" sourceRef="g" targetRef="b" />
  </bpmn:subProcess>
  <bpmn:boundaryEvent id="late" attachedToRef="a"><bpmn:timerEventDefinition /></bpmn:boundaryEvent>
  <bpmn:sequenceFlow id="f9" sourceRef="late" targetRef="e" />
  <bpmn:textAnnotation id="note" />`);

test('a file without a drawing gets one that the library reads: a place for every node, a line for every flow', async () => {
  const { xml, added } = withDrawing(nested);
  assert.ok(added);
  const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
  assert.deepEqual(warnings, []);
  const drawn = elementsIn(rootElement, 'diagrams').flatMap((diagram) =>
    elementsIn(diagram.get('plane') as ModdleElement, 'planeElement'),
  );
  const ids = drawn.map((one) => (one.get('bpmnElement') as ModdleElement).id).toSorted();
  assert.deepEqual(ids, 'a b back c e f1 f2 f9 g g1 g2 g3 late note s s2'.split(' ').toSorted());
});

test('nothing lies upon anything else, and what is inside of a sub-process lies inside its frame', async () => {
  const { rootElement } = await new BpmnModdle().fromXML(withDrawing(nested).xml);
  const boxes = new Map(
    elementsIn(rootElement, 'diagrams')
      .flatMap((diagram) => elementsIn(diagram.get('plane') as ModdleElement, 'planeElement'))
      .filter((one) => one.$type === 'bpmndi:BPMNShape')
      .map((one) => [(one.get('bpmnElement') as ModdleElement).id ?? '', one.get('bounds') as Bounds]),
  );
  const [frame] = [boxes.get('a')];
  assert.ok(frame);
  const inside = ['s2', 'b', 'c', 'g'];
  for (const id of inside) assert.ok(contains(frame, boxes.get(id) as Bounds), id);
  const apart = [...boxes].filter(([id]) => id !== 'late' && id !== 'a');
  for (const [one, first] of apart) {
    for (const [two, second] of apart) assert.ok(one === two || !overlap(first, second), `${one} and ${two}`);
    assert.ok(inside.includes(one) || !overlap(frame, first), one);
  }
});

test('no line crosses a box on its way: back, far ahead, out of an event on a border', () => {
  assert.deepEqual(drawingFaults(withDrawing(nested).xml), []);
});

test('a file with a drawing is left alone', () => {
  assert.equal(withDrawing(crowded).xml, crowded);
});

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function contains(outer: Bounds, inner: Bounds): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlap(one: Bounds, two: Bounds): boolean {
  return (
    one.x < two.x + two.width && two.x < one.x + one.width && one.y < two.y + two.height && two.y < one.y + one.height
  );
}

test('what is drawn already gets a fresh place for everything, and a collapsed sub-process stays one box', () => {
  const { xml } = withDrawing(nested);
  const open = freshDrawing(xml, new Set());
  assert.ok(open?.boxes.has('c'));
  assert.equal(open?.lines.length, 7);
  const closed = freshDrawing(xml, new Set(['a']));
  assert.equal(closed?.boxes.get('a')?.width, 100);
  assert.equal(closed.boxes.has('c'), false);
});

test('a file with pools is not drawn anew', () => {
  const pools = nested.replace('<bpmn:process', '<bpmn:collaboration id="both" /><bpmn:process');
  assert.equal(freshDrawing(pools, new Set()), null);
});
