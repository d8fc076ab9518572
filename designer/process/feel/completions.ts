/** What can be completed at a place of a FEEL text. Pure. */
import type { Known } from '#engine/core/dataflow/known-variables.ts';
import { builtInNames } from '#engine/core/feel/builtins/registry.ts';

export interface Completion {
  readonly text: string;
  readonly kind: 'variable' | 'function';
  /** Of a variable: on every way that leads here. */
  readonly always?: boolean;
}

export interface Completing {
  /** Where the word begins that is being written. */
  readonly from: number;
  readonly offered: readonly Completion[];
}

const offeredMax = 30;

/** @param at where the cursor stands; @returns nothing inside of a text in quotes, or where nothing was begun */
export function completionsAt(source: string, at: number, known: readonly Known[]): Completing {
  const before = source.slice(0, at);
  const word = /[\p{L}_$][\p{L}\p{N}_$]*$/u.exec(before)?.[0] ?? '';
  const from = at - word.length;
  const quoted = (before.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
  if (quoted || before.at(from - 1) === '.') return { from, offered: [] };
  const begun = word.toLowerCase();
  const fits = (name: string): boolean => name.toLowerCase().startsWith(begun) && name !== word;
  const variables = known
    .filter(({ name }) => fits(name))
    .toSorted((a, b) => Number(b.always) - Number(a.always) || a.name.localeCompare(b.name))
    .map(({ name, always }): Completion => ({ text: name, kind: 'variable', always }));
  // Functions only once something was written: there are a hundred.
  const functions =
    begun === '' ? [] : builtInNames.filter(fits).map((name): Completion => ({ text: `${name}(`, kind: 'function' }));
  return { from, offered: [...variables, ...functions].slice(0, offeredMax) };
}

/** Variables that a FEEL text asks for, whether they are known or not. */
export function namesAsked(source: string, known: readonly Known[]): readonly string[] {
  const bare = source.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/@""/g, '');
  const words = [...bare.matchAll(/(?<![\p{L}\p{N}_.$])[\p{L}_$][\p{L}\p{N}_$]*(?![\p{L}\p{N}_$]|\s*\()/gu)].map(
    ([word]) => word,
  );
  const names = new Set(known.map(({ name }) => name));
  const inFunctions = new Set(builtInNames.flatMap((name) => (name.includes(' ') ? name.split(' ') : [])));
  return [...new Set(words)].filter((word) => names.has(word) || !(keywords.has(word) || inFunctions.has(word)));
}

const keywords: ReadonlySet<string> = new Set(
  'if then else for in return some every satisfies and or between not true false null instance of function item partial'.split(
    ' ',
  ),
);

/** What was typed for a variable: JSON where it is that, else a text; nothing typed is null. */
export function typedValue(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  try {
    return JSON.parse(trimmed);
  } catch {
    return text;
  }
}
