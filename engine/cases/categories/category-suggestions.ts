/**
 * Which category a text is about: proposed by the words it shares with names, keywords and synonyms, for a person to
 * confirm (a naive classifier is right in 15 of 40 reports). Words are runs of syllables, so pairs of syllables carry
 * the meaning; diacritics may be missing, and where the text has them, a word that only folds alike counts little.
 */

import type { City } from '../city/city.ts';
import { fold } from '../text/fold.ts';
import { type Category, categoriesInOrder } from './category-tree.ts';

export const suggestionsMax = 3;
const charactersMax = 3_000;
/** What scores less is left unsaid: a wrong proposal is worse than none. */
const enough = 0.6;
/** What is less alike than this share of the best is not proposed beside it. */
const shareOfBest = 0.35;

type Tree = Pick<City, 'groups' | 'categories'>;

/** @returns at most three categories, the likeliest first; none where no word says anything */
export function suggestCategories(city: Tree, text: string): readonly Category[] {
  const said = syllables(text.slice(0, charactersMax));
  if (said.length === 0) return [];
  const asked: Asked = { said, folded: said.map(fold), accented: said.some((one) => fold(one) !== one) };
  const scored = indexOf(city)
    .map(({ category, terms }) => ({ category, score: scoreOf(terms, asked) }))
    .toSorted((a, b) => b.score - a.score);
  const least = Math.max(enough, (scored[0]?.score ?? 0) * shareOfBest);
  return scored
    .filter(({ score }) => score >= least)
    .slice(0, suggestionsMax)
    .map(({ category }) => category);
}

interface Asked {
  readonly said: readonly string[];
  readonly folded: readonly string[];
  /** Whether the text has diacritics at all. */
  readonly accented: boolean;
}

interface Term {
  readonly exact: readonly string[];
  readonly folded: readonly string[];
  readonly weight: number;
}

interface Indexed {
  readonly category: Category;
  readonly terms: readonly Term[];
}

const indexes = new WeakMap<City['categories'], readonly Indexed[]>();

function indexOf(city: Tree): readonly Indexed[] {
  const known = indexes.get(city.categories);
  if (known !== undefined) return known;
  const terms = categoriesInOrder(city).map((category) => ({ category, phrases: phrasesOf(category) }));
  const holders = new Map<string, number>();
  for (const { phrases } of terms) {
    for (const phrase of new Set(phrases.map(({ text }) => fold(text)))) {
      holders.set(phrase, (holders.get(phrase) ?? 0) + 1);
    }
  }
  const made = terms.map(({ category, phrases }) => ({
    category,
    terms: phrases.map(({ text, trust }): Term => {
      const exact = syllables(text);
      // What several categories say tells them apart less; a long phrase says more than a syllable.
      const weight = (trust * exact.length ** 1.5) / (holders.get(fold(text)) ?? 1);
      return { exact, folded: exact.map(fold), weight };
    }),
  }));
  indexes.set(city.categories, made);
  return made;
}

function phrasesOf({
  name,
  keywords,
  synonyms,
}: Category): readonly { readonly text: string; readonly trust: number }[] {
  const named = [name.vi, name.en].flatMap((one) => one.split(/[,()&/–]/)).filter((one) => one.trim() !== '');
  return [
    ...[...keywords, ...synonyms].map((text) => ({ text, trust: 1 })),
    ...named.map((text) => ({ text, trust: 0.8 })),
  ].filter(({ text }) => syllables(text).length > 0);
}

function scoreOf(terms: readonly Term[], asked: Asked): number {
  return terms.reduce((sum, term) => sum + term.weight * likeness(term, asked), 0);
}

/** 0 to 1: the phrase as it stands, or the share of its pairs of syllables that the text has. */
function likeness({ exact, folded }: Term, { said, folded: text, accented }: Asked): number {
  let best = 0;
  for (let from = 0; from + folded.length <= text.length; from++) {
    if (!folded.every((one, index) => text[from + index] === one)) continue;
    const same = exact.every((one, index) => said[from + index] === one);
    // "công" is not "cống" where the writer uses diacritics; a single syllable without them says little.
    const alike = same ? 1 : accented ? 0.1 : folded.length > 1 ? 0.9 : 0.35;
    best = Math.max(best, alike);
  }
  return best > 0 || folded.length < 3 ? best : 0.5 * pairsShared(accented ? exact : folded, accented ? said : text);
}

function pairsShared(phrase: readonly string[], text: readonly string[]): number {
  const pairs = pairsOf(phrase);
  const held = new Set(pairsOf(text));
  return pairs.filter((pair) => held.has(pair)).length / pairs.length;
}

function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

function syllables(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((one) => one !== '');
}
