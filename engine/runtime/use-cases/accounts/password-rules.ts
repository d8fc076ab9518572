/**
 * What a password must be (NIST SP 800-63B-4, 3.1.1.2): long, and none that is guessed first. Nothing about kinds of
 * characters, and no end date: both make passwords worse.
 */
import type { City } from '#engine/cases/city/city.ts';
import type { Demand } from '#engine/cases/organisation/sign-in.ts';
import type { FieldFault } from '../../refusal.ts';
import { type CommonPasswords, commonPasswords } from './common-passwords.ts';
import { folded, withoutDisguise } from './folded.ts';

/** Where it is the only factor, and where the roles ask for a second one. */
const alone = 15;
const besides = 8;

/** @param demand what the roles ask for: a factor that one could remove again does not make a short password good */
export function passwordLengthMin(demand: Demand): number {
  return demand === 'none' ? alone : besides;
}

/** What is guessed first about somebody: their names, those of their units and of the city, and of the product. */
export function namesAround(
  city: Pick<City, 'units' | 'province'> | undefined,
  { username, displayName, posts }: OfPerson,
): readonly string[] {
  const units = posts.flatMap(({ unit }) => Object.values(city?.units.get(unit)?.name ?? {}));
  return ['Wardflow', username, displayName, ...units, ...Object.values(city?.province.name ?? {})];
}

interface OfPerson {
  readonly username: string;
  readonly displayName: string;
  readonly posts: readonly { readonly unit: string }[];
}

/** @param names see {@link namesAround} */
export async function passwordFaults(
  path: string,
  password: string,
  { lengthMin, names }: { readonly lengthMin: number; readonly names: readonly string[] },
): Promise<readonly FieldFault[]> {
  if ([...password].length < lengthMin) return [{ path, rule: 'PASSWORD_TOO_SHORT', params: { min: lengthMin } }];
  return isGuessed(password, names, await commonPasswords()) ? [{ path, rule: 'PASSWORD_COMMON' }] : [];
}

/**
 * What is left of a password without names and digits must be something, and neither one nor two of the list: also
 * disguised (`p@ssw0rd`), with digits around it, or repeated. A sentence of three words and more is none of these.
 */
function isGuessed(password: string, names: readonly string[], common: CommonPasswords): boolean {
  const plain = folded(password);
  if (new Set(plain).size < distinctMin || isSequence(plain)) return true;
  if (without(plain, names, syllableMin).replaceAll(/\d/g, '').length < restMin) return true;
  const small = password.toLowerCase();
  const core = small.replaceAll(/^[^a-z]+|[^a-z]+$/g, '');
  return [plain, ...[small, core].map((text) => folded(withoutDisguise(text)))]
    .flatMap((text) => [text, without(text, names, nameMin)])
    .flatMap((text) => [text, text.replaceAll(/^\d+|\d+$/g, '')])
    .map(oneOf)
    .some((text) => text.length < restMin || isListed(text, common));
}

function isListed(text: string, common: CommonPasswords): boolean {
  const splits = Array.from({ length: text.length }, (_, at) => at);
  return common.has(text) || splits.some((at) => common.has(text.slice(0, at)) && common.has(text.slice(at)));
}

/** What is repeated counts once. */
function oneOf(text: string): string {
  return /^(.+?)\1+$/.exec(text)?.[1] ?? text;
}

function without(plain: string, names: readonly string[], lengthMin: number): string {
  const words = names.flatMap((name) => [folded(name), ...name.split(/[\s.,–-]+/).map(folded)]);
  const known = words.filter((word) => word.length >= lengthMin).toSorted((a, b) => b.length - a.length);
  return known.reduce((text, word) => text.replaceAll(word, ''), plain);
}

const nameMin = 3;
/** `Hạ tầng Đô thị`: short words of names count where nothing but names is left. */
const syllableMin = 2;
const restMin = 4;
const distinctMin = 5;

function isSequence(text: string): boolean {
  const steps = [...text].slice(1).map((letter, index) => letter.charCodeAt(0) - text.charCodeAt(index));
  return steps.length > 0 && (steps.every((step) => step === 1) || steps.every((step) => step === -1));
}
