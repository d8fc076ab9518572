import { composeNotice, followLink, officeLink } from '#engine/cases/compose-notice.ts';
import { productMessages } from '#engine/cases/product-messages.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { CaseRow, NoticeRow } from '../../ports/case-rows.ts';
import type { OutgoingMessage } from '../../ports/channels.ts';
import type { Tx } from '../../ports.ts';
import { isAccountMail, renderAccountMail } from '../accounts/account-mail.ts';
import { isCode, renderCode } from '../citizens/code-message.ts';
import type { Context } from '../context.ts';
import { openValues } from '../steps/vault-values.ts';

/** A notice in words, with its recipient; undefined where either is not to be had any more (the person was erased). */
export async function renderOutgoing(
  context: Context,
  tx: Tx,
  notice: NoticeRow,
  now: Instant,
): Promise<Omit<OutgoingMessage, 'at'> | undefined> {
  if (isAccountMail(notice)) return await renderAccountMail(context, tx, notice, now);
  if (isCode(notice)) return await renderCode(context, tx, notice, now);
  const record = await tx.cases.records.byId(notice.caseId);
  const service = await context.library.version(tx, notice.serviceVersionId);
  const template = service.messages.get(notice.template) ?? productMessages.get(notice.template);
  if (!record || !template) return undefined;
  const recipient = await recipientOf(context, tx, record, notice);
  if (!recipient) return undefined;
  const { $case, $code: _code, ...given } = notice.params;
  const composed = composeNotice(template, notice.channel, {
    record: { ...record, ...($case as Partial<CaseRow> | undefined) },
    place: await context.cities.current(tx),
    link: recipient.link,
    language: notice.language,
    now,
    given: await openValues(context.vault, tx, record.id, given as Readonly<Record<string, Json>>),
  });
  const caseId = notice.owner ?? record.id;
  return composed && { id: notice.id, to: recipient.to, subject: composed.subject, text: composed.text, caseId };
}

async function recipientOf(
  context: Context,
  tx: Tx,
  record: CaseRow,
  { owner, params, recipientEntry, recipientAccount }: NoticeRow,
): Promise<{ readonly to: string; readonly link: string } | undefined> {
  const { publicUrl } = context.config;
  if (recipientAccount !== null) {
    const account = await tx.cases.accounts.byId(recipientAccount);
    const told = account?.active === true && account.email !== '';
    return told ? { to: account.email, link: officeLink(publicUrl) } : undefined;
  }
  const ownCode = owner === null ? record.vault['trackingCode'] : params['$code'];
  const [entry, code] = [recipientEntry ?? '', typeof ownCode === 'string' ? ownCode : ''];
  const texts = await context.vault.read(tx, owner ?? record.id, [entry, code].filter(Boolean));
  const to = texts.get(entry);
  return to === undefined ? undefined : { to, link: followLink(publicUrl, texts.get(code) ?? '') };
}
