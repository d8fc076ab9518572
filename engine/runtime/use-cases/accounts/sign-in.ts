import type { Accounts, SignedIn } from '../../application/accounts.ts';
import type { AccountRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { nobody, verifyPassword } from '../passwords.ts';
import { bucketKey, hit, refund, secondsLeft, signInPerAccount, signInPerAddress } from '../rate-limit.ts';
import { refusal } from '../refuse.ts';
import { actorOf } from './actor.ts';
import { sessionLifeMs } from './session.ts';

type SignIn = Accounts['signIn'];

/** Counts the attempt, always does the work of one hash, and says the same whatever was wrong. */
export function signIn(context: Context): SignIn {
  return async ({ username, password }, from) => {
    const name = username.trim().toLowerCase();
    const now = context.clock();
    const buckets = {
      account: bucketKey(context.secrets, 'sign-in-account', name),
      address: bucketKey(context.secrets, 'sign-in-address', from),
    };
    const account = await context.store.transaction(async (tx) => {
      const perAccount = await hit(tx, buckets.account, signInPerAccount, now);
      const perAddress = await hit(tx, buckets.address, signInPerAddress, now);
      const tooMany = perAccount > signInPerAccount.uses || perAddress > signInPerAddress.uses;
      return tooMany ? 'tooMany' : await tx.cases.accounts.byUsername(name);
    });
    if (account === 'tooMany') throw refusal('TOO_MANY_ATTEMPTS', { seconds: secondsLeft(signInPerAccount, now) });
    // Outside of any transaction: hashing takes long, and nobody should wait for it.
    const right = await verifyPassword(password, account?.passwordHash ?? nobody);
    return await context.store.transaction(async (tx) => {
      if (!right || !account?.active) {
        await audit(context, tx, { actor: account?.id ?? '', action: 'session.refused', subject: 'session' }, now);
        return undefined;
      }
      await refund(tx, buckets.account, signInPerAccount, now);
      await refund(tx, buckets.address, signInPerAddress, now);
      return await openSession(context, tx, account);
    });
  };
}

async function openSession(context: Context, tx: Tx, account: AccountRow): Promise<SignedIn> {
  const now = context.clock();
  const token = Buffer.from(context.random(32)).toString('base64url');
  await tx.cases.accounts.insertSession({
    id: context.newId(now),
    tokenHash: hashed(context, 'session', token),
    accountId: account.id,
    createdAt: now,
    seenAt: now,
  });
  await audit(context, tx, { actor: account.id, action: 'session.open', subject: `account:${account.id}` }, now);
  return { token, actor: await actorOf(context, tx, account, now), expiresAt: now + sessionLifeMs };
}
