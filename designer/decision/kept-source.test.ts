/** The library that changes tables writes a file in its own way: what people have not touched must stay as it was. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DmnModdle } from 'dmn-moddle';
import { keepSource } from '#engine/bpmn/interchange/keep-source.ts';
import { normalisedDmn } from '#engine/bpmn/moddle.ts';
import { elementIn, elementsIn, type ModdleElement, textIn } from '#engine/bpmn/moddle-types.ts';

const root = new URL('../../', import.meta.url);
const files = globSync(['workflows/**/*.dmn', 'test/data/**/*.dmn'], { cwd: root });

test('there are tables to look at', () => assert.ok(files.length >= 2));

for (const file of files) {
  test(`${file}: one cell is changed, everything else stays to the letter`, async () => {
    const source = normalisedDmn(readFileSync(new URL(file, root), 'utf8'));
    const moddle = new DmnModdle();
    const { rootElement } = await moddle.fromXML(source, 'dmn:Definitions');
    const write = async () => (await moddle.toXML(rootElement, { format: true })).xml;
    const unchanged = await write();
    assert.equal(keepSource(source, unchanged, unchanged), source);
    const cell = firstResult(rootElement);
    if (cell === null) return;
    const before = textIn(cell, 'text') ?? assert.fail('an empty cell');
    Object.assign(cell, { text: '"CHANGED"' });
    const [start, end] = around(source, String(cell.id));
    const kept = keepSource(source, unchanged, await write());
    assert.equal(kept, `${source.slice(0, start)}"CHANGED"${source.slice(end)}`);
    assert.equal(source.slice(start, end), escaped(before));
  });
}

function firstResult(model: ModdleElement): ModdleElement | null {
  const logics = elementsIn(model, 'drgElement').map((decision) => elementIn(decision, 'decisionLogic'));
  const tables = logics.flatMap((logic) => (logic?.$type === 'dmn:DecisionTable' ? logic : []));
  const cells = tables.flatMap((table) => elementsIn(table, 'rule').flatMap((rule) => elementsIn(rule, 'outputEntry')));
  return cells.find((cell) => cell.id !== undefined && textIn(cell, 'text') !== null) ?? null;
}

/** Where the text of a cell begins and ends. */
function around(source: string, id: string): readonly [number, number] {
  const start = source.indexOf('<', source.indexOf(`id="${id}"`));
  const from = source.indexOf('>', start) + 1;
  return [from, source.indexOf('<', from)];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
