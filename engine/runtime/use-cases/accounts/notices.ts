/** What happened to how somebody signs in is told to them: it stands on their page until they have read it. */
import type { AccountNoticeCode } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';

export interface Told {
  readonly accountId: string;
  readonly code: AccountNoticeCode;
  /** User name of somebody else; left out: oneself. */
  readonly by?: string;
  readonly note?: string;
}

/** @returns the notice's id, by which the audit names it (the reason may speak of people, and is not in the audit) */
export async function tell(context: Context, tx: Tx, { accountId, code, by = '', note = '' }: Told): Promise<string> {
  const at = context.clock();
  const id = context.newId(at);
  await tx.cases.signIn.notices.insert({ id, accountId, at, code, actor: by, note, seenAt: null });
  return id;
}
