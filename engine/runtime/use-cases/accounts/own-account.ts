/** One's own account: what there is to sign in with, and where one is signed in. */
import { demandOf } from '#engine/cases/organisation/sign-in.ts';
import type { Instant } from '#engine/core/values.ts';
import type { SessionActor } from '../../application/accounts.ts';
import type { OwnAccount, OwnAccounts, SessionView } from '../../application/own-account.ts';
import type { SessionRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { sendsMail, verifiedEmail } from './account-mail.ts';
import { auditOwn } from './audit-own.ts';
import { isFresh, mustBeFresh } from './fresh.ts';
import { tell } from './notices.ts';
import { askEmail, keepEmail } from './own-email.ts';
import { askPasskey, keepPasskey, removePasskey, renamePasskey } from './own-passkeys.ts';
import { changePassword } from './own-password.ts';
import { askTotp, keepTotp, newRecoveryCodes, removeTotp } from './own-totp.ts';
import { passwordLengthMin } from './password-rules.ts';
import { isOver } from './session.ts';

const noticesMax = 20;

export function ownAccounts(context: Context): OwnAccounts {
  const { store, clock } = context;
  return {
    view: (me) => store.transaction((tx) => viewOf(context, tx, me)),
    news: (me) => store.transaction((tx) => tx.cases.signIn.notices.unseen(me.accountId)),
    seen: (me) => store.transaction((tx) => tx.cases.signIn.notices.seen(me.accountId, clock())),
    endSession: (me, id) =>
      store.transaction(async (tx) => {
        const known = isUuid(id) && (await tx.cases.accounts.endSession(me.accountId, id));
        if (!known) throw refusal('NOT_FOUND');
        await auditOwn(context, tx, me, 'session.end');
      }),
    endOthers: (me) =>
      store.transaction(async (tx) => {
        await tx.cases.accounts.endOtherSessions(me.accountId, me.session.id);
        await auditOwn(context, tx, me, 'session.end-others');
      }),
    changePassword: changePassword(context),
    askEmail: askEmail(context),
    keepEmail: keepEmail(context),
    askTotp: askTotp(context),
    keepTotp: keepTotp(context),
    removeTotp: removeTotp(context),
    newRecoveryCodes: newRecoveryCodes(context),
    askPasskey: askPasskey(context),
    keepPasskey: keepPasskey(context),
    renamePasskey: renamePasskey(context),
    removePasskey: removePasskey(context),
    unlink: unlink(context),
  };
}

function unlink(context: Context): OwnAccounts['unlink'] {
  return (me, id) =>
    context.store.transaction(async (tx) => {
      mustBeFresh(context, me);
      const { accountId } = me;
      const known = isUuid(id) && (await tx.cases.signIn.links.remove(accountId, id));
      if (!known) throw refusal('NOT_FOUND');
      await tx.cases.accounts.endOtherSessions(accountId, me.session.id);
      await tell(context, tx, { accountId, code: 'unlinked' });
      await auditOwn(context, tx, me, 'account.unlink');
    });
}

async function viewOf(context: Context, tx: Tx, me: SessionActor): Promise<OwnAccount> {
  const now = context.clock();
  const { accountId, username, displayName, session } = me;
  const { totp, recovery, passkeys, links, notices } = tx.cases.signIn;
  const account = await tx.cases.accounts.byId(accountId);
  const { city } = await context.cities.current(tx);
  const demand = demandOf(
    city.signIn,
    me.posts.map(({ role }) => role),
  );
  const providers = new Map(context.signIn.providers.list.map(({ code, name }) => [code, name]));
  // What is not read yet is there, however much it is: the number beside the page's name counts it.
  const shown = Math.max(noticesMax, await notices.unseen(accountId));
  return {
    username,
    displayName,
    demand,
    needs: session.needs,
    fresh: isFresh(context, me),
    passwordLengthMin: passwordLengthMin(demand),
    email: account?.email ?? '',
    emailVerified: account !== undefined && (await verifiedEmail(tx, account)) !== undefined,
    sendsMail: sendsMail(context),
    totpSince: (await totp.ofAccount(accountId)).find(({ state }) => state === 'kept')?.createdAt ?? null,
    recoveryCodesLeft: await recovery.count(accountId),
    passkeys: (await passkeys.ofAccount(accountId)).map(({ id, name, createdAt, usedAt }) => ({
      ...{ id, name, createdAt, usedAt },
    })),
    links: (await links.ofAccount(accountId)).map(({ id, provider, createdAt, usedAt }) => ({
      ...{ id, createdAt, usedAt },
      provider: providers.get(provider) ?? { vi: provider, en: provider },
    })),
    sessions: (await tx.cases.accounts.sessions(accountId))
      .filter((row) => !isOver(row, now))
      .map((row) => sessionView(row, session.id, now)),
    notices: (await notices.ofAccount(accountId, shown)).map(({ id, at, code, actor, note, seenAt }) => ({
      ...{ id, at, code, note, by: actor, seen: seenAt !== null },
    })),
  };
}

/** @param own id of the session that asks; '' where somebody else looks */
export function sessionView(row: SessionRow, own: string, now: Instant): SessionView {
  const { id, createdAt: openedAt, network, strength } = row;
  const facts = { id, openedAt, network, strength, own: id === own };
  const elsewhere = row.elsewhere === '' ? null : wordsOf(row.elsewhere);
  // The one that asks is in use now, whether that is written already or not.
  return { ...facts, ...wordsOf(row.agent), elsewhere, seenAt: id === own ? now : row.seenAt };
}

function wordsOf(agent: string): Pick<SessionView, 'browser' | 'system'> {
  const [browser = '', system = ''] = agent.split('/');
  return { browser, system };
}
