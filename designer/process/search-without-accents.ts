/** The library's search, which finds `Gửi tin` by `gui tin` too: few type accents when they search. */
import search from 'diagram-js/lib/features/search/search.js';
import { withoutDiacritics } from '#engine/cases/text/fold.ts';

type Item = Readonly<Record<string, unknown>>;
interface Token {
  readonly index: number;
  readonly value: string;
}
interface Found {
  readonly item: Item;
  readonly tokens: Readonly<Record<string, readonly unknown[]>>;
}
type Search = (items: readonly Item[], pattern: string, options: { readonly keys: readonly string[] }) => Found[];

const theirs = search as unknown as Search;

export const searchWithoutAccents = { search: ['value', searchFolded] };

function searchFolded(items: readonly Item[], pattern: string, options: { readonly keys: readonly string[] }): Found[] {
  const originals = new Map<Item, Item>();
  const folded = items.map((item) => {
    const plain = { ...item };
    for (const key of options.keys) plain[key] = foldedValue(item[key]);
    originals.set(plain, item);
    return plain;
  });
  return theirs(folded, withoutDiacritics(pattern), options).map(({ item, tokens }) => {
    const original = originals.get(item) ?? item;
    return { item: original, tokens: withAccents(tokens, original) };
  });
}

function foldedValue(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const plain = withoutDiacritics(value);
  // Where letters were written in parts the places would not be the same.
  return plain.length === value.length ? plain : value;
}

/** What is shown is what was written. */
function withAccents(tokens: Found['tokens'], item: Item): Found['tokens'] {
  return Object.fromEntries(
    Object.entries(tokens).map(([key, list]) => {
      const text = item[key];
      if (typeof text !== 'string') return [key, list];
      const written = (list as readonly Token[]).map((token) => ({
        ...token,
        value: text.slice(token.index, token.index + token.value.length),
      }));
      return [key, written];
    }),
  );
}
