// Whether two XML documents say the same: element by element, attribute by attribute, by what names mean and not by how
// they are prefixed. Reads with saxen, so that neither moddle's writer nor our own reader checks itself.
import { type Document, type Node, readNodes } from './sax-nodes.ts';

export interface Difference {
  /** The elements from the root down, with ids, e.g. `definitions/process#p/userTask#t`. */
  readonly path: string;
  readonly what:
    | 'element lost'
    | 'element added'
    | 'attribute lost'
    | 'attribute added'
    | 'attribute changed'
    | 'namespace lost'
    | 'text changed'
    | 'comment lost'
    | 'order changed';
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Comparison {
  /** Elements in each document. */
  readonly elements: { readonly before: number; readonly after: number };
  readonly differences: readonly Difference[];
  /** What stands in the namespace `own` only, and what it replaced while keeping the former text beside it. */
  readonly added: number;
  readonly translated: number;
}

/**
 * @param own namespace in which additions are no differences; an element there may keep a former text in `imported`
 * @throws Error where one of them is not well-formed
 */
export function compareXml(before: string, after: string, own: string | null = null): Comparison {
  const [left, right] = [readNodes(before), readNodes(after)];
  const found: Found = { own, differences: [], added: 0, translated: 0 };
  const comments = missing(left.comments, right.comments);
  for (const comment of comments) say(found, '', 'comment lost', '', comment, null);
  compareElements(left.root, right.root, label(left.root), found);
  const { differences, added, translated } = found;
  return { elements: { before: count(left), after: count(right) }, differences, added, translated };
}

interface Found {
  readonly own: string | null;
  readonly differences: Difference[];
  added: number;
  translated: number;
}

function say(found: Found, path: string, what: Difference['what'], name: string, ...values: Values): void {
  found.differences.push({ path, what, name, before: values[0], after: values[1] });
}
type Values = [before: string | null, after: string | null];

function compareElements(left: Node, right: Node, path: string, found: Found): void {
  if (left.key !== right.key) say(found, path, 'element lost', left.key, left.key, right.key);
  for (const [prefix, uri] of left.declared) {
    if (right.scope.get(prefix) !== uri)
      say(found, path, 'namespace lost', prefix, uri, right.scope.get(prefix) ?? null);
  }
  compareAttributes(left, right, path, found);
  compareTexts(left, right, path, found);
  compareChildren(left, right, path, found);
}

function compareAttributes(left: Node, right: Node, path: string, found: Found): void {
  for (const [key, value] of left.attributes) {
    const other = right.attributes.get(key) ?? null;
    if (other === null) say(found, path, 'attribute lost', key, value, null);
    else if (!same(value, left, other, right)) say(found, path, 'attribute changed', key, value, other);
  }
  for (const [key, value] of right.attributes) {
    if (left.attributes.has(key)) continue;
    if (isOwn(key, found)) found.added += 1;
    else say(found, path, 'attribute added', key, null, value);
  }
}

/** A text that was translated keeps what it was in the attribute `imported` of our own namespace. */
function compareTexts(left: Node, right: Node, path: string, found: Found): void {
  if (same(left.text, left, right.text, right)) return;
  const kept = found.own === null ? undefined : right.attributes.get(`{${found.own}}imported`);
  if (kept !== undefined && kept === left.text) found.translated += 1;
  else say(found, path, 'text changed', '', left.text, right.text);
}

function compareChildren(left: Node, right: Node, path: string, found: Found): void {
  const places: number[] = [];
  const matched = new Set<Node>();
  for (const child of left.children) {
    const other = counterpart(child, left, right);
    if (other === undefined) {
      say(found, path, 'element lost', label(child), child.key, null);
      continue;
    }
    matched.add(other);
    places.push(right.children.indexOf(other));
    compareElements(child, other, `${path}/${label(child)}`, found);
  }
  if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0))) {
    say(found, path, 'order changed', left.key, null, null);
  }
  for (const child of right.children.filter((one) => !matched.has(one))) {
    if (isOwnElement(child, found)) found.added += 1;
    else say(found, path, 'element added', label(child), null, child.key);
  }
}

/** By id; what has none, by which of its kind it is under its parent. */
function counterpart(child: Node, parent: Node, other: Node): Node | undefined {
  const id = child.attributes.get('id');
  if (id !== undefined) return other.children.find((one) => one.key === child.key && one.attributes.get('id') === id);
  const alike = (one: Node): boolean => one.key === child.key && !one.attributes.has('id');
  return other.children.filter(alike)[parent.children.filter(alike).indexOf(child)];
}

function isOwn(key: string, { own }: Found): boolean {
  return own !== null && key.startsWith(`{${own}}`);
}

/** Ours, or a holder of extensions that was made for ours alone. */
function isOwnElement(node: Node, found: Found): boolean {
  if (isOwn(node.key, found)) return true;
  const holder = /\}extensionElements$/.test(node.key) && node.attributes.size === 0 && node.children.length > 0;
  return holder && node.children.every((child) => isOwn(child.key, found));
}

/** Equal texts whose prefixes, if they have any, mean the same; or different prefixes for the same name. */
function same(value: string, left: Node, other: string, right: Node): boolean {
  const meant = meaning(value, left);
  return meant === null ? value === other : meant === meaning(other, right);
}

/** A qualified name with its namespace. @returns null for any other text */
function meaning(value: string, { scope }: Node): string | null {
  const [, prefix = '', local = ''] = /^\s*([A-Za-z_][\w.-]*):([\w.-]+)\s*$/.exec(value) ?? [];
  const uri = scope.get(prefix);
  return prefix === '' || uri === undefined ? null : `{${uri}}${local}`;
}

function missing(before: readonly string[], after: readonly string[]): readonly string[] {
  const rest = [...after];
  return before.filter((comment) => {
    const at = rest.indexOf(comment);
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
}

function label(node: Node): string {
  const id = node.attributes.get('id');
  const local = node.key.replace(/^\{.*\}/, '');
  return id === undefined ? local : `${local}#${id}`;
}

function count({ root }: Document): number {
  const below = (node: Node): number => node.children.reduce((sum, child) => sum + below(child), 1);
  return below(root);
}
