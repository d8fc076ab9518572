import type { Actor } from '../../application/common.ts';
import type { AccountRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';

/** An account as the doors and the access rules know it. */
export async function actorOf(tx: Tx, account: AccountRow): Promise<Actor> {
  const posts = await tx.cases.accounts.posts(account.id);
  return {
    accountId: account.id,
    username: account.username,
    displayName: account.displayName,
    posts: posts.map(({ role, unit }) => ({ role, unit })),
  };
}
