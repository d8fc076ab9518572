/**
 * What a password must be (NIST SP 800-63B-4, 3.1.1.2): long, and none that is guessed first. Nothing about kinds of
 * characters, and no end date: both make passwords worse.
 */
import type { Demand } from '#engine/cases/organisation/sign-in.ts';
import type { FieldFault } from '../../refusal.ts';

/** Where it is the only factor, and where the roles ask for a second one. */
const alone = 15;
const besides = 8;

/** @param demand what the roles ask for: a factor that one could remove again does not make a short password good */
export function passwordLengthMin(demand: Demand): number {
  return demand === 'none' ? alone : besides;
}

/** @param names user name and name: what is guessed first about somebody */
export function passwordFaults(
  path: string,
  password: string,
  { lengthMin, names }: { readonly lengthMin: number; readonly names: readonly string[] },
): readonly FieldFault[] {
  if ([...password].length < lengthMin) return [{ path, rule: 'PASSWORD_TOO_SHORT', params: { min: lengthMin } }];
  return isCommon(password, names) ? [{ path, rule: 'PASSWORD_COMMON' }] : [];
}

/** What is left of a password without names, common words and digits must still be something. */
function isCommon(password: string, names: readonly string[]): boolean {
  const plain = folded(password);
  const words = [...names.flatMap((name) => [folded(name), ...name.split(/[\s.-]+/).map(folded)]), ...common];
  const known = words.filter((word) => word.length >= 3).toSorted((a, b) => b.length - a.length);
  const rest = known.reduce((text, word) => text.replaceAll(word, ''), plain).replaceAll(/\d/g, '');
  return rest.length < restMin || new Set(plain).size < distinctMin || isSequence(plain);
}

const restMin = 4;
const distinctMin = 5;

function isSequence(text: string): boolean {
  const steps = [...text].slice(1).map((letter, index) => letter.charCodeAt(0) - text.charCodeAt(index));
  return steps.length > 0 && (steps.every((step) => step === 1) || steps.every((step) => step === -1));
}

/** Small letters without marks, and nothing but letters and digits. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

/** What lists of leaked passwords are full of, in English and in Vietnamese. */
const common = [
  ...['password', 'passw0rd', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'asdf', 'zxcvbnm', 'letmein', 'welcome', 'admin'],
  ...['administrator', 'iloveyou', 'dragon', 'monkey', 'football', 'sunshine', 'princess', 'master', 'login', 'abc'],
  ...['matkhau', 'mat khau', 'vietnam', 'hanoi', 'saigon', 'anhyeuem', 'emyeuanh', 'khongbiet', 'khongco', 'quantri'],
  ...['phuong', 'thanhpho', 'ubnd', 'uyban', 'congan', 'motcua', 'wardflow', 'canbo', 'lanhdao', '123456789', '1234'],
].map(folded);
