/**
 * Whether what is public of a case tells of somebody: by their name, number or address in any spelling, or by anything
 * that looks like a number of a person. It then goes with the case; otherwise it stays, because it is nobody's.
 */
import { findPersonalData, judgedKinds } from '#engine/cases/personal-data/find.ts';
import { fold } from '#engine/cases/text/fold.ts';
import type { PublicationRow } from '../ports/case-rows.ts';
import type { Person } from './person.ts';

/** Everything that two tellings of one person know, a line each. */
export interface KnownPerson {
  readonly names: readonly string[];
  readonly numbers: readonly string[];
  readonly emails: readonly string[];
}

export function mergedPerson(...persons: readonly Person[]): KnownPerson {
  const all = (pick: (person: Person) => string) => [...new Set(persons.map(pick).filter((text) => text !== ''))];
  return {
    names: all(({ name }) => fold(name)).filter((name) => name.length > 1),
    numbers: [...all(({ phone }) => digitsOf(phone)), ...all(({ idNumber }) => digitsOf(idNumber))],
    emails: all(({ email }) => email.toLowerCase()),
  };
}

type PublicWords = Pick<PublicationRow, 'title' | 'text' | 'answer' | 'correction' | 'slug'>;

export function betrays({ title, text, answer, correction, slug }: PublicWords, known: KnownPerson): boolean {
  const words = [title, text, answer, correction ?? '', slug.replaceAll('-', ' ')];
  return words.some((one) => tells(one, known) || findPersonalData(one).some(({ kind }) => !judgedKinds.has(kind)));
}

function tells(text: string, { names, numbers, emails }: KnownPerson): boolean {
  const folded = ` ${fold(text).replaceAll(/[^\p{L}\p{N}@.]+/gu, ' ')} `;
  const digits = digitsOf(text);
  return (
    names.some((name) => folded.includes(` ${name} `) || folded.includes(` ${name}.`)) ||
    // Without the leading 0 it is found after a country's code too.
    numbers.some((number) => number.length >= 9 && digits.includes(number.replace(/^0/, ''))) ||
    emails.some((email) => folded.includes(fold(email)))
  );
}

/** A telephone number without what people put in between, and without the country's code. */
function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '').replace(/^84(?=[1-9]\d{8}$)/, '0');
}
