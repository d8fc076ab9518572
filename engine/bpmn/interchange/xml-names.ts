// Names and texts for putting something into a document that has its own prefixes.
import { prefixOf, uriOfPrefix, withDescendants, type XmlElement, xmlnsUri } from './xml-tree.ts';

/** A prefix that means `uri` where `element` stands. @returns null where there is none; empty for the default namespace */
export function prefixIn(element: XmlElement, uri: string, attribute = false): string | null {
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    for (const { name, value } of at.attributes.filter((one) => one.uri === xmlnsUri)) {
      const prefix = name === 'xmlns' ? '' : name.slice('xmlns:'.length);
      if (value === uri && !(attribute && prefix === '') && uriOfPrefix(element, prefix) === uri) return prefix;
    }
  }
  return uri === '' && uriOfPrefix(element, '') === '' ? '' : null;
}

/** A prefix like `wanted` that means nothing yet anywhere in the document. */
export function freePrefix(root: XmlElement, wanted: string): string {
  const used = new Set([...withDescendants(root)].flatMap(({ attributes }) => attributes.map(({ name }) => name)));
  let prefix = wanted;
  for (let next = 1; used.has(`xmlns:${prefix}`); next += 1) prefix = `${wanted}${next}`;
  return prefix;
}

export function qualified(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** The blanks that end at `at`, without a line's end: how far something is indented. */
export function blanksBefore(source: string, at: number): string {
  let from = at;
  while (from > 0 && (source[from - 1] === ' ' || source[from - 1] === '\t')) from -= 1;
  return source.slice(from, at);
}

export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;' })[mark] ?? '&gt;');
}

export function escapeValue(text: string): string {
  return escapeText(text).replace(/["\n\t\r]/g, (mark) => (mark === '"' ? '&quot;' : `&#${mark.charCodeAt(0)};`));
}

/**
 * Writes an element of another document so that it means the same inside `place`.
 * @param indent what begins each of its lines
 */
export function writeInto(place: XmlElement, element: XmlElement, source: string, indent: string): string {
  const extra = new Map<string, string>();
  const nameFor = (uri: string, name: string, local: string, attribute: boolean): string => {
    const known = prefixIn(place, uri, attribute);
    if (known !== null) return qualified(known, local);
    const prefix = prefixOf(name) === '' ? 'ns' : prefixOf(name);
    extra.set(prefix, uri);
    return qualified(prefix, local);
  };
  const write = (node: XmlElement, lead: string): string => {
    const name = nameFor(node.uri, node.name, node.local, false);
    const attributes = node.attributes
      .filter(({ uri }) => uri !== xmlnsUri)
      .map((one) => {
        const written = one.uri === '' ? one.local : nameFor(one.uri, one.name, one.local, true);
        const value = one.local === 'type' && one.uri === xsiUri ? typeName(one.value, node) : one.value;
        return ` ${written}="${escapeValue(value)}"`;
      })
      .join('');
    const inside = node.children.map((child) => {
      if (child.kind === 'element') return `\n${lead}  ${write(child, `${lead}  `)}`;
      if (child.kind === 'other') return `\n${lead}  ${source.slice(child.start, child.end)}`;
      const mixed = node.children.some(({ kind }) => kind === 'element');
      return mixed && child.value.trim() === '' ? '' : source.slice(child.start, child.end);
    });
    const open = `<${name}${attributes}`;
    if (node.children.length === 0) return `${open} />`;
    const end = node.children.some(({ kind }) => kind === 'element') ? `\n${lead}` : '';
    return `${open}>${inside.join('')}${end}</${name}>`;
  };
  const typeName = (value: string, node: XmlElement): string => {
    const uri = uriOfPrefix(node, prefixOf(value));
    return uri === null || uri === '' ? value : nameFor(uri, value, value.slice(value.indexOf(':') + 1), false);
  };
  const text = write(element, indent);
  const declared = [...extra].map(([prefix, uri]) => ` xmlns:${prefix}="${escapeValue(uri)}"`).join('');
  return declared === '' ? text : text.replace(/^<[^\s/>]+/, (open) => `${open}${declared}`);
}

const xsiUri = 'http://www.w3.org/2001/XMLSchema-instance';
