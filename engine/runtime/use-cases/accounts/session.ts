import { demandOf, unmet } from '#engine/cases/organisation/sign-in.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Accounts, Caller, SessionActor } from '../../application/accounts.ts';
import type { AccountRow, SessionRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { actorOf } from './actor.ts';
import { agentWords } from './browser-name.ts';
import { tell } from './notices.ts';
import { sessionIdleMs, sessionLifeMs } from './session-life.ts';

/** Being seen is written at most this often, so that reading pages does not mean writing rows. */
const seenEveryMs = 60_000;

export function session(context: Context): Accounts['session'] {
  return async (token, caller) => {
    const now = context.clock();
    return await context.store.transaction(async (tx) => {
      const row = await tx.cases.accounts.session(hashed(context, 'session', token));
      if (!row || isOver(row, now)) return undefined;
      const account = await tx.cases.accounts.byId(row.accountId);
      if (!account?.active) return undefined;
      if (now - row.seenAt >= seenEveryMs) await tx.cases.accounts.touchSession(row.id, now);
      if (caller !== undefined) await lookForCopies(context, tx, row, caller);
      return await sessionActor(context, tx, { account, row, now });
    });
  };
}

/** A cookie that was copied is shown by another browser sooner or later; told once, not with each request. */
async function lookForCopies(context: Context, tx: Tx, row: SessionRow, { agent }: Caller): Promise<void> {
  const words = agentWords(agent);
  if (words === row.agent || row.elsewhere !== '') return;
  const { accountId } = row;
  await tx.cases.accounts.usedElsewhere(row.id, words);
  const notice = await tell(context, tx, { accountId, code: 'usedElsewhere' });
  const event = { actor: accountId, action: 'session.used-elsewhere', subject: `account:${accountId}` };
  await audit(context, tx, { ...event, data: { notice } }, context.clock());
}

export function isOver({ createdAt, seenAt }: Pick<SessionRow, 'createdAt' | 'seenAt'>, now: Instant): boolean {
  return now - createdAt >= sessionLifeMs || now - seenAt >= sessionIdleMs;
}

/** What the roles of today ask for is looked at with every request: a policy that is switched on holds at once. */
export async function sessionActor(
  context: Context,
  tx: Tx,
  { account, row, now }: { readonly account: AccountRow; readonly row: SessionRow; readonly now: Instant },
): Promise<SessionActor> {
  const { city } = await context.cities.current(tx);
  const actor = await actorOf(context, tx, account, now);
  const roles = actor.posts.map(({ role }) => role);
  const needs = unmet(demandOf(city.signIn, roles), row.strength);
  return { ...actor, session: { id: row.id, openedAt: row.createdAt, strength: row.strength, needs } };
}

export function signOut(context: Context): Accounts['signOut'] {
  return async (token) => {
    const now = context.clock();
    const tokenHash = hashed(context, 'session', token);
    await context.store.transaction(async (tx) => {
      const row = await tx.cases.accounts.session(tokenHash);
      if (!row) return;
      await tx.cases.accounts.deleteSession(tokenHash);
      const event = { actor: row.accountId, action: 'session.close', subject: `account:${row.accountId}` };
      await audit(context, tx, event, now);
    });
  };
}
