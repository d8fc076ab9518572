import type { SessionActor } from '../../application/accounts.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';

/** A line of the audit about what somebody did to their own account. */
export async function auditOwn(
  context: Context,
  tx: Tx,
  { accountId }: SessionActor,
  action: string,
  data: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  await audit(context, tx, { actor: accountId, action, subject: `account:${accountId}`, data }, context.clock());
}
