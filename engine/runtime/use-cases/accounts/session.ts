import type { Accounts } from '../../application/accounts.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { actorOf } from './actor.ts';

/** Absolute life of a session, and how long it may lie idle (ASVS 7.3, security.md 5). */
export const sessionLifeMs = 12 * 3_600_000;
export const sessionIdleMs = 30 * 60_000;
/** Being seen is written at most this often, so that reading pages does not mean writing rows. */
const seenEveryMs = 60_000;

export function session(context: Context): Accounts['session'] {
  return async (token) => {
    const now = context.clock();
    return await context.store.transaction(async (tx) => {
      const row = await tx.cases.accounts.session(hashed(context, 'session', token));
      if (!row || now - row.createdAt >= sessionLifeMs || now - row.seenAt >= sessionIdleMs) return undefined;
      const account = await tx.cases.accounts.byId(row.accountId);
      if (!account?.active) return undefined;
      if (now - row.seenAt >= seenEveryMs) await tx.cases.accounts.touchSession(row.id, now);
      return await actorOf(context, tx, account, now);
    });
  };
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
