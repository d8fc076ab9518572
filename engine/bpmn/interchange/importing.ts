// What the steps of an import share: the tree, the changes to the text, and what is to be said about them.
import { feelOfJuel } from '../dialects/juel.ts';
import type { Problem } from '../problems.ts';
import { type NoteCode, type NoteParams, noteOf } from './import-words.ts';
import { blanksBefore, escapeText, escapeValue, freePrefix, prefixIn, qualified } from './xml-names.ts';
import { attributeOf, childElements, prefixOf, textOf, type XmlAttribute, type XmlElement } from './xml-tree.ts';

/** Something that an import says of one element: what was taken over, what is to be looked at, what has no effect. */
export interface ImportNote {
  readonly kind: 'taken' | 'check' | 'harmless';
  /** Id of the element it stands at; null: the file. */
  readonly element: string | null;
  /** The foreign attribute with its value, or the start tag of the element, cut where it is long. */
  readonly name: string;
  readonly message: { readonly vi: string; readonly en: string };
}

export interface Imported {
  /** The file with our extensions beside the foreign ones; null where it cannot be read. */
  readonly xml: string | null;
  /** What became of foreign attributes and elements that have a counterpart here. */
  readonly taken: readonly ImportNote[];
  /** Everything else that the file holds beyond the standard, and what to do. */
  readonly warnings: readonly ImportNote[];
  /** What stands against running the result. */
  readonly problems: readonly Problem[];
  /** Ids of the processes in it that are executable. */
  readonly processes: readonly string[];
  /** Names of its elements by id, to speak of them. */
  readonly names: ReadonlyMap<string, string>;
}

export const uris = {
  bpmn: 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  own: 'https://wardflow.org/bpmn/1',
  zeebe: 'http://camunda.org/schema/zeebe/1.0',
  /** Engines that share their names. */
  seven: ['http://camunda.org/schema/1.0/bpmn', 'http://flowable.org/bpmn', 'http://activiti.org/bpmn'],
} as const;

export interface Import {
  readonly source: string;
  readonly root: XmlElement;
  /** Our prefix in this file. */
  readonly prefix: string;
  readonly edits: Edit[];
  readonly notes: ImportNote[];
  /** Foreign parts that something has been said of. */
  readonly handled: Set<XmlAttribute | XmlElement>;
  /** Where notes about an element stand, once it was asked. */
  readonly ids: Map<XmlElement, string | null>;
  /** New attributes of ours by element, and new children of its `extensionElements`. */
  readonly attributes: Map<XmlElement, Map<string, string>>;
  readonly extensions: Map<XmlElement, string[]>;
}

interface Edit {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

export function newImport(source: string, root: XmlElement): Import {
  const known = prefixIn(root, uris.own, true);
  const edits: Edit[] = [];
  const prefix = known ?? freePrefix(root, 'wardflow');
  const rest = { notes: [], handled: new Set<never>(), ids: new Map(), attributes: new Map(), extensions: new Map() };
  return { source, root, prefix, edits, ...rest };
}

/** An attribute of Camunda 7, Flowable or Activiti. */
export function sevenAttribute(element: XmlElement, local: string): XmlAttribute | null {
  return element.attributes.find((one) => one.local === local && isSeven(one.uri) && one.value.trim() !== '') ?? null;
}

/** Extension elements of one of those engines, or of Zeebe. */
export function sevenElements(element: XmlElement, local: string): readonly XmlElement[] {
  return extensionsIn(element).filter((one) => one.local === local && isSeven(one.uri));
}

export function zeebeElements(element: XmlElement, local: string): readonly XmlElement[] {
  return extensionsIn(element).filter((one) => one.local === local && one.uri === uris.zeebe);
}

export function isSeven(uri: string): boolean {
  return uris.seven.some((one) => one === uri);
}

function extensionsIn(element: XmlElement): readonly XmlElement[] {
  const holder = childElements(element).find(({ local, uri }) => local === 'extensionElements' && uri === uris.bpmn);
  return holder === undefined ? [] : childElements(holder);
}

/** Sets an attribute of ours, unless the file says it already. @returns whether it was set */
export function setOwn(to: Import, element: XmlElement, name: string, value: string): boolean {
  if (attributeOf(element, name, uris.own) !== null) return false;
  const own = to.attributes.get(element) ?? new Map<string, string>();
  if (own.has(name)) return false;
  to.attributes.set(element, own.set(name, value));
  return true;
}

export function hasOwn(to: Import, element: XmlElement, name: string): boolean {
  return attributeOf(element, name, uris.own) !== null || to.attributes.get(element)?.has(name) === true;
}

/** Adds an extension element of ours, unless one with this name stands there already. */
export function addOwn(to: Import, element: XmlElement, local: string, values: Readonly<Record<string, string>>): void {
  const there = extensionsIn(element).some(
    (one) => one.uri === uris.own && one.local === local && (attributeOf(one, 'name') ?? '') === (values['name'] ?? ''),
  );
  if (there) return;
  const attributes = Object.entries(values).map(([name, value]) => ` ${name}="${escapeValue(value)}"`);
  const text = `<${qualified(to.prefix, local)}${attributes.join('')} />`;
  to.extensions.set(element, [...(to.extensions.get(element) ?? []), text]);
}

/** Writes `value` into our attribute `own` and says so; where it holds something else already, says that. */
export function takeInto(
  to: Import,
  element: XmlElement,
  part: XmlAttribute | XmlElement,
  { own, value, code }: { readonly own: string; readonly value: string; readonly code: NoteCode },
): void {
  if (setOwn(to, element, own, value) || ownValue(to, element, own) === value) {
    take(to, element, part, code, { value });
    return;
  }
  to.handled.add(part);
  say(to, 'harmless', element, part, 'ALREADY_SAID', { value, there: ownValue(to, element, own) ?? '' });
}

function ownValue(to: Import, element: XmlElement, name: string): string | null {
  return attributeOf(element, name, uris.own) ?? to.attributes.get(element)?.get(name) ?? null;
}

/** What was taken over from `part`. */
export function take(
  to: Import,
  element: XmlElement,
  part: XmlAttribute | XmlElement,
  code: NoteCode,
  params: NoteParams = {},
) {
  to.handled.add(part);
  say(to, 'taken', element, part, code, params);
}

export function check(
  to: Import,
  element: XmlElement,
  part: XmlAttribute | XmlElement,
  code: NoteCode,
  params: NoteParams = {},
) {
  to.handled.add(part);
  say(to, 'check', element, part, code, params);
}

export function say(
  to: Import,
  kind: ImportNote['kind'],
  element: XmlElement,
  part: XmlAttribute | XmlElement | null,
  code: NoteCode,
  params: NoteParams = {},
): void {
  const name = part === null ? element.name : nameOf(part);
  to.notes.push({ kind, element: nearestId(to, element), name, message: noteOf(code, params) });
}

/** An attribute with its value, an element by its start tag, cut where it is long. */
export function nameOf(part: XmlAttribute | XmlElement): string {
  if ('value' in part) return short(`${part.name}="${part.value}"`);
  const attributes = part.attributes.filter(({ uri }) => uri === '').map(({ name, value }) => ` ${name}="${value}"`);
  return short(`<${part.name}${attributes.join('')}>`);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

/** The id, of the element itself or of what is around it; a drawing stands for what it draws. */
export function nearestId(to: Import, element: XmlElement): string | null {
  const before = to.ids.get(element);
  if (before !== undefined) return before;
  const own = attributeOf(element, 'bpmnElement') ?? (isModel(element) ? attributeOf(element, 'id') : null);
  const around = element.parent === null ? null : nearestId(to, element.parent);
  const id = own === null ? around : own.replace(/^[^:]*:/, '');
  to.ids.set(element, id);
  return id;
}

/** Ids of foreign parts and of the drawing name nothing that a person knows. */
function isModel({ uri }: XmlElement): boolean {
  return uri === uris.bpmn || /\/spec\/DMN\/\d{8}\/MODEL\/$/.test(uri);
}

/**
 * A text of another engine as a value of ours: `${…}` becomes `=…`, FEEL stays, any other text stands as it is.
 * @returns null where it goes beyond the common subset
 */
export function oursOf(text: string): string | null {
  const trimmed = text.trim();
  if (!/[$#]\{/.test(trimmed)) return trimmed;
  const feel = feelOfJuel(trimmed);
  return feel === null ? null : `=${feel}`;
}

/** The same, for what is a variable's name or an expression: never a plain text. */
export function expressionOf(text: string): string | null {
  const value = oursOf(text);
  return value === null || value.startsWith('=') ? value : `=${value}`;
}

/** Writes another text into an element and keeps the former in our attribute `imported`. */
export function replaceText(to: Import, element: XmlElement, text: string): void {
  if (!setOwn(to, element, 'imported', textOf(element))) return;
  to.edits.push({ at: element.openEnd, end: element.closeStart, text: escapeText(text) });
}

/** @returns the text with all changes in their places */
export function finished(to: Import): string {
  const { root, prefix } = to;
  const changed = to.edits.length + to.attributes.size + to.extensions.size > 0;
  if (!changed) return to.source;
  const declare = prefixIn(root, uris.own, true) === null ? ` xmlns:${prefix}="${uris.own}"` : '';
  const edits = [...to.edits];
  const tags = new Set([...to.attributes.keys(), ...(declare === '' ? [] : [root])]);
  for (const element of tags) {
    const own = [...(to.attributes.get(element) ?? [])].map(
      ([name, value]) => ` ${qualified(prefix, name)}="${escapeValue(value)}"`,
    );
    const at = element.attributes.at(-1)?.end ?? element.start + 1 + element.name.length;
    edits.push({ at, end: at, text: `${element === root ? declare : ''}${own.join('')}` });
  }
  for (const [element, parts] of to.extensions) edits.push(extensionEdit(to.source, element, parts));
  let text = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.at - b.at || a.end - b.end)) {
    text += to.source.slice(at, edit.at) + edit.text;
    at = edit.end;
  }
  return text + to.source.slice(at);
}

/** Into the `extensionElements` that is there, or into one of its own after the documentation. */
function extensionEdit(source: string, element: XmlElement, parts: readonly string[]): Edit {
  const children = childElements(element).filter(({ uri }) => uri === uris.bpmn);
  const holder = children.find(({ local }) => local === 'extensionElements');
  const lead = blanksBefore(source, element.start);
  const lines = parts.map((part) => `\n${lead}    ${part}`).join('');
  if (holder !== undefined && !holder.selfClosing) {
    const at = childElements(holder).at(-1)?.end ?? holder.openEnd;
    return { at, end: at, text: lines };
  }
  const name = qualified(prefixOf(element.name), 'extensionElements');
  const block = `<${name}>${lines}\n${lead}  </${name}>`;
  if (holder !== undefined) return { at: holder.start, end: holder.end, text: block };
  const documentation = children.filter(({ local }) => local === 'documentation').at(-1);
  const at = documentation?.end ?? element.openEnd;
  if (!element.selfClosing) return { at, end: at, text: `\n${lead}  ${block}` };
  return { at: element.openEnd, end: element.end, text: `>\n${lead}  ${block}\n${lead}</${element.name}>` };
}
