// What is refused before any parser sees it: files that are too large or too deep, and XML that nobody needs.
import { type Problem, problem } from './problems.ts';

export const fileBytesMax = 2 * 1024 * 1024;
export const depthMax = 64;
export const elementsMax = 5_000;
/** Drawing included; a shape or an edge takes about five. */
export const allElementsMax = 50_000;
export const namespacesMax = 100;
/** A decision table has an element for each cell, and another for its text. */
export const decisionElementsMax = 20_000;

/** @returns the first reason not to parse `xml`, or null */
export function guard(xml: string, path: string, most = elementsMax): Problem | null {
  if (byteLength(xml) > fileBytesMax) return problem('FILE_TOO_LARGE', path, null, { max: fileBytesMax });
  if (/<!DOCTYPE/i.test(xml)) return problem('FILE_HAS_DOCTYPE', path, null);
  if (hasControlCharacters(xml)) return problem('FILE_HAS_CONTROL_CHARACTERS', path, null);
  const spaces = namespacesIn(xml);
  if (spaces.length > namespacesMax) return problem('FILE_HAS_TOO_MANY_NAMESPACES', path, null, { max: namespacesMax });
  const { depth, elements, all } = measure(xml, drawingPrefixes(spaces));
  if (depth > depthMax) return problem('FILE_TOO_DEEP', path, null, { max: depthMax });
  if (elements > most) return problem('FILE_HAS_TOO_MANY_ELEMENTS', path, null, { max: most });
  if (all > allElementsMax) return problem('FILE_HAS_TOO_MANY_ELEMENTS', path, null, { max: allElementsMax });
  return null;
}

/** Bytes as UTF-8, counted without making a copy. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7ff) bytes += unit >= 0xd800 && unit <= 0xdfff ? 1 : 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}

/**
 * Literal or written as a character reference: `&#0;`, `&#x1b;`. Tab, line feed and carriage return are fine; what no XML
 * may hold (half a surrogate pair, U+FFFE, U+FFFF, beyond Unicode) is not.
 */
function hasControlCharacters(xml: string): boolean {
  for (let index = 0; index < xml.length; index++) {
    const unit = xml.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff && isLow(xml.charCodeAt(index + 1))) index += 1;
    else if (isControl(unit)) return true;
  }
  for (const [, hex, decimal] of xml.matchAll(/&#(?:x([0-9a-f]+)|(\d+));?/gi)) {
    if (isControl(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))) return true;
  }
  return false;
}

function isControl(code: number): boolean {
  if (code < 0x20) return code !== 0x9 && code !== 0xa && code !== 0xd;
  if (code >= 0x7f && code <= 0x9f) return true;
  return (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff || code > 0x10ffff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

type Space = readonly [prefix: string, uri: string];

/** Every declaration of a namespace. */
function namespacesIn(xml: string): readonly Space[] {
  const found = xml.matchAll(/\sxmlns(?::([\w.-]+))?\s*=\s*(["'])(.*?)\2/gs);
  return [...found].map(([, prefix = '', , uri = '']) => [prefix, uri]);
}

/** Prefixes that stand for the drawing wherever they are declared: a prefix alone may stand for anything. */
function drawingPrefixes(spaces: readonly Space[]): ReadonlySet<string> {
  const drawing = new Set(spaces.flatMap(([prefix, uri]) => (drawingSpace.test(uri) ? [prefix] : [])));
  for (const [prefix, uri] of spaces) if (!drawingSpace.test(uri)) drawing.delete(prefix);
  return drawing;
}

const drawingSpace = /^https?:\/\/www\.omg\.org\/spec\/(?:BPMN\/\d+\/DI|DD\/\d+\/D[IC]|DMN\/\d+\/D(?:MNDI|I|C))\/?$/;

/** Depth and number of the semantic elements, and of all with the drawing. One pass, no way back. */
function measure(xml: string, drawing: ReadonlySet<string>) {
  let depth = 0;
  let deepest = 0;
  let elements = 0;
  let all = 0;
  for (let start = xml.indexOf('<'); start !== -1; ) {
    const end = markupEnd(xml, start);
    if (end === -1) break;
    const next = xml[start + 1] ?? '';
    if (next === '/') depth = Math.max(0, depth - 1);
    else if (next !== '!' && next !== '?') {
      if (xml[end - 1] !== '/') depth += 1;
      all += 1;
      const prefix = /^<([\w.-]+):/.exec(xml.slice(start, Math.min(end, start + 80)))?.[1];
      if (prefix === undefined || !drawing.has(prefix)) elements += 1;
      deepest = Math.max(deepest, depth);
    }
    start = xml.indexOf('<', end);
  }
  return { depth: deepest, elements, all };
}

/** Index of the `>` that closes what begins at `start`; -1 where nothing does. */
export function markupEnd(xml: string, start: number): number {
  if (xml.startsWith('<!--', start)) return closing(xml, '-->', start + 4);
  if (xml.startsWith('<![CDATA[', start)) return closing(xml, ']]>', start + 9);
  if (xml.startsWith('<?', start)) return closing(xml, '?>', start + 2);
  let quote = '';
  for (let index = start + 1; index < xml.length; index++) {
    const character = xml.charAt(index);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return index;
  }
  return -1;
}

function closing(xml: string, end: string, from: number): number {
  const index = xml.indexOf(end, from);
  return index === -1 ? -1 : index + end.length - 1;
}
