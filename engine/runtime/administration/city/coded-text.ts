/** Texts of the city that hold lists of things with codes, as they are changed: what nobody touched stays as it was. */
import type { Tx } from '../../ports.ts';
import type { CityFile } from './save-texts.ts';

export interface CodedJson {
  readonly code: string;
  readonly [field: string]: unknown;
}

export type CityJson = Readonly<Record<string, unknown>>;

export interface StoredText<Text extends CityJson> {
  readonly text: Text;
  /** 0 where the city has no such text. */
  readonly revision: number;
}

/** @param empty what a text that is not there holds */
export async function storedText<Text extends CityJson>(
  tx: Tx,
  file: CityFile,
  empty: Text,
): Promise<StoredText<Text>> {
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === file);
  const content = row === undefined || row.content === '' ? {} : (JSON.parse(row.content) as object);
  return { text: { ...empty, ...content }, revision: row?.revision ?? 0 };
}

/** @param changed one that is not there yet comes last */
export function withCoded(list: readonly CodedJson[], changed: CodedJson): readonly CodedJson[] {
  const known = list.some(({ code }) => code === changed.code);
  return known ? list.map((one) => (one.code === changed.code ? changed : one)) : [...list, changed];
}

/** A thing a line, so that two states of the text can be compared by eye. */
export function textOf(text: CityJson): string {
  const parts = Object.entries(text).map(([key, value]) => {
    if (!Array.isArray(value)) return `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    return `  ${JSON.stringify(key)}: [\n${value.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
