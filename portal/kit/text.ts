/**
 * Texts a person sees. A *catalogue* holds one room's texts in every language of the product; both languages have the
 * same keys by type. `{name}` in a text is a placeholder. Vietnamese comes first and is what other languages follow.
 */
import type { Language } from '#engine/runtime/application/common.ts';

export type Catalogue<K extends string> = Readonly<Record<Language, Readonly<Record<K, string>>>>;
export type TextParams = Readonly<Record<string, string | number>>;
export type Translate<K extends string> = (key: K, params?: TextParams) => string;

/** @returns a function that gives the text of a key, its placeholders filled in */
export function translator<K extends string>(catalogue: Catalogue<K>, language: Language): Translate<K> {
  const texts = catalogue[language];
  return (key, params) => fill(texts[key], params);
}

/** Fills `{name}` placeholders; one without a value stays as it is, so that it is seen. */
export function fill(text: string, params: TextParams = {}): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : mark,
  );
}

/** Names of the placeholders in a text, sorted, for the test that both languages have the same. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}
