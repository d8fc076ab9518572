// String functions (DMN 1.5 §10.3.4.3, table 73). Characters are Unicode's, not UTF-16's.
import { patternOf, replacementOf } from '../patterns.ts';
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
  return pattern === null ? null : pattern.test(args.text(0));
}

function replace(args: Given, run: Run): Value {
  const pattern = patternOf(args.text(1), args.has(3) ? args.text(3) : '', run, 'g');
  if (pattern === null) return null;
  if (pattern.test('')) return failed(run, `the pattern ${args.text(1)} matches an empty text`);
  pattern.lastIndex = 0;
  const replacement = replacementOf(args.text(2));
  if (replacement === null) return failed(run, `"${args.text(2)}" is no replacement`);
  let length = 0;
  const made = args.text(0).replace(pattern, (...found: unknown[]) => {
    const text = replacement(found.filter((group) => typeof group === 'string' || group === undefined) as string[]);
    length += text.length;
    if (length > 1_000_000) kept(run, 'x'.repeat(1_000_001));
    return text;
  });
  return kept(run, made);
}

function split(args: Given, run: Run): Value {
  const pattern = patternOf(args.text(1), '', run);
  return (
    pattern &&
    kept(
      run,
      args
        .text(0)
        .split(pattern)
        .map((part) => part ?? ''),
    )
  );
}

/** Null items are left out (table 73). */
function join(args: Given, run: Run): Value {
  const items = args.list(0).filter((item) => item !== null);
  if (items.some((item) => typeof item !== 'string')) return failed(run, 'string join needs texts');
  return kept(run, items.join(args.has(1) ? args.text(1) : ''));
}
