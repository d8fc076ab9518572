/** One's own passkeys: several, each with a name by which one knows the device. */
import type { OwnAccounts } from '../../application/own-account.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { auditOwn } from './audit-own.ts';
import { mustBeFresh } from './fresh.ts';
import { mustStayStrong } from './must-stay-strong.ts';
import { tell } from './notices.ts';
import { renewSession } from './open-session.ts';
import { challengeBytes, credentialHash } from './passkey-sign-in.ts';
import { makeRecoveryCodes } from './recovery.ts';
import { factorsOf } from './sign-in.ts';
import { beginStep, stepHash } from './steps.ts';

const passkeysMax = 10;
const nameLengthMax = 60;

export function askPasskey(context: Context): OwnAccounts['askPasskey'] {
  return async (me) => {
    mustBeFresh(context, me);
    const challenge = context.random(challengeBytes);
    return await context.store.transaction(async (tx) => {
      const known = await tx.cases.signIn.passkeys.ofAccount(me.accountId);
      if (known.length >= passkeysMax) throw refusal('TOO_MANY_PASSKEYS', { max: passkeysMax });
      const account = { id: me.accountId, username: me.username, displayName: me.displayName };
      const options = await context.signIn.passkeys.toRegister({ challenge, account, known });
      const content = { challenge: Buffer.from(challenge).toString('base64url') };
      const step = await beginStep(context, tx, { kind: 'register', accountId: me.accountId, content });
      return { ...step, options };
    });
  };
}

export function keepPasskey(context: Context): OwnAccounts['keepPasskey'] {
  return async (me, { token, response, name }) => {
    mustBeFresh(context, me);
    const { accountId } = me;
    const title = titleOf(name);
    const now = context.clock();
    const step = await context.store.transaction((tx) =>
      tx.cases.signIn.steps.take('register', stepHash(context, 'register', token), now),
    );
    if (step?.accountId !== accountId) throw refusal('PASSKEY_REFUSED');
    const challenge = Buffer.from(String(step.content['challenge']), 'base64url');
    const made = await context.signIn.passkeys.registered(response, challenge);
    if (made === undefined) throw refusal('PASSKEY_REFUSED');
    return await context.store.transaction(async (tx) => {
      const { passkeys, recovery } = tx.cases.signIn;
      const hash = credentialHash(context, made.credentialId);
      if ((await passkeys.byCredential(hash)) !== undefined) throw refusal('PASSKEY_REFUSED');
      const row = { id: context.newId(now), accountId, credentialHash: hash, name: title };
      await passkeys.insert({ ...made, ...row, createdAt: now, usedAt: null });
      const isFirst = (await recovery.count(accountId)) === 0;
      const recoveryCodes = isFirst ? await makeRecoveryCodes(context, tx, accountId) : null;
      await tell(context, tx, { accountId, code: 'passkeyAdded' });
      await auditOwn(context, tx, me, 'account.add-passkey', { passkey: row.id });
      return { recoveryCodes, session: await renewSession(context, tx, me, 3) };
    });
  };
}

export function renamePasskey(context: Context): OwnAccounts['renamePasskey'] {
  return (me, id, name) =>
    context.store.transaction(async (tx) => {
      const { accountId } = me;
      const known = isUuid(id) && (await tx.cases.signIn.passkeys.rename(accountId, id, titleOf(name)));
      if (!known) throw refusal('NOT_FOUND');
      const event = { actor: accountId, action: 'account.rename-passkey', subject: `account:${accountId}` };
      await audit(context, tx, { ...event, data: { passkey: id } }, context.clock());
    });
}

export function removePasskey(context: Context): OwnAccounts['removePasskey'] {
  return async (me, id) => {
    mustBeFresh(context, me);
    const { accountId } = me;
    await context.store.transaction(async (tx) => {
      const { passkeys, recovery } = tx.cases.signIn;
      if (!(await passkeys.ofAccount(accountId)).some((row) => row.id === id)) throw refusal('NOT_FOUND');
      await mustStayStrong(context, tx, me, { without: 'passkey' });
      await passkeys.remove(accountId, id);
      if ((await factorsOf(tx, accountId)).length === 0) await recovery.replace(accountId, [], 0);
      await tx.cases.accounts.endOtherSessions(accountId, me.session.id);
      await tell(context, tx, { accountId, code: 'passkeyRemoved' });
      await auditOwn(context, tx, me, 'account.remove-passkey', { passkey: id });
    });
  };
}

/** @throws Refusal 422 */
function titleOf(name: string): string {
  const title = name.normalize('NFC').trim();
  if (title === '' || title.length > nameLengthMax) {
    throw refusal('INVALID_FIELDS', {}, [{ path: 'name', rule: 'required' }]);
  }
  return title;
}
