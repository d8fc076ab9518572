// `matches`, `replace` and `split` (DMN 1.5 table 73) on patterns that never take more than linear time.
import { failed, type Run } from '../run.ts';
import { assemble, type Found, type Machine, search } from './match.ts';
import { flagsOf, PatternError, parsePattern } from './parse.ts';

export type Compiled =
  | { readonly kind: 'ok'; readonly machine: Machine }
  | { readonly kind: 'failed'; readonly reason: string; readonly supported: boolean };

const rememberedMax = 500;
const remembered = new Map<string, Compiled>();

/** Compiling is a matter of the texts alone, so remembering changes no answer. */
export function compilePattern(source: string, flags: string): Compiled {
  const key = `${flags}/${source}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= rememberedMax) remembered.clear();
  const made = compiled(source, flags);
  remembered.set(key, made);
  return made;
}

function compiled(source: string, text: string): Compiled {
  try {
    const flags = flagsOf(text);
    const { node, groups } = parsePattern(source, flags);
    return { kind: 'ok', machine: assemble(node, groups, flags.multiline) };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { kind: 'failed', reason: error.message, supported: error.supported };
  }
}

export function patternOf(source: string, flags: string, run: Run): Machine | null {
  const made = compilePattern(source, flags);
  return made.kind === 'ok' ? made.machine : failed(run, `the pattern "${source}": ${made.reason}`);
}

/** All matches, one behind the other. An empty match ends where it begins, and the next begins a character later. */
export function* matchesIn(machine: Machine, text: readonly string[], run: Run): Iterable<Found> {
  for (let from = 0; from <= text.length; ) {
    const found = search(machine, text, from, run);
    if (found === null) return;
    yield found;
    const end = found[1] ?? text.length;
    from = end === found[0] ? end + 1 : end;
  }
}

/** `$1`, `$0`, `\$` and `\\`; null where anything else follows `$` or `\`. @param groups how many there are */
export function replacementOf(text: string, groups: number): ((group: (index: number) => string) => string) | null {
  const parts = [...text.matchAll(/\$(\d+)|\\([\\$])|([^$\\]+)/g)];
  if (parts.map(([whole]) => whole).join('') !== text) return null;
  const pieces = parts.map(([, digits, escaped, plain]) => {
    if (digits === undefined) return { group: null, rest: escaped ?? plain ?? '' };
    let length = digits.length;
    while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
    return { group: Number(digits.slice(0, length)), rest: digits.slice(length) };
  });
  return (groupAt) => pieces.map(({ group, rest }) => (group === null ? '' : groupAt(group)) + rest).join('');
}
