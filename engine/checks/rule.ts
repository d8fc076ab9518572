// What a rule is, and how it says what it has found.
import { filled, type Params, type Problem } from '#engine/bpmn/problems.ts';
import { type CheckCode, checkTexts } from './check-texts.ts';
import type { CityFacts } from './city-facts.ts';
import type { ReadService } from './service.ts';

/** @param city left out where it is not known: in the browser. Rules that need it then say nothing. */
export type Rule = (service: ReadService, city: CityFacts | undefined) => readonly Problem[];

/** Where something is told, and the way on the diagram that shows it. */
export interface Place {
  readonly path: string;
  readonly element: string | null;
}

/** Words in both languages: what is put into a text is told in the reader's language where it has one. */
export type Words = Readonly<Record<string, string | number | { readonly vi: string; readonly en: string }>>;

export function found(code: CheckCode, { path, element }: Place, words: Words = {}): Problem {
  const { severity, vi, en } = checkTexts[code];
  const message = { vi: filled(vi, inLanguage(words, 'vi')), en: filled(en, inLanguage(words, 'en')) };
  return { severity, code, path, element, message, params: inLanguage(words, 'vi') };
}

/** Names as a list in a sentence: `“A”, “B”, …`. */
export function listed(names: readonly string[], max = 5): string {
  const shown = [...new Set(names)];
  return [...shown.slice(0, max).map((name) => `“${name}”`), ...(shown.length > max ? ['…'] : [])].join(', ');
}

export function listedWords(
  names: readonly { readonly vi: string; readonly en: string }[],
  max = 5,
): { readonly vi: string; readonly en: string } {
  return {
    vi: listed(
      names.map(({ vi }) => vi),
      max,
    ),
    en: listed(
      names.map(({ en }) => en),
      max,
    ),
  };
}

function inLanguage(words: Words, language: 'vi' | 'en'): Params {
  return Object.fromEntries(
    Object.entries(words).map(([name, word]) => [name, typeof word === 'object' ? word[language] : word]),
  );
}
