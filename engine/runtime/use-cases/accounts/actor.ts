import type { Actor, Localised } from '../../application/common.ts';
import type { AccountRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';

/** An account as the doors and the access rules know it. @param units names of units, for who shows the posts */
export async function actorOf(
  tx: Tx,
  account: AccountRow,
  units?: ReadonlyMap<string, { readonly name: Localised }>,
): Promise<Actor> {
  const posts = await tx.cases.accounts.posts(account.id);
  return {
    accountId: account.id,
    username: account.username,
    displayName: account.displayName,
    posts: posts.map(({ role, unit }) => {
      const known = units?.get(unit);
      return { role, unit, ...(known && { unitName: known.name }) };
    }),
  };
}
