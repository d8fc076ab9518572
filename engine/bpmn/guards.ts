// What is refused before any parser sees it: files that are too large or too deep, and XML that nobody needs.
import { type Problem, problem } from './problems.ts';

export const fileBytesMax = 2 * 1024 * 1024;
export const depthMax = 64;
export const elementsMax = 5_000;
/** A decision table has an element for each cell, and another for its text. */
export const decisionElementsMax = 20_000;

/** @returns the first reason not to parse `xml`, or null */
export function guard(xml: string, path: string, most = elementsMax): Problem | null {
  if (byteLength(xml) > fileBytesMax) return problem('FILE_TOO_LARGE', path, null, { max: fileBytesMax });
  if (/<!DOCTYPE/i.test(xml)) return problem('FILE_HAS_DOCTYPE', path, null);
  if (hasControlCharacters(xml)) return problem('FILE_HAS_CONTROL_CHARACTERS', path, null);
  const { depth, elements } = measure(xml);
  if (depth > depthMax) return problem('FILE_TOO_DEEP', path, null, { max: depthMax });
  if (elements > most) return problem('FILE_HAS_TOO_MANY_ELEMENTS', path, null, { max: most });
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

/** Literal or written as a character reference: `&#0;`, `&#x1b;`. Tab, line feed and carriage return are fine. */
function hasControlCharacters(xml: string): boolean {
  for (let index = 0; index < xml.length; index++) if (isControl(xml.charCodeAt(index))) return true;
  for (const [, hex, decimal] of xml.matchAll(/&#(?:x([0-9a-f]+)|(\d+));?/gi)) {
    if (isControl(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))) return true;
  }
  return false;
}

function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd) || (code >= 0x7f && code <= 0x9f);
}

/** Depth and number of the semantic elements; the drawing (`…di:`) is counted for depth only. One pass, no way back. */
function measure(xml: string): { readonly depth: number; readonly elements: number } {
  let depth = 0;
  let deepest = 0;
  let elements = 0;
  for (let start = xml.indexOf('<'); start !== -1; ) {
    const end = markupEnd(xml, start);
    if (end === -1) break;
    const next = xml[start + 1] ?? '';
    if (next === '/') depth -= 1;
    else if (next !== '!' && next !== '?') {
      if (xml[end - 1] !== '/') depth += 1;
      if (!/^<(bpmndi|dmndi|omgdi|omgdc|di|dc):/i.test(xml.slice(start, start + 8))) elements += 1;
      deepest = Math.max(deepest, depth);
    }
    start = xml.indexOf('<', end);
  }
  return { depth: deepest, elements };
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
