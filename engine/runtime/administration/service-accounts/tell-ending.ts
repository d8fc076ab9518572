/** Tokens that end soon: who made one, and everybody who keeps accounts, is told once, in time to put the next in place. */
import type { Instant } from '#engine/core/values.ts';
import type { ServiceTokenRow } from '../../ports/service-accounts.ts';
import type { Tx } from '../../ports.ts';
import { tell } from '../../use-cases/accounts/notices.ts';
import type { Context } from '../../use-cases/context.ts';
import { keepersOfAccounts } from '../people/keepers.ts';
import { endingDays } from './views.ts';

const dayMs = 86_400_000;

/** @returns of how many tokens people were told; each in one transaction, so that none is told twice or forgotten */
export async function tellEnding(context: Context, now: Instant): Promise<{ readonly done: number }> {
  const before = now + endingDays * dayMs;
  const ending = await context.store.transaction((tx) => tx.cases.serviceAccounts.ending(now, before));
  for (const token of ending) await context.store.transaction((tx) => tellOf(context, tx, token, now));
  return { done: ending.length };
}

async function tellOf(context: Context, tx: Tx, token: ServiceTokenRow, now: Instant): Promise<void> {
  if (!(await tx.cases.serviceAccounts.told(token.id, now))) return;
  const account = await tx.cases.serviceAccounts.byId(token.accountId);
  const note = `${account?.name ?? ''}: ${token.name}`;
  const creator = await tx.cases.accounts.byUsername(token.createdBy);
  const concerned = [...(await keepersOfAccounts(context, tx, now)), ...(creator?.active === true ? [creator] : [])];
  for (const accountId of new Set(concerned.map(({ id }) => id))) {
    await tell(context, tx, { accountId, code: 'tokenEnds', note });
  }
}
