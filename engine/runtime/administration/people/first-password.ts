import type { Context } from '../../use-cases/context.ts';
import { hashPassword } from '../../use-cases/passwords.ts';

const passwordLength = 20;

/** Some 99 bits in letters that are read out and typed; nobody but who asked for it ever sees it. */
export async function firstPassword(
  context: Context,
): Promise<{ readonly password: string; readonly passwordHash: string }> {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const bytes = [...context.random(passwordLength)];
  const text = bytes.map((byte) => letters[byte % letters.length]).join('');
  const password = text.match(/.{5}/g)?.join('-') ?? text;
  return { password, passwordHash: await hashPassword(password, context.random(16)) };
}
