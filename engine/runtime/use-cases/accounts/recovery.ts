/** Recovery codes: for who has lost the telephone. Kept as keyed hashes, shown once, each good for one sign-in. */
import type { Tx } from '../../ports.ts';
import { type Context, hashed } from '../context.ts';

const codes = 10;
const codeLength = 12;
/** Crockford's Base32: nothing that looks like something else. Twelve letters are 60 bits. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes new codes in place of those there are. @returns them as they are shown, e.g. `7KQ2-XW7M-3HTD` */
export async function makeRecoveryCodes(context: Context, tx: Tx, accountId: string): Promise<readonly string[]> {
  const made = Array.from({ length: codes }, () => newCode(context));
  const hashes = made.map((code) => recoveryHash(context, accountId, code));
  await tx.cases.signIn.recovery.replace(accountId, hashes, context.clock());
  return made.map(inFours);
}

/** A code with which somebody links an identity; read out, or handed over on paper. */
export function newLinkCode(context: Context): string {
  return inFours(newCode(context));
}

function newCode(context: Context): string {
  return [...context.random(codeLength)].map((byte) => letters[byte % letters.length]).join('');
}

function inFours(code: string): string {
  return code.match(/.{4}/g)?.join('-') ?? code;
}

/** What somebody typed: six digits are of the app, anything else is a recovery code, with the letters that people mix up. */
export function readCode(typed: string): { readonly kind: 'totp' | 'recovery'; readonly text: string } {
  const plain = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(plain)) return { kind: 'totp', text: plain };
  return { kind: 'recovery', text: plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1') };
}

export function recoveryHash(context: Context, accountId: string, code: string): string {
  return hashed(context, `recovery/${accountId}`, code);
}
