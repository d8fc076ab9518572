// The file as its text spells it. moddle keeps one value where a second one stands, and turns values it does not
// understand into others; the rules of the schema need to see what was written. One pass over text that the guards let by.
import { markupEnd } from '../guards.ts';

export interface Outline {
  /** Elements of the BPMN namespace, in document order. */
  readonly elements: readonly Written[];
}

export interface Written {
  /** Local name, e.g. `userTask`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own id, or that of the nearest element around it. */
  readonly place: string | null;
  readonly parent: Written | null;
  readonly children: Written[];
  /** Whether it holds any text of its own. */
  text: boolean;
}

export const bpmnNamespace = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

export function outlineOf(xml: string): Outline {
  const elements: Written[] = [];
  const open: { readonly written: Written | null; readonly spaces: Spaces }[] = [];
  let from = 0;
  for (let start = xml.indexOf('<'); start !== -1; start = xml.indexOf('<', from)) {
    const inside = open.at(-1);
    if (inside?.written && xml.slice(from, start).trim() !== '') inside.written.text = true;
    const end = markupEnd(xml, start);
    if (end === -1) break;
    from = end + 1;
    const next = xml[start + 1];
    if (xml.startsWith('<![CDATA[', start) && inside?.written) inside.written.text = true;
    if (next === '!' || next === '?') continue;
    if (next === '/') {
      open.pop();
      continue;
    }
    const tag = tagOf(xml.slice(start + 1, end), inside?.spaces ?? {});
    const parent = open.findLast(({ written }) => written !== null)?.written ?? null;
    const written = tag.space === bpmnNamespace ? writtenOf(tag, parent) : null;
    if (written !== null) elements.push(written);
    if (!tag.closed) open.push({ written, spaces: tag.spaces });
  }
  return { elements };
}

type Spaces = Readonly<Record<string, string>>;

interface Tag {
  readonly name: string;
  readonly space: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly spaces: Spaces;
  readonly closed: boolean;
}

function tagOf(text: string, around: Spaces): Tag {
  const closed = text.endsWith('/');
  const [, prefix = '', name = ''] = /^(?:([\w.-]+):)?([\w.-]+)/.exec(text) ?? [];
  const attributes: Record<string, string> = {};
  for (const [, key = '', , value = ''] of text.matchAll(/\s([\w:.-]+)\s*=\s*(["'])(.*?)\2/gs)) attributes[key] = value;
  const own = Object.entries(attributes).flatMap(([key, value]) =>
    key === 'xmlns' || key.startsWith('xmlns:') ? [[key.slice(6), value] as const] : [],
  );
  const spaces = own.length === 0 ? around : { ...around, ...Object.fromEntries(own) };
  return { name, space: spaces[prefix], attributes, spaces, closed };
}

function writtenOf({ name, attributes }: Tag, parent: Written | null): Written {
  const place = attributes['id'] ?? parent?.place ?? null;
  const written: Written = { name, attributes, place, parent, children: [], text: false };
  parent?.children.push(written);
  return written;
}
