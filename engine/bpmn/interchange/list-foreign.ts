// What a file holds beyond the standards, as far as no step of the import has spoken of it.
import { owners, wordsFor } from './foreign-words.ts';
import { noteOf } from './import-words.ts';
import { type Import, nameOf, nearestId, uris } from './importing.ts';
import { childElements, withDescendants, type XmlAttribute, type XmlElement, xmlnsUri } from './xml-tree.ts';

/** Everything of another namespace that no step has spoken of; what stands inside of it goes with it. */
export function listForeign(to: Import): void {
  for (const element of withDescendants(to.root)) if (!insideForeign(element)) listAt(to, element);
}

function listAt(to: Import, element: XmlElement): void {
  for (const attribute of element.attributes) {
    if (isForeign(attribute.uri) && !to.handled.has(attribute)) noteForeign(to, element, attribute);
  }
  for (const child of childElements(element)) {
    if (isForeign(child.uri) && !isHandled(to, child)) noteForeign(to, element, child);
  }
}

/** Attributes of a foreign element that was taken over, as far as they say something of their own. */
export function noteRest(to: Import, element: XmlElement, part: XmlElement, names: readonly string[]): void {
  for (const attribute of part.attributes) {
    // Zeebe's elements have attributes without a prefix; whose they are, their element says.
    const named = { ...attribute, uri: part.uri, name: `${part.name} ${attribute.name}` };
    if (names.includes(attribute.local) && attribute.value !== '') noteForeign(to, element, named);
  }
}

function isHandled({ handled }: Import, element: XmlElement): boolean {
  return handled.has(element) || element.attributes.some((attribute) => handled.has(attribute));
}

export function insideForeign(element: XmlElement): boolean {
  for (let at: XmlElement | null = element; at !== null; at = at.parent) if (isForeign(at.uri)) return true;
  return false;
}

const standard: ReadonlySet<string> = new Set([
  '',
  uris.own,
  xmlnsUri,
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/XML/1998/namespace',
]);

/** BPMN, DMN, FEEL and their drawings, in every version. */
const ofTheStandards = /^https?:\/\/www\.omg\.org\/spec\/(BPMN\/20100524|DMN\/\d{8}|DD\/\d{8})\//;

function isForeign(uri: string): boolean {
  return !standard.has(uri) && !ofTheStandards.test(uri);
}

/** Says what a foreign part did there and what to do. */
export function noteForeign(to: Import, element: XmlElement, part: XmlAttribute | XmlElement): void {
  const words = wordsFor(part.uri, part.local);
  const message =
    words === undefined
      ? noteOf('FOREIGN_UNKNOWN', { owner: owners[part.uri] ?? part.uri })
      : noteOf('FOREIGN_KNOWN', {
          did_vi: words.did.vi,
          did_en: words.did.en,
          todo_vi: words.todo.vi,
          todo_en: words.todo.en,
        });
  to.notes.push({ kind: words?.kind ?? 'harmless', element: nearestId(to, element), name: nameOf(part), message });
}
