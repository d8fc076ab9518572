/** The text of `categories.json` as it is changed: an entry a line, what nobody touched as it was. */
import type { Tx } from '../../ports.ts';

export interface CodedJson {
  readonly code: string;
  readonly [field: string]: unknown;
}

export interface CategoriesText {
  readonly groups: readonly CodedJson[];
  readonly categories: readonly CodedJson[];
  readonly [field: string]: unknown;
}

export async function categoriesText(tx: Tx): Promise<CategoriesText> {
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === 'categories.json');
  return row === undefined ? { groups: [], categories: [] } : (JSON.parse(row.content) as CategoriesText);
}

/** @param changed one that is not there yet comes last */
export function withCoded(list: readonly CodedJson[], changed: CodedJson): readonly CodedJson[] {
  const known = list.some(({ code }) => code === changed.code);
  return known ? list.map((one) => (one.code === changed.code ? changed : one)) : [...list, changed];
}

export function textOf(text: CategoriesText): string {
  const parts = Object.entries(text).map(([key, value]) => {
    if (!Array.isArray(value)) return `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    return `  ${JSON.stringify(key)}: [\n${value.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
