/** What a foreign form would have run: none of it comes over, and each piece is said with the way to express it here. */
import { type FormNote, noteOf } from './import-form-words.ts';

type Raw = Readonly<Record<string, unknown>>;
type Word = Parameters<typeof noteOf>[0];

/** Paths of properties that hold code or fetch something, with the words about them. */
const places: readonly (readonly [string, Word])[] = [
  ['validate.custom', 'ruleCode'],
  ['validate.json', 'ruleCode'],
  ['calculateValue', 'calculated'],
  ['customDefaultValue', 'firstValue'],
  ['customConditional', 'conditionCode'],
  ['conditional.json', 'conditionCode'],
  ['logic', 'logic'],
  ['data.custom', 'fetched'],
  ['data.url', 'fetched'],
  ['data.resource', 'fetched'],
  ['custom', 'code'],
  ['onChange', 'code'],
  ['controller', 'code'],
  ['module', 'code'],
  ['nextPage', 'code'],
  ['attributes', 'code'],
  ['attrs', 'code'],
];

export function codeNotes(raw: Raw, element: string): readonly FormNote[] {
  return places.flatMap(([path, word]) => {
    const value = path.split('.').reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), raw);
    return isNothing(value) ? [] : [noteOf(word, element, `${path}: ${shortened(value)}`)];
  });
}

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.values(value).every(isNothing);
}

function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
