/** The texts as a table for a translator, and what comes back of it. */
import type { ServiceText } from './service-texts.ts';

export type Row = readonly string[];

/** @param of what each text is, in the reader's words */
export function tableOf(texts: readonly ServiceText[], heads: Row, of: (text: ServiceText) => string): readonly Row[] {
  return [heads, ...texts.map((text) => [idOf(text), of(text), text.vi, text.en])];
}

export function idOf({ path, key }: Pick<ServiceText, 'path' | 'key'>): string {
  return `${path}#${key}`;
}

export interface Returned {
  readonly changed: readonly ServiceText[];
  /** Rows whose text is not in the service any more. */
  readonly unknown: readonly string[];
}

/** An empty cell changes nothing: what a translator has not done yet takes no text away. */
export function returnedOf(texts: readonly ServiceText[], rows: readonly Row[]): Returned {
  const byId = new Map(texts.map((text) => [idOf(text), text]));
  const changed: ServiceText[] = [];
  const unknown: string[] = [];
  for (const [id = '', , vi = '', en = ''] of rows.slice(1)) {
    const text = byId.get(id);
    if (id.trim() === '') continue;
    if (text === undefined) unknown.push(id);
    else {
      const next = { vi: vi.trim() === '' ? text.vi : vi, en: en.trim() === '' ? text.en : en };
      if (next.vi !== text.vi || next.en !== text.en) changed.push({ ...text, ...next });
    }
  }
  return { changed, unknown };
}
