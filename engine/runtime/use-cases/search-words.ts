import { fold } from '#engine/cases/text/fold.ts';
import type { Secrets } from './application.ts';
import { keyedHash } from './vault.ts';

const wordsMax = 200;
const hashLength = 12;

/**
 * What a worklist is searched by: the register number as it is, and the words of the report under a key (a blind
 * index). Whoever reads the table without the key learns nothing from it.
 */
export function searchText(secrets: Secrets, registerNumber: string, texts: readonly string[]): string {
  const words = [...new Set(texts.flatMap(wordsOf))].slice(0, wordsMax);
  return [fold(registerNumber), ...words.map((word) => hashedWord(secrets, word))].join(' ');
}

/** What a person typed, as it would stand in {@link searchText}: parts of a register number stay readable. */
export function searchTerms(secrets: Secrets, typed: string): readonly string[] {
  return fold(typed.slice(0, 200))
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
