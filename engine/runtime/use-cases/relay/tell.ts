import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { MessageTemplate } from '#engine/cases/notices.ts';
import { relayMessages, relayToOffice, relayToReporter } from '#engine/cases/relay/messages.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Language } from '../../application/common.ts';
import type { AccountRow, CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { queued } from '../notices/queued.ts';
import { waysTo } from './view.ts';

interface Told {
  readonly record: CaseRow;
  readonly messageId: string;
  readonly now: Instant;
}

/** Accounts have no language of their own yet. */
const officialsLanguage: Language = 'vi';

/** That there is a message, on every way the reporter left; followers of the case hear nothing of it. */
export async function tellReporter(context: Context, tx: Tx, told: Told): Promise<void> {
  const template = await templateOf(context, tx, told.record, relayToReporter);
  const { vault, language } = told.record;
  for (const channel of await waysTo(context, tx, told.record)) {
    if (template === undefined || template[channel] === null) continue;
    const entry = (channel === 'sms' ? vault['phone'] : vault['email']) ?? '';
    const to = { channel, who: 'reporter', recipientEntry: entry, recipientAccount: null, language } as const;
    await tx.cases.notices.insert(rowOf(context, told, relayToReporter, to));
  }
}

/** Whoever has an open task of the case, else the unit whose task it is. */
export async function tellOffice(context: Context, tx: Tx, told: Told): Promise<void> {
  const { record } = told;
  const template = await templateOf(context, tx, record, relayToOffice);
  if (template === undefined || template.email === null) return;
  const to = { channel: 'email', recipientEntry: null, language: officialsLanguage } as const;
  for (const { id } of await handlers(context, tx, told)) {
    await tx.cases.notices.insert(rowOf(context, told, relayToOffice, { ...to, who: id, recipientAccount: id }));
  }
}

async function handlers(context: Context, tx: Tx, { record, now }: Told): Promise<readonly AccountRow[]> {
  const open = (await tx.engine.tasks.ofCase(record.id)).filter(
    (task) => task.open && task.part === '' && task.role !== 'citizen',
  );
  const assignees = [...new Set(open.map(({ assignee }) => assignee).filter((name) => name !== ''))];
  const named = (await tx.cases.accounts.byUsernames(assignees)).filter(({ email }) => email !== '');
  if (named.length > 0) return named;
  const { city } = await context.cities.current(tx);
  const today = localDate(city.province.timeZone, now);
  const units = [...new Set(open.map(({ unit }) => unit).filter((unit) => unit !== ''))];
  const found = await Promise.all(units.map((unit) => tx.cases.accounts.reachableIn(unit, today)));
  return [...new Map(found.flat().map((account) => [account.id, account])).values()];
}

async function templateOf(
  context: Context,
  tx: Tx,
  record: CaseRow,
  code: string,
): Promise<MessageTemplate | undefined> {
  const { messages } = await context.library.version(tx, record.serviceVersionId);
  return messages.get(code) ?? relayMessages.get(code);
}

function rowOf(
  { newId }: Context,
  { record, messageId, now }: Told,
  template: string,
  {
    who,
    ...to
  }: {
    readonly who: string;
    readonly channel: 'sms' | 'email';
    readonly recipientEntry: string | null;
    readonly recipientAccount: string | null;
    readonly language: Language;
  },
) {
  const { dueAt, unit, ward, category, sla } = record;
  return queued({
    id: newId(now),
    caseId: record.id,
    serviceVersionId: record.serviceVersionId,
    dedupeKey: `relay:${messageId}:${who}:${to.channel}`,
    template,
    ...to,
    params: { $case: { dueAt, unit, ward, category, sla } },
    createdAt: now,
  });
}
