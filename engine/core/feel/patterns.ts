// Regular expressions of XPath (DMN 1.5 table 73) on those of JavaScript. What could take more than linear time, and
// what means something else there, is refused: a pattern never hangs the house and never matches wrongly.

import { failed, type Run, spend } from './run.ts';
import { isTame } from './tame-pattern.ts';

/** @returns null where it is no pattern, or one that is not supported */
export function patternOf(source: string, flags: string, run: Run, more: 'g' | '' = ''): RegExp | null {
  if (!/^[smixq]*$/.test(flags)) return failed(run, `there are no flags "${flags}"`);
  const key = `${more}/${flags}/${source}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  spend(run, source.length);
  const text = translated(source, flags);
  if (text === null || !isTame(text)) return failed(run, `the pattern "${source}" is not supported`);
  try {
    const pattern = new RegExp(text, `v${more}${[...new Set(flags.replace(/[xq]/g, ''))].join('')}`);
    if (remembered.size >= rememberedMax) remembered.clear();
    // One with `g` remembers where it was, so it is not shared.
    if (more === '') remembered.set(key, pattern);
    return pattern;
  } catch {
    return failed(run, `"${source}" is no pattern`);
  }
}

const remembered = new Map<string, RegExp>();
const rememberedMax = 500;

/** `$1`, `$0`, `\$` and `\\`; null where anything else follows `$` or `\`. */
export function replacementOf(text: string): ((groups: readonly (string | undefined)[]) => string) | null {
  const parts = [...text.matchAll(/\$(\d)|\\([\\$])|([^$\\]+)/g)];
  if (parts.map(([whole]) => whole).join('') !== text) return null;
  return (groups) =>
    parts
      .map(([, group, escaped, plain]) =>
        group === undefined ? (escaped ?? plain ?? '') : (groups[Number(group)] ?? ''),
      )
      .join('');
}

const nameStart = ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF';

function translated(source: string, flags: string): string | null {
  if (flags.includes('q')) return source.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const text = flags.includes('x') ? source.replace(/\s+/g, '') : source;
  if (/\\[bBkxuc]|\(\?(?!:)/.test(text.replace(/\\\\/g, ''))) return null;
  let out = '';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') {
      const letter = text.charAt(++at);
      out += escaped(letter, depth > 0);
    } else if (depth > 0 && character === '-' && text.charAt(at + 1) === '[') {
      out += '--';
    } else {
      if (character === '[') depth += 1;
      if (character === ']' && depth > 0) depth -= 1;
      out += depth > 0 && /[&!#%,:;<=>@`~(){}/|]/.test(character) ? `\\${character}` : character;
    }
  }
  return out;
}

function escaped(letter: string, inClass: boolean): string {
  const set = (body: string): string => (inClass ? body : `[${body}]`);
  if (letter === 'i') return set(nameStart);
  if (letter === 'c') return set(`${nameStart}\\-.0-9\\u00B7`);
  return letter === '-' && !inClass ? '-' : `\\${letter}`;
}
