// XML as it was written: a tree that knows where every part stands in the text, so that a change touches its own place
// and nothing else. bpmn-moddle makes a model of a file and forgets the rest; what must not be lost is changed here.

export interface XmlElement {
  readonly kind: 'element';
  /** As written, e.g. `bpmn:userTask`. */
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | null;
  /** From `<` to after the last `>`. */
  readonly start: number;
  readonly end: number;
  /** After the `>` or before the `/>` of the start tag. */
  readonly openEnd: number;
  /** Before `</`; of a self-closing tag the same as `openEnd`. */
  readonly closeStart: number;
  readonly selfClosing: boolean;
}

export interface XmlAttribute {
  readonly name: string;
  readonly local: string;
  /** Empty for what has no prefix; `xmlns` declarations have the namespace of their kind. */
  readonly uri: string;
  readonly value: string;
  /** From the name to after the closing quote. */
  readonly start: number;
  readonly end: number;
}

export type XmlNode = XmlElement | XmlText | XmlOther;

export interface XmlText {
  readonly kind: 'text';
  /** What the text or CDATA section says. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Comments and processing instructions. */
export interface XmlOther {
  readonly kind: 'other';
  readonly start: number;
  readonly end: number;
}

export class XmlFault extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const xmlUri = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsUri = 'http://www.w3.org/2000/xmlns/';

/**
 * Reads a well-formed document (XML 1.0 with namespaces, without a DTD).
 * @returns its root element
 * @throws XmlFault where the text is not well-formed
 */
export function parseXml(source: string): XmlElement {
  const reader: Reader = { source, at: 0, root: null, open: [], scopes: [new Map([['xml', xmlUri]])] };
  while (reader.at < source.length) step(reader);
  const unclosed = reader.open.at(-1);
  if (unclosed !== undefined) throw new XmlFault(`<${unclosed.name}> is not closed`, unclosed.start);
  if (reader.root === null) throw new XmlFault('there is no root element', 0);
  return reader.root;
}

/** The value of an attribute by its namespace (empty: none) and local name. */
export function attributeOf(element: XmlElement, local: string, uri = ''): string | null {
  return element.attributes.find((one) => one.local === local && one.uri === uri)?.value ?? null;
}

export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => child.kind === 'element');
}

/** All text below an element that stands in it directly. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' ? child.value : '')).join('');
}

/** The element and everything below it, in the order of the text. */
export function* withDescendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of childElements(element)) yield* withDescendants(child);
}

/** What a prefix means where `element` stands. @returns null where it is not declared */
export function uriOfPrefix(element: XmlElement, prefix: string): string | null {
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    const declared = at.attributes.find(({ name }) => name === (prefix === '' ? 'xmlns' : `xmlns:${prefix}`));
    if (declared !== undefined) return declared.value;
  }
  if (prefix === 'xml') return xmlUri;
  return prefix === '' ? '' : null;
}

type Scope = ReadonlyMap<string, string>;

interface Open extends Omit<XmlElement, 'children' | 'attributes' | 'end' | 'closeStart' | 'parent' | 'uri'> {
  attributes: readonly XmlAttribute[];
  readonly children: XmlNode[];
  readonly parent: XmlElement | null;
  uri: string;
  end: number;
  closeStart: number;
}

interface Reader {
  readonly source: string;
  at: number;
  root: XmlElement | null;
  readonly open: Open[];
  /** What the prefixes mean inside of each open element. */
  readonly scopes: Scope[];
}

function step(reader: Reader): void {
  const { source, at } = reader;
  if (source[at] !== '<') {
    text(reader);
    return;
  }
  if (source.startsWith('<!--', at)) {
    other(reader, '-->', 4);
    return;
  }
  if (source.startsWith('<![CDATA[', at)) {
    cdata(reader);
    return;
  }
  if (source.startsWith('<?', at)) {
    other(reader, '?>', 2);
    return;
  }
  if (source.startsWith('<!', at)) throw new XmlFault('a document type is not allowed', at);
  if (source[at + 1] === '/') {
    close(reader);
    return;
  }
  open(reader);
}

function text(reader: Reader): void {
  const { source, at } = reader;
  const next = source.indexOf('<', at);
  const end = next === -1 ? source.length : next;
  const raw = source.slice(at, end);
  if (reader.open.length === 0) {
    if (!/^[\s\uFEFF]*$/.test(raw)) throw new XmlFault('text stands outside of the root element', at);
  } else add(reader, { kind: 'text', value: decode(lines(raw), at), start: at, end });
  reader.at = end;
}

function cdata(reader: Reader): void {
  const { source, at } = reader;
  const end = until(reader, ']]>', 9);
  if (reader.open.length === 0) throw new XmlFault('text stands outside of the root element', at);
  add(reader, { kind: 'text', value: lines(source.slice(at + 9, end - 3)), start: at, end });
  reader.at = end;
}

function other(reader: Reader, closing: string, skip: number): void {
  const end = until(reader, closing, skip);
  add(reader, { kind: 'other', start: reader.at, end });
  reader.at = end;
}

function until({ source, at }: Reader, closing: string, skip: number): number {
  const found = source.indexOf(closing, at + skip);
  if (found === -1) throw new XmlFault(`"${closing}" is missing`, at);
  return found + closing.length;
}

function add(reader: Reader, node: XmlNode): void {
  reader.open.at(-1)?.children.push(node);
}

const nameAt = /[^\s<>/=&"'!?]+/y;
const attributeAt = /(\s+)([^\s<>/=&"'!?]+)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const tagEnd = /\s*(\/?)>/y;

function open(reader: Reader): void {
  const { source, at: start } = reader;
  nameAt.lastIndex = start + 1;
  const name = nameAt.exec(source)?.[0];
  if (name === undefined) throw new XmlFault('"<" must be written as "&lt;" here', start);
  const raw = rawAttributes(source, nameAt.lastIndex);
  tagEnd.lastIndex = raw.end;
  const ending = tagEnd.exec(source);
  if (ending === null) throw new XmlFault(`the tag <${name}> is not well-formed`, start);
  const selfClosing = ending[1] === '/';
  const parent = reader.open.at(-1) ?? null;
  if (parent === null && reader.root !== null) throw new XmlFault('there is more than one root element', start);
  const openEnd = selfClosing ? tagEnd.lastIndex - 2 : tagEnd.lastIndex;
  const element: Open = {
    kind: 'element',
    name,
    local: localOf(name),
    uri: '',
    attributes: raw.attributes,
    children: [],
    parent: parent as XmlElement | null,
    start,
    end: tagEnd.lastIndex,
    openEnd,
    closeStart: openEnd,
    selfClosing,
  };
  const scope = resolve(element, reader.scopes.at(-1) ?? new Map());
  if (parent === null) reader.root = element;
  else parent.children.push(element);
  if (!selfClosing) {
    reader.open.push(element);
    reader.scopes.push(scope);
  }
  reader.at = element.end;
}

function rawAttributes(source: string, from: number) {
  const attributes: XmlAttribute[] = [];
  const names = new Set<string>();
  let end = from;
  for (;;) {
    attributeAt.lastIndex = end;
    const found = attributeAt.exec(source);
    if (found === null) return { attributes, end };
    const [, blank = '', name = '', quoted = ''] = found;
    if (names.has(name)) throw new XmlFault(`the attribute ${name} stands twice`, end);
    names.add(name);
    const start = end + blank.length;
    end = attributeAt.lastIndex;
    const value = decode(lines(quoted.slice(1, -1)).replace(/[\t\n]/g, ' '), start);
    attributes.push({ name, local: localOf(name), uri: '', value, start, end });
  }
}

/** Gives the names their namespaces. @returns what the prefixes mean inside of it, with what it declares itself */
function resolve(element: Open, around: Scope): Scope {
  const declared = element.attributes.flatMap(({ name, value }): [string, string][] =>
    name === 'xmlns' || name.startsWith('xmlns:') ? [[name.slice('xmlns:'.length), value]] : [],
  );
  const scope = declared.length === 0 ? around : new Map([...around, ...declared]);
  element.uri = known(scope, prefixOf(element.name), element.start);
  element.attributes = element.attributes.map((attribute) => {
    const prefix = prefixOf(attribute.name);
    if (attribute.name === 'xmlns' || prefix === 'xmlns') return { ...attribute, uri: xmlnsUri };
    return prefix === '' ? attribute : { ...attribute, uri: known(scope, prefix, attribute.start) };
  });
  return scope;
}

function known(scope: Scope, prefix: string, at: number): string {
  const uri = scope.get(prefix) ?? (prefix === '' ? '' : undefined);
  if (uri === undefined) throw new XmlFault(`the prefix "${prefix}" is not declared`, at);
  return uri;
}

function close(reader: Reader): void {
  const { source, at } = reader;
  const end = until(reader, '>', 2);
  const name = source.slice(at + 2, end - 1).trimEnd();
  const element = reader.open.pop();
  reader.scopes.pop();
  if (element?.name !== name) throw new XmlFault(`</${name}> closes nothing`, at);
  element.closeStart = at;
  element.end = end;
  reader.at = end;
}

export function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? '' : name.slice(0, colon);
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** XML 1.0 §2.11: every line ends with a line feed. */
function lines(raw: string): string {
  return raw.replace(/\r\n?/g, '\n');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(raw: string, at: number): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));|&/g, (mark, hex, decimal, name) => {
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
    const meant = entities[name ?? ''];
    if (meant === undefined) throw new XmlFault(`"${mark}" is not an entity of XML`, at);
    return meant;
  });
}
