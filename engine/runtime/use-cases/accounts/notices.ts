/** What happened to how somebody signs in is told to them: it stands on their page until they have read it, and goes out by e-mail. */
import type { AccountNoticeCode } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { mailAccount } from './account-mail.ts';

export interface Told {
  readonly accountId: string;
  readonly code: AccountNoticeCode;
  /** User name of somebody else; left out: oneself. */
  readonly by?: string;
  readonly note?: string;
  /** Besides, an address that was theirs before. */
  readonly to?: string;
}

/** @returns the notice's id, by which the audit names it (the reason may speak of people, and is not in the audit) */
export async function tell(
  context: Context,
  tx: Tx,
  { accountId, code, by = '', note = '', to }: Told,
): Promise<string> {
  const at = context.clock();
  const id = context.newId(at);
  await tx.cases.signIn.notices.insert({ id, accountId, at, code, actor: by, note, seenAt: null });
  const mail = { accountId, noticeId: id, code, by, about: namesThing(code) ? note : '' };
  await mailAccount(context, tx, mail);
  if (to !== undefined) await mailAccount(context, tx, { ...mail, to });
  return id;
}

/** Whether the note is the name of a thing, and no reason, which may speak of people. */
function namesThing(code: AccountNoticeCode): boolean {
  return ['tokenEnds', 'draftApproved', 'draftChanges', 'planPublished', 'planFailed'].includes(code);
}
