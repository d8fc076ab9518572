/// <reference path="./saxen.d.ts" />
// A document as plain nodes, read by saxen alone: for comparing, never for changing.
import { Parser } from 'saxen';

export interface Node {
  /** `{namespace}local`. */
  readonly key: string;
  /** By `{namespace}local`, or by the plain name where there is no prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly declared: ReadonlyMap<string, string>;
  /** What every prefix means here. */
  readonly scope: ReadonlyMap<string, string>;
  readonly children: readonly Node[];
  /** Its own text; blanks between elements are nothing. */
  readonly text: string;
}

export interface Document {
  readonly root: Node;
  readonly comments: readonly string[];
}

interface Growing extends Node {
  readonly children: Growing[];
  text: string;
}

/** @throws Error where the text is not well-formed */
export function readNodes(xml: string): Document {
  const parser = new Parser();
  const open: Growing[] = [];
  const comments: string[] = [];
  let root: Growing | null = null;
  const fail = (fault: Error): never => {
    throw fault;
  };
  parser.on('error', fail);
  parser.on('warn', fail);
  parser.on('comment', (value) => comments.push(lines(value).trim()));
  parser.on('text', (value, decode) => grow(open, decode(lines(value))));
  parser.on('cdata', (value) => grow(open, lines(value)));
  parser.on('openTag', (name, attributes, decode) => {
    const parent = open.at(-1);
    const node = nodeOf(name, attributes(), decode, parent?.scope ?? new Map([['xml', xmlUri]]));
    if (parent === undefined) root ??= node;
    else parent.children.push(node);
    open.push(node);
  });
  parser.on('closeTag', () => {
    const closed = open.pop();
    if (closed !== undefined && closed.children.length > 0 && closed.text.trim() === '') closed.text = '';
  });
  parser.parse(closeAttributes(xml));
  if (root === null) throw new Error('there is no root element');
  return { root, comments };
}

const xmlUri = 'http://www.w3.org/XML/1998/namespace';

function grow(open: readonly Growing[], text: string): void {
  const node = open.at(-1);
  if (node !== undefined) node.text += text;
}

function nodeOf(
  name: string,
  raw: Readonly<Record<string, string>>,
  decode: (text: string) => string,
  around: ReadonlyMap<string, string>,
): Growing {
  const all = Object.entries(raw).map(([key, value]) => [key, decode(lines(value).replace(/[\t\n]/g, ' '))] as const);
  const declared = new Map(
    all.flatMap(([key, value]) => (/^xmlns(:|$)/.test(key) ? [[key.slice('xmlns:'.length), value] as const] : [])),
  );
  const scope = new Map([...around, ...declared]);
  const keyOf = (written: string, fallback: string): string => {
    const [prefix, local] = written.includes(':') ? written.split(':', 2) : ['', written];
    const uri = prefix === '' ? fallback : scope.get(prefix ?? '');
    if (uri === undefined) throw new Error(`the prefix "${prefix}" is not declared`);
    return uri === '' ? (local ?? '') : `{${uri}}${local}`;
  };
  const attributes = new Map(
    all.flatMap(([key, value]) => (/^xmlns(:|$)/.test(key) ? [] : [[keyOf(key, ''), value] as const])),
  );
  return { key: keyOf(name, scope.get('') ?? ''), attributes, declared, scope, children: [], text: '' };
}

/** Blanks around the `=` of an attribute, which XML allows, are more than saxen reads. */
function closeAttributes(xml: string): string {
  return xml.replace(/<[A-Za-z][^<>]*>/g, (tag) => tag.replace(/(\s[\w:.-]+)\s*=\s*(["'])/g, '$1=$2'));
}

function lines(raw: string): string {
  return raw.replace(/\r\n?/g, '\n');
}
