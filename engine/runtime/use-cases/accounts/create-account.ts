import type { Instant } from '#engine/core/values.ts';
import type { Tx } from '../../ports.ts';
import type { NewAccount } from '../application.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { hashPassword } from '../passwords.ts';

/** Makes an account with its posts. @returns its id @throws Error where the name is taken */
export async function createAccount(context: Context, account: NewAccount): Promise<string> {
  const passwordHash = await hashPassword(account.password, context.random(16));
  const now = context.clock();
  return await context.store.transaction(async (tx) => {
    const [taken] = await tx.cases.accounts.byUsernames([account.username.trim().toLowerCase()]);
    if (taken) throw new Error(`the user name ${taken.username} is taken`);
    return await insertAccount(context, tx, { ...account, passwordHash }, now);
  });
}

/** Writes an account whose password is hashed already. */
export async function insertAccount(
  context: Context,
  tx: Tx,
  account: Omit<NewAccount, 'password'> & {
    readonly passwordHash: string;
    readonly by?: string;
    readonly firstPassword?: boolean;
  },
  now: Instant,
): Promise<string> {
  const id = context.newId(now);
  const { displayName, email = '', passwordHash, firstPassword = false } = account;
  const username = account.username.trim().toLowerCase();
  const posts = account.posts.map(({ role, unit, validFrom = '', validTo = '' }) => ({
    id: context.newId(now),
    accountId: id,
    ...{ role, unit, validFrom, validTo },
  }));
  const described = { username, displayName, email: email.trim(), passwordHash, firstPassword };
  const row = { id, ...described, active: true, createdAt: now };
  await tx.cases.accounts.insert(row, posts);
  const data = { posts: account.posts.map(({ role, unit }) => ({ role, unit })) };
  await audit(context, tx, { actor: account.by ?? '', action: 'account.create', subject: `account:${id}`, data }, now);
  return id;
}
