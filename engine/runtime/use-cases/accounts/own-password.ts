import { demandOf } from '#engine/cases/organisation/sign-in.ts';
import type { OwnAccounts } from '../../application/own-account.ts';
import type { Context } from '../context.ts';
import { hashPassword, nobody, verifyPassword } from '../passwords.ts';
import { bucketKey, hit, refund, secondsLeft, signInPerAccount } from '../rate-limit.ts';
import { refusal } from '../refuse.ts';
import { auditOwn } from './audit-own.ts';
import { tell } from './notices.ts';
import { namesAround, passwordFaults, passwordLengthMin } from './password-rules.ts';

/** The present one is asked for, and trying it counts as a sign-in does; every other session ends. */
export function changePassword(context: Context): OwnAccounts['changePassword'] {
  return async (me, { current, next }) => {
    const now = context.clock();
    const bucket = bucketKey(context.secrets, 'sign-in-account', me.username);
    const { used, account, city } = await context.store.transaction(async (tx) => ({
      used: await hit(tx, bucket, signInPerAccount, now),
      account: await tx.cases.accounts.byId(me.accountId),
      city: (await context.cities.current(tx)).city,
    }));
    if (used > signInPerAccount.uses) {
      throw refusal('TOO_MANY_ATTEMPTS', { seconds: secondsLeft(signInPerAccount, now) });
    }
    const demand = demandOf(
      city.signIn,
      me.posts.map(({ role }) => role),
    );
    const rules = { lengthMin: passwordLengthMin(demand), names: namesAround(city, me) };
    const right = await verifyPassword(current, account?.passwordHash ?? nobody);
    const faults = [
      ...(right ? [] : [{ path: 'current', rule: 'PASSWORD_WRONG' }]),
      ...(right && current === next ? [{ path: 'next', rule: 'PASSWORD_SAME' }] : []),
      ...(await passwordFaults('next', next, rules)),
    ];
    if (right) await context.store.transaction((tx) => refund(tx, bucket, signInPerAccount, now));
    if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
    const passwordHash = await hashPassword(next, context.random(16));
    await context.store.transaction(async (tx) => {
      await tx.cases.accounts.setPassword(me.accountId, passwordHash);
      await tx.cases.accounts.endOtherSessions(me.accountId, me.session.id);
      await tell(context, tx, { accountId: me.accountId, code: 'passwordChanged' });
      await auditOwn(context, tx, me, 'account.change-password');
    });
  };
}
