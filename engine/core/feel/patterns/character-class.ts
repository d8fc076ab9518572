// Sets of characters in patterns: ranges, categories of Unicode, subtraction (XML Schema part 2, appendix F).

export type CharacterSet = (character: string) => boolean;

/** Case variants of a character, itself first; without the flag `i` only itself. */
export function variantsOf(character: string, ignoreCase: boolean): readonly string[] {
  if (!ignoreCase) return [character];
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  return [...new Set([character, lower, upper, lower.toUpperCase(), upper.toLowerCase()])];
}

export function single(wanted: string, ignoreCase: boolean): CharacterSet {
  const variants = new Set(variantsOf(wanted, ignoreCase));
  return (character) => variantsOf(character, ignoreCase).some((variant) => variants.has(variant));
}

export function range(first: string, last: string, ignoreCase: boolean): CharacterSet {
  const [low, high] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
  return (character) =>
    variantsOf(character, ignoreCase).some((variant) => {
      const point = variant.codePointAt(0) ?? 0;
      return point >= low && point <= high && String.fromCodePoint(point) === variant;
    });
}

/** `\d`, `\w`, `\s`, `\i`, `\c` and their complements; null where the letter stands for no set. */
export function named(letter: string): CharacterSet | null {
  const set = sets[letter.toLowerCase()];
  if (set === undefined) return null;
  return letter === letter.toLowerCase() ? set : (character) => !set(character);
}

/** `\p{Lu}`: categories of Unicode; null for names that are none (blocks are not supported). */
export function category(name: string): CharacterSet | null {
  if (!/^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/.test(name)) return null;
  const pattern = new RegExp(`^\\p{${name}}$`, 'u');
  return (character) => pattern.test(character);
}

const digit = /^\p{Nd}$/u;
const noWord = /^[\p{P}\p{Z}\p{C}]$/u;
/** NameStartChar of XML 1.0: first and last points. */
const nameStartRanges: readonly (readonly [number, number])[] = [
  [0x3a, 0x3a],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
];
/** What NameChar has beside them. */
const nameMoreRanges: readonly (readonly [number, number])[] = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

function among(character: string, ranges: readonly (readonly [number, number])[]): boolean {
  const point = character.codePointAt(0) ?? 0;
  return ranges.some(([first, last]) => point >= first && point <= last);
}

const sets: Readonly<Record<string, CharacterSet>> = {
  d: (character) => digit.test(character),
  w: (character) => !noWord.test(character),
  s: (character) => character === ' ' || character === '\t' || character === '\n' || character === '\r',
  i: (character) => among(character, nameStartRanges),
  c: (character) => among(character, nameStartRanges) || among(character, nameMoreRanges),
};
