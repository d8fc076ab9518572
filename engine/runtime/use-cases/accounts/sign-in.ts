import type { Accounts, Caller, HalfSignedIn, SecondFactor, SignedIn } from '../../application/accounts.ts';
import type { AccountRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { nobody, verifyPassword } from '../passwords.ts';
import { bucketKey, hit, refund, secondsLeft, signInPerAccount, signInPerAddress } from '../rate-limit.ts';
import { refusal } from '../refuse.ts';
import { openSession } from './open-session.ts';
import { beginStep } from './steps.ts';

type SignIn = Accounts['signIn'];

/** Counts the attempt, always does the work of one hash, and says the same whatever was wrong. */
export function signIn(context: Context): SignIn {
  return async ({ username, password }, from, agent = '') => {
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
      // Closed, or given another password, while the hash was computed: then it was the wrong one.
      const known = account && (await tx.cases.accounts.byId(account.id));
      if (!right || !known?.active || known.passwordHash !== account?.passwordHash) {
        await audit(context, tx, { actor: account?.id ?? '', action: 'session.refused', subject: 'session' }, now);
        return undefined;
      }
      await refund(tx, buckets.account, signInPerAccount, now);
      await refund(tx, buckets.address, signInPerAddress, now);
      return await afterFirst(context, tx, known, { from, agent });
    });
  };
}

/** The first factor was right: who has a second is asked for it, whatever the policy says. */
export async function afterFirst(
  context: Context,
  tx: Tx,
  account: AccountRow,
  caller: Caller,
): Promise<SignedIn | HalfSignedIn> {
  const factors = await factorsOf(tx, account.id);
  if (factors.length === 0) return await openSession(context, tx, account, { strength: 1, caller });
  return { ...(await beginStep(context, tx, { kind: 'second', accountId: account.id })), factors };
}

/** What somebody can go on with after the first factor; nothing where they have set up none. */
export async function factorsOf(tx: Tx, accountId: string): Promise<readonly SecondFactor[]> {
  const { totp, passkeys, recovery } = tx.cases.signIn;
  const hasCodes = (await totp.ofAccount(accountId)).some(({ state }) => state === 'kept');
  const hasPasskey = (await passkeys.ofAccount(accountId)).length > 0;
  if (!hasCodes && !hasPasskey) return [];
  const hasRecovery = (await recovery.count(accountId)) > 0;
  return [
    ...(hasCodes ? (['totp'] as const) : []),
    ...(hasPasskey ? (['passkey'] as const) : []),
    ...(hasRecovery ? (['recovery'] as const) : []),
  ];
}
