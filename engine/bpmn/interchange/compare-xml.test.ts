import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareXml } from './compare-xml.ts';
import { crowded } from './test-models.ts';
import { childElements, parseXml, withDescendants, type XmlElement, xmlnsUri } from './xml-tree.ts';

const differences = (before: string, after: string) => compareXml(before, after).differences.map(({ what }) => what);

test('a document says the same as itself, also in other prefixes and with other blanks between elements', () => {
  assert.deepEqual(differences(crowded, crowded), []);
  const renamed = crowded
    .replaceAll('model:', 'b:')
    .replaceAll('xmlns:model', 'xmlns:model="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:b')
    .replaceAll(/>\s+<(?!model:text)/g, '>\n<');
  assert.deepEqual(differences(crowded, renamed), []);
});

test('every element that goes missing is found', () => {
  for (const element of withDescendants(parseXml(crowded))) {
    if (element.parent === null) continue;
    const without = crowded.slice(0, element.start) + crowded.slice(element.end);
    assert.notDeepEqual(differences(crowded, without), [], element.name);
  }
});

test('every attribute and declaration that goes missing is found', () => {
  let tried = 0;
  for (const { attributes, name } of withDescendants(parseXml(crowded))) {
    for (const { start, end, uri, name: own } of attributes) {
      const without = crowded.slice(0, start) + crowded.slice(end);
      const used = uri === xmlnsUri && crowded.includes(`<${own.replace('xmlns:', '')}:`);
      if (used || own === 'xmlns:xsi' || own === 'xmlns:bioc' || own === 'xmlns:tool') continue;
      tried += 1;
      assert.notDeepEqual(differences(crowded, without), [], `${own} of ${name}`);
    }
  }
  assert.ok(tried > 70, `${tried} attributes`);
});

test('changed texts, comments and orders are found, and what a prefix means counts', () => {
  const changed = (from: string, to: string) => {
    assert.ok(crowded.includes(from), from);
    return differences(crowded, crowded.replace(from, to));
  };
  assert.deepEqual(changed('A &amp; B', 'A and B'), ['text changed']);
  assert.deepEqual(changed('  keeps\n', 'keeps\n'), ['text changed']);
  assert.deepEqual(changed('=x > 1', '=x > 2'), ['text changed']);
  assert.deepEqual(changed('<!-- the work -->', ''), ['comment lost']);
  assert.deepEqual(changed('x="46"', 'x="46.0"'), ['attribute changed']);
  assert.deepEqual(changed('xmlns:here="urn:here"', 'xmlns:here="urn:there"'), [
    'namespace lost',
    'text changed',
    'text changed',
    'attribute changed',
  ]);
  assert.deepEqual(
    changed(
      '<model:endEvent id="done"/>\n    <model:endEvent id="other"/>',
      '<model:endEvent id="other"/><model:endEvent id="done"/>',
    ),
    ['order changed'],
  );
});

test('additions of our own are counted and are no differences; those of others are', () => {
  const own = 'https://wardflow.org/bpmn/1';
  const root = parseXml(crowded);
  const task = [...withDescendants(root)].find(({ local }) => local === 'userTask') as XmlElement;
  const at = task.openEnd;
  const block = `<model:extensionElements><w:deadline xmlns:w="${own}" duration="PT1H"/></model:extensionElements>`;
  const added = compareXml(crowded, crowded.slice(0, at) + block + crowded.slice(at), own);
  assert.deepEqual([added.differences, added.added], [[], 1]);
  const foreign = block.replace(own, 'urn:other');
  const other = compareXml(crowded, crowded.slice(0, at) + foreign + crowded.slice(at), own);
  assert.deepEqual(
    other.differences.map(({ what }) => what),
    ['element added'],
  );
  assert.equal(childElements(task).length, 2);
});

test('a text may be replaced where the former is kept beside it', () => {
  const own = 'https://wardflow.org/bpmn/1';
  const before = '<a><b>x</b></a>';
  const after = (kept: string) => `<a><b xmlns:w="${own}" w:imported="${kept}">=y</b></a>`;
  assert.equal(compareXml(before, after('x'), own).translated, 1);
  assert.deepEqual(compareXml(before, after('x'), own).differences, []);
  assert.equal(compareXml(before, after('z'), own).differences.length, 1);
});
