/** A notice of the product itself to officials: of which case, and where to read on; never what stands in the vault. */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { productMessages } from '#engine/cases/product-messages.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Action } from '../../access.ts';
import type { Language } from '../../application/common.ts';
import type { CaseRow, NoticeRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { queued } from './queued.ts';

export interface Occasion {
  readonly record: CaseRow;
  /** What makes it one notice, however often it is written, e.g. `relay:<id>`. */
  readonly occasion: string;
  readonly template: string;
  readonly now: Instant;
}

/** Accounts have no language of their own yet. */
const officialsLanguage: Language = 'vi';

/** @param accounts ids of those who have an e-mail address */
export async function tellOfficials(
  context: Context,
  tx: Tx,
  about: Occasion,
  accounts: readonly string[],
): Promise<void> {
  const { messages } = await context.library.version(tx, about.record.serviceVersionId);
  const template = messages.get(about.template) ?? productMessages.get(about.template);
  if (template === undefined || template.email === null) return;
  for (const id of accounts) {
    const to = { channel: 'email', recipientEntry: null, recipientAccount: id, language: officialsLanguage } as const;
    await tx.cases.notices.insert(noticeOf(context, about, to));
  }
}

/** Accounts with an e-mail address that may do something with a case by their posts of today. */
export async function whoMay(
  context: Context,
  tx: Tx,
  { action, record, now }: { readonly action: Action; readonly record: CaseRow; readonly now: Instant },
): Promise<readonly { readonly accountId: string; readonly username: string }[]> {
  const { city } = await context.cities.current(tx);
  const roles = new Set(city.access.filter((rule) => rule.action === action).map(({ role }) => role));
  const today = localDate(city.province.timeZone, now);
  const roster = (await tx.cases.accounts.roster(today)).filter(({ role, email }) => roles.has(role) && email !== '');
  const found: { readonly accountId: string; readonly username: string }[] = [];
  for (const [accountId, posts] of Map.groupBy(roster, (one) => one.accountId)) {
    const username = posts[0]?.username ?? '';
    const scope = context.access.scope({ accountId, username, displayName: '', posts }, action, 'Case');
    if (await tx.cases.records.allowed(scope, record.id)) found.push({ accountId, username });
  }
  return found;
}

/** A row of the outbox of the product's own. */
export function noticeOf(
  { newId }: Context,
  { record, occasion, template, now }: Occasion,
  to: Pick<NoticeRow, 'channel' | 'recipientEntry' | 'recipientAccount' | 'language'>,
): NoticeRow {
  const { dueAt, unit, ward, category, sla } = record;
  return queued({
    id: newId(now),
    caseId: record.id,
    serviceVersionId: record.serviceVersionId,
    dedupeKey: `${occasion}:${to.recipientAccount ?? 'reporter'}:${to.channel}`,
    template,
    ...to,
    params: { $case: { dueAt, unit, ward, category, sla } },
    createdAt: now,
  });
}
