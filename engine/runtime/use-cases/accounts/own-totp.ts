/** The authenticator app: set up in two steps, so that nobody is locked out by a code that was never scanned. */
import type { OwnAccounts } from '../../application/own-account.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { auditOwn } from './audit-own.ts';
import { mustBeFresh } from './fresh.ts';
import { mustStayStrong } from './must-stay-strong.ts';
import { tell } from './notices.ts';
import { renewSession } from './open-session.ts';
import { makeRecoveryCodes, readCode } from './recovery.ts';
import { countTry, stepOf, uncountTry } from './second-step.ts';
import { factorsOf } from './sign-in.ts';
import { newSecret } from './totp-secret.ts';

export function askTotp(context: Context): OwnAccounts['askTotp'] {
  return async (me) => {
    mustBeFresh(context, me);
    const { secret, row } = newSecret(context, me.accountId);
    return await context.store.transaction(async (tx) => {
      await tx.cases.signIn.totp.put({ ...row, state: 'asked', lastStep: 0, createdAt: context.clock() });
      const { city } = await context.cities.current(tx);
      const { codes } = context.signIn;
      const issuer = city.province.name.vi;
      return { secret: codes.write(secret), uri: codes.uri(secret, { issuer, label: me.username }) };
    });
  };
}

export function keepTotp(context: Context): OwnAccounts['keepTotp'] {
  return async (me, typed) => {
    mustBeFresh(context, me);
    const { accountId } = me;
    const wait = await context.store.transaction((tx) => countTry(context, tx, accountId, accountId));
    if (wait > 0) throw refusal('TOO_MANY_ATTEMPTS', { seconds: wait });
    return await context.store.transaction(async (tx) => {
      const { totp } = tx.cases.signIn;
      const asked = (await totp.ofAccount(accountId)).find(({ state }) => state === 'asked');
      const step = asked && (await stepOf(context, asked, readCode(typed).text));
      if (step === undefined || !(await totp.keep(accountId, step))) {
        throw refusal('INVALID_FIELDS', {}, [{ path: 'code', rule: 'CODE_WRONG' }]);
      }
      await uncountTry(context, tx, accountId, accountId);
      const isFirst = (await tx.cases.signIn.recovery.count(accountId)) === 0;
      const recoveryCodes = isFirst ? await makeRecoveryCodes(context, tx, accountId) : null;
      await tell(context, tx, { accountId, code: 'totpAdded' });
      await auditOwn(context, tx, me, 'account.add-totp');
      return { recoveryCodes, session: await renewSession(context, tx, me, 2) };
    });
  };
}

export function removeTotp(context: Context): OwnAccounts['removeTotp'] {
  return async (me) => {
    mustBeFresh(context, me);
    const { accountId } = me;
    await context.store.transaction(async (tx) => {
      if (!(await factorsOf(tx, accountId)).includes('totp')) throw refusal('NOT_FOUND');
      await mustStayStrong(context, tx, me, { without: 'totp' });
      await tx.cases.signIn.totp.remove(accountId);
      if ((await factorsOf(tx, accountId)).length === 0) await tx.cases.signIn.recovery.replace(accountId, [], 0);
      await tx.cases.accounts.endOtherSessions(accountId, me.session.id);
      await tell(context, tx, { accountId, code: 'totpRemoved' });
      await auditOwn(context, tx, me, 'account.remove-totp');
    });
  };
}

export function newRecoveryCodes(context: Context): OwnAccounts['newRecoveryCodes'] {
  return async (me) => {
    mustBeFresh(context, me);
    return await context.store.transaction(async (tx) => {
      if ((await factorsOf(tx, me.accountId)).length === 0) throw refusal('NO_SECOND_FACTOR');
      const codes = await makeRecoveryCodes(context, tx, me.accountId);
      await tell(context, tx, { accountId: me.accountId, code: 'recoveryMade' });
      await auditOwn(context, tx, me, 'account.new-recovery-codes');
      return codes;
    });
  };
}
