/**
 * Places in a text that look like personal data. Numbers and addresses of the net are certain enough to stand against
 * publishing; names and homes are told so that a person decides on each (vietnam.md 2.4).
 */
import { fold } from '../text/fold.ts';
import { addressPatterns } from './addresses.ts';
import { findNames } from './names.ts';
import { type NumberKind, numberPatterns, spelledPhone } from './numbers.ts';
import { type Sight, sightOf, spanOf } from './sight.ts';

export type PersonalKind = NumberKind | 'name' | 'address';

export interface PersonalFinding {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is known beside the text. */
export interface PersonalKnowledge {
  /** Names that must be found wherever they stand: the reporter's own. */
  readonly names?: readonly string[];
  /** Folded names of streets and places, which are no persons. */
  readonly streets?: ReadonlySet<string>;
}

/** A person may decide that these stay. */
export const judgedKinds: ReadonlySet<PersonalKind> = new Set(['name', 'address']);

/** Places in a text that look like personal data, in order; none overlaps another. */
export function findPersonalData(text: string, known: PersonalKnowledge = {}): readonly PersonalFinding[] {
  const sight = sightOf(text);
  const { plain } = sight;
  const found: { readonly kind: PersonalKind; readonly start: number; readonly end: number }[] = [];
  const keep = (kind: PersonalKind, start: number, end: number) => {
    if (end > start && found.every((one) => end <= one.start || start >= one.end)) found.push({ kind, start, end });
  };
  for (const [kind, pattern] of numberPatterns) keepAll(plain, pattern, (start, end) => keep(kind, start, end));
  keepAll(plain, spelledPhone, (start, end) => keep('phone', start, end));
  for (const pattern of addressPatterns) keepAll(plain, pattern, (start, end) => keep('address', start, end));
  for (const { start, end } of knownNames(plain, known.names ?? [])) keep('name', start, end);
  for (const { start, end } of findNames(plain, known.streets)) keep('name', start, end);
  return found.toSorted((a, b) => a.start - b.start).map((one) => findingOf(text, sight, one));
}

/** The text with each finding covered: what is proposed to the person who decides. */
export function redact(text: string, findings: readonly PersonalFinding[] = findPersonalData(text)): string {
  let result = '';
  let position = 0;
  for (const { start, end } of findings) {
    result += `${text.slice(position, start)}${cover}`;
    position = end;
  }
  return result + text.slice(position);
}

/** What stands in the place of what was covered. */
export const cover = '[…]';

function keepAll(plain: string, pattern: RegExp, keep: (start: number, end: number) => void): void {
  for (const match of plain.matchAll(pattern)) {
    const what = match.groups?.['what'];
    const start = what === undefined ? match.index : match.index + match[0].lastIndexOf(what);
    keep(start, start + (what ?? match[0]).length);
  }
}

/** Whole words, whatever their case and diacritics. */
function knownNames(plain: string, names: readonly string[]): readonly { start: number; end: number }[] {
  const folded = [...plain].map((sign) => fold(sign).slice(0, 1) || sign.slice(0, 1)).join('');
  // Signs of two units would shift places; then only exact words are sought.
  const text = folded.length === plain.length ? folded : plain.toLowerCase();
  return names.flatMap((name) => {
    const wanted = (folded.length === plain.length ? fold(name) : name.toLowerCase()).trim();
    if (wanted.length < 4 || !wanted.includes(' ')) return [];
    const pattern = new RegExp(`(?<![\\p{L}])${wanted.replace(/[^\p{L}\d ]/gu, '.')}(?![\\p{L}])`, 'gu');
    return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({ start: index, end: index + match.length }));
  });
}

function findingOf(
  text: string,
  sight: Sight,
  { kind, start, end }: { readonly kind: PersonalKind; readonly start: number; readonly end: number },
): PersonalFinding {
  const span = spanOf(sight, start, end);
  // What nobody sees at its end stays outside.
  return { kind, ...span, text: text.slice(span.start, span.end) };
}
