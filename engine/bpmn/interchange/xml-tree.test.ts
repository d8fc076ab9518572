import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Node, readNodes } from './sax-nodes.ts';
import { crowded, seven } from './test-models.ts';
import { attributeOf, childElements, parseXml, textOf, type XmlElement, XmlFault, xmlnsUri } from './xml-tree.ts';

const shipped = readFileSync(
  new URL('../../../workflows/citizen-feedback/citizen-feedback.bpmn', import.meta.url),
  'utf8',
);

test('a document is read as another parser reads it', () => {
  for (const xml of [crowded, seven('<bpmn:task id="a" />'), shipped]) {
    assert.deepEqual(plainTree(parseXml(xml)), plainNode(readNodes(xml).root));
  }
});

test('every part knows its place in the text', () => {
  const root = parseXml(crowded);
  const walk = (element: XmlElement): void => {
    assert.ok(crowded.slice(element.start, element.end).startsWith(`<${element.name}`));
    assert.equal(crowded[element.end - 1], '>');
    for (const { name, start, end } of element.attributes) {
      assert.match(crowded.slice(start, end), new RegExp(`^${name}\\s*=\\s*["'][^]*["']$`));
    }
    for (const child of childElements(element)) walk(child);
  };
  walk(root);
});

test('texts are joined from what they are written in', () => {
  const [child] = childElements(parseXml('<a xmlns="u"><b c="&#x41;&amp;&quot;">x &lt; <![CDATA[<y>]]>&#10;</b></a>'));
  assert.ok(child);
  assert.equal(textOf(child), 'x < <y>\n');
  assert.equal(attributeOf(child, 'c'), 'A&"');
  assert.equal(child.uri, 'u');
});

test('what is not well-formed is refused', () => {
  const broken = [
    '',
    'plain text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a b="1" b="2"/>',
    '<a b=1/>',
    '<a b="<"/>',
    '<p:a/>',
    '<a p:b="1"/>',
    '<a>&nbsp;</a>',
    '<a>&</a>',
    '<a>&#x110000;</a>',
    '<!DOCTYPE a><a/>',
    '<a><!-- </a>',
    '<a><![CDATA[ </a>',
    '<a/>tail',
    '< a/>',
    '<a',
  ];
  for (const xml of broken) assert.throws(() => parseXml(xml), XmlFault, xml);
});

interface Plain {
  readonly key: string;
  readonly attributes: readonly string[];
  readonly text: string;
  readonly children: readonly Plain[];
}

function plainTree(element: XmlElement): Plain {
  const children = childElements(element).map(plainTree);
  const text = textOf(element);
  const key = (uri: string, local: string): string => (uri === '' ? local : `{${uri}}${local}`);
  return {
    key: key(element.uri, element.local),
    attributes: element.attributes
      .filter(({ uri }) => uri !== xmlnsUri)
      .map(({ uri, local, value }) => `${key(uri, local)}=${value}`)
      .toSorted(),
    text: children.length > 0 && text.trim() === '' ? '' : text,
    children,
  };
}

function plainNode({ key, attributes, text, children }: Node): Plain {
  const own = [...attributes].map(([name, value]) => `${name}=${value}`).toSorted();
  return { key, attributes: own, text, children: children.map(plainNode) };
}

test('a prefix means what the nearest element around says', () => {
  const root = parseXml('<p:a xmlns:p="1"><p:b xmlns:p="2"><p:c/></p:b><p:d xmlns="3"><e p:f="x"/></p:d></p:a>');
  const [b, d] = childElements(root);
  assert.ok(b && d);
  assert.deepEqual(
    [root.uri, b.uri, childElements(b)[0]?.uri, d.uri, childElements(d)[0]?.uri],
    ['1', '2', '2', '1', '3'],
  );
  assert.equal(childElements(d)[0]?.attributes[0]?.uri, '1');
});
