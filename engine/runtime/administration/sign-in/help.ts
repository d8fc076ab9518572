/**
 * What somebody who keeps accounts does for people who cannot get in, or whose telephone is gone. One administrator is
 * enough, with a reason that stays, and the person is told; nobody helps themselves.
 */

import type { City } from '#engine/cases/city/city.ts';
import { demandOf } from '#engine/cases/organisation/sign-in.ts';
import type { Actor } from '../../application/common.ts';
import type { PersonSignIn, SignInBook } from '../../application/sign-in-book.ts';
import type { PersonRow } from '../../ports/organisation.ts';
import type { AccountNoticeCode } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import { isValidOn } from '../../use-cases/accounts/actor.ts';
import { mustBeFresh } from '../../use-cases/accounts/fresh.ts';
import { tell } from '../../use-cases/accounts/notices.ts';
import { sessionView } from '../../use-cases/accounts/own-account.ts';
import { newLinkCode } from '../../use-cases/accounts/recovery.ts';
import { isOver } from '../../use-cases/accounts/session.ts';
import { beginStep } from '../../use-cases/accounts/steps.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { isUuid } from '../../use-cases/ids.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { noteOf } from '../city/save-texts.ts';
import { keeping, known } from '../people/person.ts';
import { todayOf } from '../people/views.ts';

type Help = Pick<SignInBook, 'person' | 'signOut' | 'resetFactors' | 'linkCode' | 'unlink'>;

export function help(context: Context): Help {
  return {
    person: (actor, username) =>
      keeping(context, actor, async (tx, city) => viewOf(context, tx, { city, person: await known(tx, username) })),
    signOut: (actor, username) =>
      helping(context, actor, username, async (tx, person) => {
        await tx.cases.organisation.endSessions(person.id);
        await told(context, tx, { actor, person, code: 'signedOut', action: 'account.sign-out' });
      }),
    resetFactors: (actor, username, reason) =>
      helping(context, actor, username, async (tx, person) => {
        mustBeFresh(context, actor);
        if (person.id === actor.accountId) throw refusal('NOT_FOR_ONESELF');
        const note = noteOf(reason);
        const { totp, passkeys, recovery } = tx.cases.signIn;
        await totp.remove(person.id);
        await passkeys.removeAll(person.id);
        await recovery.replace(person.id, [], 0);
        await tx.cases.organisation.endSessions(person.id);
        await told(context, tx, { actor, person, code: 'factorsReset', action: 'account.reset-factors', note });
      }),
    async linkCode(actor, username, provider) {
      const code = newLinkCode(context);
      await keeping(context, actor, async (tx) => {
        if (!context.signIn.providers.list.some((one) => one.code === provider)) throw refusal('NOT_FOUND');
        const { id } = await known(tx, username);
        mustBeFresh(context, actor);
        const token = code.replaceAll('-', '');
        await beginStep(context, tx, { kind: 'link', accountId: id, content: { provider }, token });
        const event = { actor: actor.username, action: 'account.link-code', subject: `account:${id}` };
        await audit(context, tx, { ...event, data: { provider } }, context.clock());
      });
      return { code };
    },
    unlink: (actor, username, id) =>
      helping(context, actor, username, async (tx, person) => {
        if (!isUuid(id) || !(await tx.cases.signIn.links.remove(person.id, id))) throw refusal('NOT_FOUND');
        await tx.cases.organisation.endSessions(person.id);
        await told(context, tx, { actor, person, code: 'unlinked', action: 'account.unlink' });
      }),
  };
}

/** @throws Refusal 403, 404, and what the work throws */
async function helping(
  context: Context,
  actor: Actor,
  username: string,
  work: (tx: Tx, person: PersonRow) => Promise<void>,
): Promise<PersonSignIn> {
  return await keeping(context, actor, async (tx, city) => {
    const person = await known(tx, username);
    await work(tx, person);
    return await viewOf(context, tx, { city, person });
  });
}

interface Told {
  readonly actor: Actor;
  readonly person: PersonRow;
  readonly code: AccountNoticeCode;
  readonly action: string;
  readonly note?: string;
}

async function told(context: Context, tx: Tx, { actor, person, code, action, note = '' }: Told): Promise<void> {
  const notice = await tell(context, tx, { accountId: person.id, code, by: actor.username, note });
  const event = { actor: actor.username, action, subject: `account:${person.id}`, data: { notice } };
  await audit(context, tx, event, context.clock());
}

async function viewOf(
  context: Context,
  tx: Tx,
  { city, person }: { readonly city: City; readonly person: PersonRow },
): Promise<PersonSignIn> {
  const now = context.clock();
  const today = todayOf(context, city);
  const roles = person.posts.filter((post) => isValidOn(post, today)).map(({ role }) => role);
  const { totp, passkeys, recovery, links } = tx.cases.signIn;
  const providers = context.signIn.providers.list;
  const named = (provider: string) =>
    providers.find(({ code }) => code === provider)?.name ?? { vi: provider, en: provider };
  return {
    demand: demandOf(city.signIn, roles),
    totpSince: (await totp.ofAccount(person.id)).find(({ state }) => state === 'kept')?.createdAt ?? null,
    passkeys: (await passkeys.ofAccount(person.id)).length,
    recoveryCodesLeft: await recovery.count(person.id),
    sessions: (await tx.cases.accounts.sessions(person.id))
      .filter((row) => !isOver(row, now))
      .map((row) => sessionView(row, '', now)),
    links: (await links.ofAccount(person.id)).map(({ id, provider, createdAt, usedAt }) => ({
      ...{ id, createdAt, usedAt },
      provider: named(provider),
    })),
    providers,
  };
}
