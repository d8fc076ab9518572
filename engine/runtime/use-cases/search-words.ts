import { fold } from '#engine/cases/text/fold.ts';
import { isEmail } from '#forms/rules.ts';
import type { Secrets } from './application.ts';
import { keyedHash } from './vault.ts';

const wordsMax = 200;
const hashLength = 12;
/** There are few telephone numbers: two of them must not look like one. */
const personLength = 32;

/**
 * What a worklist is searched by: the register number as it is, and the words of the report under a key (a blind
 * index). Whoever reads the table without the key learns nothing from it.
 */
export function searchText(
  secrets: Secrets,
  registerNumber: string,
  texts: readonly string[],
  numbers: readonly unknown[] = [],
): string {
  const words = [...new Set(texts.flatMap(wordsOf))].slice(0, wordsMax);
  const persons = numbers.flatMap((number) => (typeof number === 'string' ? (personWord(secrets, number) ?? []) : []));
  return [fold(registerNumber), ...words.map((word) => hashedWord(secrets, word)), ...persons].join(' ');
}

/**
 * What a case is found by where somebody types the telephone, identity number or e-mail address of who reported it:
 * marked, so that it is no word of the text, and looked up only for who may read the reporter, and for the reporter.
 * @returns undefined where the text is none of these
 */
export function personWord(secrets: Secrets, typed: string): string | undefined {
  const contact = personNumber(typed) ?? emailAddress(typed);
  return contact === undefined ? undefined : `~${keyedHash(secrets, 'person', contact).slice(0, personLength)}`;
}

/** However it is written: no provider of mail tells two people apart by capital letters. */
export function emailAddress(typed: string): string | undefined {
  const address = typed.trim().toLowerCase();
  return isEmail(address) ? address : undefined;
}

/** Ten digits of a telephone, twelve of an identity card, nine of the older ones; with what people put in between. */
export function personNumber(typed: string): string | undefined {
  if (isRegisterPart(fold(typed)) || !/^\+?[\d\s.()-]{9,24}$/.test(typed.trim())) return undefined;
  const digits = typed.replaceAll(/\D/g, '').replace(/^84(?=[1-9]\d{8}$)/, '0');
  return /^(0\d{9}|0\d{11}|[1-9]\d{8}|0\d{8})$/.test(digits) ? digits : undefined;
}

/** What a person typed, as it would stand in {@link searchText}: parts of a register number stay readable. */
export function searchTerms(secrets: Secrets, typed: string): readonly string[] {
  return fold(personNumber(typed) ?? typed.slice(0, 200))
    .split(' ')
    .filter(Boolean)
    .slice(0, 8)
    .flatMap((part) => (isRegisterPart(part) ? [part] : wordsOf(part).map((word) => hashedWord(secrets, word))));
}

function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isRegisterPart(part: string): boolean {
  return /^([a-z]{2,4}-)?\d{4,6}(-\d{1,6})?$/.test(part) || /^[a-z]{2,4}-\d/.test(part) || isDossierCode(part);
}

/** A code of the usual pattern, with agency and day: `h99.106.4-261122-0001`. */
function isDossierCode(part: string): boolean {
  return /^[a-z\d]+(\.[a-z\d]+)*-\d{6,8}(-\d*)?$/.test(part);
}

function hashedWord(secrets: Secrets, word: string): string {
  return keyedHash(secrets, 'word', word).slice(0, hashLength);
}
