// String functions (DMN 1.5 §10.3.4.3, table 73). Characters are Unicode's, not UTF-16's.
import { search } from '../patterns/match.ts';
import { matchesIn, patternOf, replacementOf } from '../patterns/pattern.ts';
import { failed, kept, type Run } from '../run.ts';
import type { Value } from '../values.ts';
import { type BuiltIn, define, type Given } from './define.ts';

const two = ['string:string', 'match:string'] as const;

export const textFunctions: readonly BuiltIn[] = [
  define('substring', ['string:string', 'start position:number', 'length?:number'], substring),
  define('string length', ['string:string'], (args) => [...args.text(0)].length),
  define('upper case', ['string:string'], (args) => args.text(0).toUpperCase()),
  define('lower case', ['string:string'], (args) => args.text(0).toLowerCase()),
  define('substring before', two, (args) => {
    const at = args.text(0).indexOf(args.text(1));
    return at === -1 ? '' : args.text(0).slice(0, at);
  }),
  define('substring after', two, (args) => {
    const at = args.text(0).indexOf(args.text(1));
    return at === -1 ? '' : args.text(0).slice(at + args.text(1).length);
  }),
  define('contains', two, (args) => args.text(0).includes(args.text(1))),
  define('starts with', two, (args) => args.text(0).startsWith(args.text(1))),
  define('ends with', two, (args) => args.text(0).endsWith(args.text(1))),
  define('matches', ['input:string', 'pattern:string', 'flags?:string|null'], matches),
  define('replace', ['input:string', 'pattern:string', 'replacement:string', 'flags?:string|null'], replace),
  define('split', ['string:string', 'delimiter:string'], split),
  define('string join', ['list:list', 'delimiter?:string|null'], join),
];

/** The first character is 1; a negative position counts from the end. */
function substring(args: Given, run: Run): Value {
  const characters = [...args.text(0)];
  const [start, length] = [Math.trunc(args.number(1)), args.has(2) ? Math.trunc(args.number(2)) : characters.length];
  if (start === 0 || Math.abs(start) > characters.length || length < 1)
    return failed(run, 'there is no such substring');
  const from = start < 0 ? characters.length + start : start - 1;
  return characters.slice(from, from + length).join('');
}

function matches(args: Given, run: Run): Value {
  const pattern = patternOf(args.text(1), args.has(2) ? args.text(2) : '', run);
  return pattern === null ? null : search(pattern, [...args.text(0)], 0, run) !== null;
}

function replace(args: Given, run: Run): Value {
  const flags = args.has(3) ? args.text(3) : '';
  const pattern = patternOf(args.text(1), flags, run);
  if (pattern === null) return null;
  if (search(pattern, [], 0, run) !== null) return failed(run, `the pattern "${args.text(1)}" matches an empty text`);
  const made = flags.includes('q') ? () => args.text(2) : replacementOf(args.text(2), pattern.groups);
  if (made === null) return failed(run, `"${args.text(2)}" is no replacement`);
  const text = [...args.text(0)];
  let result = '';
  let after = 0;
  for (const found of matchesIn(pattern, text, run)) {
    const groupAt = (index: number): string =>
      text.slice(found[index * 2], found[index * 2 + 1] ?? found[index * 2]).join('');
    result +=
      text.slice(after, found[0]).join('') + made((index) => (found[index * 2] === undefined ? '' : groupAt(index)));
    kept(run, result);
    after = found[1] ?? text.length;
  }
  return kept(run, result + text.slice(after).join(''));
}

function split(args: Given, run: Run): Value {
  const pattern = patternOf(args.text(1), '', run);
  if (pattern === null) return null;
  const text = [...args.text(0)];
  const parts: string[] = [];
  let after = 0;
  for (const [from = 0, to = 0] of matchesIn(pattern, text, run)) {
    if (to === from && (from === 0 || from >= text.length)) continue;
    parts.push(text.slice(after, from).join(''));
    after = to;
  }
  return kept(run, [...parts, text.slice(after).join('')]);
}

/** Null items are left out (table 73). */
function join(args: Given, run: Run): Value {
  const items = args.list(0).filter((item) => item !== null);
  if (items.some((item) => typeof item !== 'string')) return failed(run, 'string join needs texts');
  return kept(run, items.join(args.has(1) ? args.text(1) : ''));
}
