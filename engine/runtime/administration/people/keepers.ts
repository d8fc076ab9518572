import type { Instant } from '#engine/core/values.ts';
import { meets } from '../../access.ts';
import type { AccountRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { actorOf } from '../../use-cases/accounts/actor.ts';
import type { Context } from '../../use-cases/context.ts';

/** Everybody who keeps accounts, by the rules of today. */
export async function keepersOfAccounts(context: Context, tx: Tx, now: Instant): Promise<readonly AccountRow[]> {
  await context.cities.current(tx);
  const found: AccountRow[] = [];
  for (const { id, active } of await tx.cases.organisation.people()) {
    const row = active ? await tx.cases.accounts.byId(id) : undefined;
    if (row === undefined) continue;
    const scope = context.access.scope(await actorOf(context, tx, row, now), 'configure', 'City');
    if (meets(scope, { part: 'accounts' })) found.push(row);
  }
  return found;
}
