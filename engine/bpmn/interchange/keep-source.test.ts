import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';
import fc from 'fast-check';
import { elementsIn, type ModdleElement } from '../moddle-types.ts';
import { compareXml } from './compare-xml.ts';
import { keepSource } from './keep-source.ts';
import { crowded } from './test-models.ts';

test('what was not changed comes back as it was, to the last byte', async () => {
  const { kept, alone } = await edit(() => undefined);
  assert.equal(kept, crowded);
  assert.ok(compareXml(crowded, alone).differences.length > 10, 'the library alone loses much');
});

test('a change is put into its place and nothing else moves', async () => {
  const { kept } = await edit(({ byId }) => Object.assign(byId('work'), { name: 'Xử lý & <trả lời>' }));
  assert.equal(kept, crowded.replace(`name='Xử lý "gấp"'`, 'name="Xử lý &amp; &lt;trả lời&gt;"'));
});

test('an attribute that the file did not have is added, one that is taken away goes', async () => {
  const { kept } = await edit(({ byId }) => {
    Object.assign(byId('done'), { name: 'Hết' });
    Object.assign(byId('begin'), { name: undefined });
  });
  assert.equal(
    kept,
    crowded
      .replace('<model:endEvent id="done"/>', '<model:endEvent id="done" name="Hết"/>')
      .replace(' name="Bắt đầu"', ''),
  );
});

test('a new element is written in the prefixes of the file, beside its neighbours', async () => {
  const { kept } = await edit(({ moddle, process }) => {
    const task = moddle.create('bpmn:UserTask', { id: 'new', name: 'Mới' });
    insert(process, task, 1);
  });
  assert.match(kept, /\n {4}<model:userTask id="new" name="Mới" \/>/);
  assert.equal(kept.replace(/\n {4}<model:userTask id="new" name="Mới" \/>/, ''), crowded);
});

test('what is moved into a sub-process keeps everything that the library does not know', async () => {
  const { kept } = await edit(({ moddle, process, byId }) => {
    const frame = moddle.create('bpmn:SubProcess', { id: 'frame' });
    const task = byId('work');
    remove(process, task);
    insert(process, frame, 0);
    Object.assign(frame, { flowElements: [task] });
    Object.assign(task, { $parent: frame });
  });
  assert.match(kept, /<model:subProcess id="frame">\s*<model:userTask id="work" [^>]*tool:colour="red"[^>]*>/);
});

test('colours of two elements declare their namespaces once, at the root', () => {
  const file = (root: string, one: string, two: string) =>
    `<b:definitions xmlns:b="urn:b"${root}><b:shape id="one"${one} /><b:shape id="two"${two} /></b:definitions>`;
  const colour = ' bioc:stroke="#205022" bioc:fill="#c8e6c9" color:border-color="#205022"';
  const coloured = file(' xmlns:bioc="urn:bioc" xmlns:color="urn:color"', colour, colour);
  assert.equal(
    keepSource(file('', '', ''), file('', '', ''), coloured).replaceAll(' />', '/>'),
    coloured.replaceAll(' />', '/>'),
  );
});

/** Random edits: what is read from the result is what the modeler held, and what was not touched is still there. */
test('whatever is edited, the file says what the modeler holds', async () => {
  const change = fc.record({
    kind: fc.constantFrom('rename', 'document', 'delete', 'add', 'move', 'resize', 'bend', 'condition'),
    at: fc.nat(20),
    text: fc.string({ maxLength: 12, unit: 'grapheme-ascii' }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const { kept, alone } = await edit((model) => {
        for (const [index, one] of changes.entries()) apply(model, { ...one, index });
      });
      assert.deepEqual(compareXml(await rewritten(alone), await rewritten(kept)).differences, []);
      assert.match(kept, /<!-- drawn by hand -->/);
      assert.match(kept, /<tool:entry><!\[CDATA\[a < b && c\]\]><\/tool:entry>/);
    }),
    { numRuns: Number(process.env['WARDFLOW_RUNS'] ?? 100), seed: 7 },
  );
});

interface Model {
  readonly moddle: BpmnModdle;
  readonly process: ModdleElement;
  byId(id: string): ModdleElement;
  readonly drawn: readonly ModdleElement[];
}

async function edit(change: (model: Model) => void): Promise<{ readonly kept: string; readonly alone: string }> {
  const moddle = new BpmnModdle();
  const { rootElement } = await moddle.fromXML(crowded);
  const unchanged = (await moddle.toXML(rootElement, { format: true })).xml;
  const [process] = elementsIn(rootElement, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
  const [diagram] = elementsIn(rootElement, 'diagrams');
  assert.ok(process && diagram);
  const byId = (id: string): ModdleElement =>
    elementsIn(process, 'flowElements').find((one) => one.id === id) as ModdleElement;
  change({ moddle, process, byId, drawn: elementsIn(diagram.get('plane') as ModdleElement, 'planeElement') });
  const alone = (await moddle.toXML(rootElement, { format: true })).xml;
  return { kept: keepSource(crowded, unchanged, alone), alone };
}

async function rewritten(xml: string): Promise<string> {
  const moddle = new BpmnModdle();
  const { rootElement } = await moddle.fromXML(xml);
  return (await moddle.toXML(rootElement, { format: true })).xml;
}

interface Change {
  readonly kind: string;
  readonly at: number;
  readonly text: string;
  readonly index: number;
}

function apply({ moddle, process, drawn }: Model, { kind, at, text, index }: Change): void {
  const all = elementsIn(process, 'flowElements');
  const element = all[at % Math.max(1, all.length)];
  const shape = drawn[at % drawn.length];
  if (element === undefined || shape === undefined) return;
  if (kind === 'rename') Object.assign(element, { name: text });
  if (kind === 'document') list(element, 'documentation').push(moddle.create('bpmn:Documentation', { text }));
  if (kind === 'delete') remove(process, element);
  if (kind === 'add') insert(process, moddle.create('bpmn:Task', { id: `new${index}`, name: text }), at);
  if (kind === 'move') {
    remove(process, element);
    insert(process, element, at + 3);
  }
  if (kind === 'condition' && element.$type === 'bpmn:SequenceFlow') {
    Object.assign(element, { conditionExpression: moddle.create('bpmn:FormalExpression', { body: text }) });
  }
  const bounds = shape.get('bounds');
  if (kind === 'resize' && bounds) Object.assign(bounds, { x: at, width: 100 + at });
  if (kind === 'bend') list(shape, 'waypoint').splice(1, 0, moddle.create('dc:Point', { x: at, y: index }));
}

function list(element: ModdleElement, name: string): ModdleElement[] {
  const value = element.get(name);
  return Array.isArray(value) ? value : [];
}

function remove(process: ModdleElement, element: ModdleElement): void {
  const elements = list(process, 'flowElements');
  elements.splice(elements.indexOf(element), 1);
}

function insert(process: ModdleElement, element: ModdleElement, at: number): void {
  Object.assign(element, { $parent: process });
  const elements = list(process, 'flowElements');
  elements.splice(Math.min(at, elements.length), 0, element);
}
