// A changed model back into the text that it came from. A modeler writes what it has understood; comments, foreign
// attributes, defaults written out, prefixes and the order of the rest are lost. So only what was changed is taken from
// what it writes: the differences between what it writes of the unchanged and of the changed model go into the source.
import { kindOf, pairTrees, signature } from './pair-trees.ts';
import { blanksBefore, escapeText, escapeValue, prefixIn, qualified, writeInto } from './xml-names.ts';
import {
  childElements,
  parseXml,
  prefixOf,
  textOf,
  uriOfPrefix,
  type XmlAttribute,
  type XmlElement,
  type XmlNode,
  xmlnsUri,
} from './xml-tree.ts';

/**
 * @param source the file as it was opened
 * @param unchanged what the modeler writes of it before any change
 * @param changed what it writes now
 * @returns the source with the changes in their places; `source` itself where nothing was changed
 * @throws XmlFault where one of the three is not well-formed
 */
export function keepSource(source: string, unchanged: string, changed: string): string {
  if (changed === unchanged) return source;
  const [origin, base, now] = [parseXml(source), parseXml(unchanged), parseXml(changed)];
  const baseOf = pairTrees(base, now);
  const originOf = pairTrees(origin, base, true);
  const merge: Merge = {
    source,
    changed,
    baseOf,
    originOf,
    baseOfOrigin: inverse(originOf),
    nowOfBase: inverse(baseOf),
  };
  return `${source.slice(0, origin.start)}${render(merge, origin, base, now)}${source.slice(origin.end)}`;
}

type Pairs = ReadonlyMap<XmlElement, XmlElement>;

interface Merge {
  readonly source: string;
  readonly changed: string;
  readonly baseOf: Pairs;
  readonly originOf: Pairs;
  readonly baseOfOrigin: Pairs;
  readonly nowOfBase: Pairs;
}

function inverse(pairs: Pairs): Pairs {
  return new Map([...pairs].map(([key, value]) => [value, key]));
}

function render(merge: Merge, origin: XmlElement, base: XmlElement, now: XmlElement): string {
  const tag = renderTag(merge.source, origin, base, now);
  const inside = renderInside(merge, origin, base, now);
  if (inside === '' && origin.selfClosing) return `${tag}${merge.source.slice(origin.openEnd, origin.end)}`;
  const close = origin.selfClosing ? `</${origin.name}>` : merge.source.slice(origin.closeStart, origin.end);
  return `${origin.selfClosing ? `${tag.trimEnd()}>` : tag}${inside}${close}`;
}

/** The start tag, up to `>` or before `/>`, with the attributes that were changed. */
function renderTag(source: string, origin: XmlElement, base: XmlElement, now: XmlElement): string {
  let text = '';
  let at = origin.start;
  const others = now.attributes.filter((one) => !isDeclaration(one) && valueIn(base, one) !== one.value);
  const pending = new Map(others.map((one) => [keyOf(one), one]));
  for (const attribute of origin.attributes) {
    const changed = pending.get(keyOf(attribute));
    const removed = valueIn(base, attribute) !== null && valueIn(now, attribute) === null && !isDeclaration(attribute);
    if (changed === undefined && !removed) continue;
    const blank = /\s*$/.exec(source.slice(at, attribute.start))?.[0].length ?? 0;
    text += source.slice(at, changed === undefined ? attribute.start - blank : attribute.start);
    if (changed !== undefined) text += `${attribute.name}="${escapeValue(changed.value)}"`;
    at = attribute.end;
    pending.delete(keyOf(attribute));
  }
  const last = origin.attributes.at(-1)?.end ?? origin.start + 1 + origin.name.length;
  text += source.slice(at, last);
  const declared = new Set<string>();
  for (const attribute of pending.values()) text += newAttribute(origin, now, attribute, declared);
  for (const declared of newDeclarations(origin, base, now)) text += declared;
  return text + source.slice(last, origin.openEnd);
}

/** @param declared prefixes that this tag declares already */
function newAttribute(
  origin: XmlElement,
  now: XmlElement,
  { uri, local, name, value }: XmlAttribute,
  declared: Set<string>,
): string {
  const written = ` ${name}="${escapeValue(value)}"`;
  const own = prefixOf(name);
  if (uri === '' || uriOfPrefix(origin, own) === uri) return written;
  const prefix = prefixIn(origin, uri, true);
  if (prefix !== null) return ` ${qualified(prefix, local)}="${escapeValue(value)}"`;
  if (origin.parent === null || declared.has(own) || isDeclaredAtRoot(origin, now, own)) return written;
  declared.add(own);
  return `${written} xmlns:${own}="${escapeValue(uri)}"`;
}

/** Whether the root gets the declaration of a prefix that stands for nothing yet (`newDeclarations`). */
function isDeclaredAtRoot(origin: XmlElement, now: XmlElement, prefix: string): boolean {
  if (uriOfPrefix(origin, prefix) !== null) return false;
  let root = now;
  while (root.parent !== null) root = root.parent;
  return root.attributes.some(({ uri, local }) => uri === xmlnsUri && local === prefix);
}

/** Namespaces that the modeler declares for what was added. */
function newDeclarations(origin: XmlElement, base: XmlElement, now: XmlElement): readonly string[] {
  if (origin.parent !== null) return [];
  return now.attributes
    .filter((one) => isDeclaration(one) && valueIn(base, one) === null && valueIn(origin, one) === null)
    .map(({ name, value }) => ` ${name}="${escapeValue(value)}"`);
}

function renderInside(merge: Merge, origin: XmlElement, base: XmlElement, now: XmlElement): string {
  const [before, after] = [childElements(base), childElements(now)];
  if (before.length === 0 && after.length === 0) {
    const same = textOf(base) === textOf(now);
    return same ? merge.source.slice(origin.openEnd, origin.closeStart) : escapeText(textOf(now));
  }
  const { groups, head, tail } = groupsOf(merge, origin, now);
  const order = after.filter((child) => groups.has(child));
  const places = order.map((child) => before.indexOf(merge.baseOf.get(child) as XmlElement));
  const sorted = places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
  const out: string[] = [head];
  const emitted = new Map<XmlElement, number>();
  const ahead = sorted ? [...groups.keys()] : order;
  for (const child of ahead) {
    emitted.set(child, out.length);
    out.push(groups.get(child) ?? '');
  }
  const indent = indentIn(merge.source, origin);
  after.forEach((child, index) => {
    if (groups.has(child) || isUnchanged(merge, child)) return;
    const text = `\n${indent}${renderNew(merge, origin, child, indent)}`;
    insertAfter(
      after.slice(0, index).findLast((one) => emitted.has(one)),
      text,
      { out, emitted, child },
    );
  });
  const empty = childElements(origin).length === 0 && after.length > 0;
  return out.join('') + (empty ? `\n${indent.slice(0, -2)}` : tail);
}

interface Placed {
  readonly out: string[];
  readonly emitted: Map<XmlElement, number>;
  readonly child: XmlElement;
}

/** Texts stay at their index; what comes after one is appended to it, in order. */
function insertAfter(previous: XmlElement | undefined, text: string, { out, emitted, child }: Placed): void {
  const at = previous === undefined ? 0 : (emitted.get(previous) ?? 0);
  out[at] = `${out[at] ?? ''}${text}`;
  emitted.set(child, at);
}

/** Each child that stays, with the blanks and comments before it; what the modeler has lost stays with its neighbour. */
function groupsOf(merge: Merge, origin: XmlElement, now: XmlElement) {
  const groups = new Map<XmlElement, string>();
  let head = '';
  let last: XmlElement | null = null;
  let lead = '';
  const append = (text: string): void => {
    if (last === null) head += text;
    else groups.set(last, (groups.get(last) ?? '') + text);
  };
  for (const child of origin.children) {
    if (child.kind !== 'element') {
      lead += textBetween(merge, child);
      continue;
    }
    const base = merge.baseOfOrigin.get(child);
    const next = base === undefined ? undefined : merge.nowOfBase.get(base);
    if (base === undefined) append(lead + merge.source.slice(child.start, child.end));
    else if (next !== undefined && next.parent === now) {
      groups.set(next, lead + render(merge, child, base, next));
      last = next;
    } else append(lead.replace(/\s+$/, ''));
    lead = '';
  }
  return { groups, head, tail: lead };
}

function textBetween({ source }: Merge, node: XmlNode): string {
  return source.slice(node.start, node.end);
}

/** An element that is new here: made by the modeler, or moved from elsewhere with everything it had. */
function renderNew(merge: Merge, place: XmlElement, now: XmlElement, indent: string): string {
  const base = merge.baseOf.get(now);
  const origin = base === undefined ? undefined : merge.originOf.get(base);
  if (base !== undefined && origin !== undefined && kindOf(origin) === kindOf(now) && isPortable(origin)) {
    return render(merge, origin, base, now);
  }
  return writeInto(place, now, merge.changed, indent);
}

/** What the modeler writes of its own accord, now as before, is not a change. */
function isUnchanged({ baseOf, originOf }: Merge, now: XmlElement): boolean {
  const base = baseOf.get(now);
  return base !== undefined && !originOf.has(base) && signature(base) === signature(now);
}

/** Whether all prefixes that it may use are declared at the root or in itself. */
function isPortable(element: XmlElement): boolean {
  for (let at = element.parent; at?.parent != null; at = at.parent) if (at.attributes.some(isDeclaration)) return false;
  return true;
}

function indentIn(source: string, element: XmlElement): string {
  const first = childElements(element)[0];
  return first === undefined ? `${blanksBefore(source, element.start)}  ` : blanksBefore(source, first.start);
}

function keyOf({ uri, local }: XmlAttribute): string {
  return `{${uri}}${local}`;
}

function valueIn(element: XmlElement, attribute: XmlAttribute): string | null {
  return element.attributes.find((one) => keyOf(one) === keyOf(attribute))?.value ?? null;
}

function isDeclaration({ uri }: XmlAttribute): boolean {
  return uri === xmlnsUri;
}
