/** Reads a PDF as Chromium writes it (PDF 1.4, no object streams): the pages' sizes and the words that stand on them. */
import { inflateSync } from 'node:zlib';

export interface PdfPage {
  /** In points: A4 is 595 × 842. */
  readonly width: number;
  readonly height: number;
  /** Without blanks: where words part is the printer's affair. */
  readonly words: string;
}

export function readPdf(pdf: Buffer): readonly PdfPage[] {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return pages.map(({ head }) => {
    const [, width = 0, height = 0] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(head) ?? [];
    const content = objects.get(Number(/\/Contents (\d+) 0 R/.exec(head)?.[1]))?.stream ?? '';
    const fonts = new Map(
      [...head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name, charactersOf(objects, Number(id))]),
    );
    return { width: Math.round(Number(width)), height: Math.round(Number(height)), words: wordsOf(content, fonts) };
  });
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): ReadonlyMap<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/^(\d+) 0 obj\n/gm)) {
    const from = match.index + match[0].length;
    const end = text.indexOf('\nendobj', from);
    const streamAt = text.slice(from, end).indexOf('>> stream\n');
    const head = text.slice(from, streamAt < 0 ? end : from + streamAt);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const begin = from + streamAt + '>> stream\n'.length;
    const isText = streamAt >= 0 && head.includes('/FlateDecode') && !head.includes('/Length1');
    const stream = isText ? inflateSync(pdf.subarray(begin, begin + length)).toString('latin1') : '';
    objects.set(Number(match[1]), { head, stream });
  }
  return objects;
}

/** Which character a glyph's number stands for, by the font's ToUnicode map. */
function charactersOf(objects: ReadonlyMap<number, PdfObject>, id: number): ReadonlyMap<string, string> {
  const map = objects.get(Number(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1]))?.stream ?? '';
  const characters = new Map<string, string>();
  const put = (glyph: number, digits: number, unicode: string, offset: number) => {
    const units = (unicode.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
    const last = units.pop() ?? 0;
    characters.set(
      glyph.toString(16).toUpperCase().padStart(digits, '0'),
      String.fromCharCode(...units, last + offset),
    );
  };
  for (const [, block = ''] of map.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', unicode = ''] of block.matchAll(/<(\w+)> <(\w+)>/g)) {
      put(Number.parseInt(glyph, 16), glyph.length, unicode, 0);
    }
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', unicode = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const first = Number.parseInt(from, 16);
      for (let glyph = first; glyph <= Number.parseInt(to, 16); glyph += 1)
        put(glyph, from.length, unicode, glyph - first);
    }
  }
  return characters;
}

function wordsOf(content: string, fonts: ReadonlyMap<string | undefined, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  let words = '';
  for (const [, name, shown = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<(\w+)> Tj/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    const digits = [...font.keys()][0]?.length ?? 4;
    for (let at = 0; at < shown.length; at += digits) words += font.get(shown.slice(at, at + digits)) ?? '';
  }
  return words.replaceAll(/\s+/g, '');
}
