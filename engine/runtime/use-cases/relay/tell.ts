import { localDate } from '#engine/cases/calendars/local-date.ts';
import { productMessages } from '#engine/cases/product-messages.ts';
import { relayToOffice, relayToReporter } from '#engine/cases/relay/messages.ts';
import type { Instant } from '#engine/core/values.ts';
import type { AccountRow, CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { outOfCase } from '../confidentiality/out-of-it.ts';
import type { Context } from '../context.ts';
import { noticeOf, tellOfficials } from '../notices/tell-officials.ts';
import { waysTo } from './view.ts';

interface Told {
  readonly record: CaseRow;
  readonly messageId: string;
  readonly now: Instant;
}

/** That there is a message, on every way the reporter left; followers of the case hear nothing of it. */
export async function tellReporter(context: Context, tx: Tx, told: Told): Promise<void> {
  const { record, messageId, now } = told;
  const { messages } = await context.library.version(tx, record.serviceVersionId);
  const template = messages.get(relayToReporter) ?? productMessages.get(relayToReporter);
  const about = { record, occasion: `relay:${messageId}`, template: relayToReporter, now };
  for (const channel of await waysTo(context, tx, record)) {
    if (template === undefined || template[channel] === null) continue;
    const recipientEntry = (channel === 'sms' ? record.vault['phone'] : record.vault['email']) ?? '';
    const to = { channel, recipientEntry, recipientAccount: null, language: record.language } as const;
    await tx.cases.notices.insert(noticeOf(context, about, to));
  }
}

/** Whoever has an open task of the case, else the unit whose task it is. */
export async function tellOffice(context: Context, tx: Tx, told: Told): Promise<void> {
  const { record, messageId, now } = told;
  const about = { record, occasion: `relay:${messageId}`, template: relayToOffice, now };
  const accounts = (await handlers(context, tx, told)).map(({ id }) => id);
  await tellOfficials(context, tx, about, accounts);
}

async function handlers(context: Context, tx: Tx, { record, now }: Told): Promise<readonly AccountRow[]> {
  const open = (await tx.engine.tasks.ofCase(record.id)).filter(
    (task) => task.open && task.part === '' && task.role !== 'citizen',
  );
  const assignees = [...new Set(open.map(({ assignee }) => assignee).filter((name) => name !== ''))];
  const { city } = await context.cities.current(tx);
  const out = await outOfCase(tx, city, record.id, now);
  const named = (await tx.cases.accounts.byUsernames(assignees)).filter(
    ({ email, username }) => email !== '' && !out.people.has(username),
  );
  if (named.length > 0) return named;
  const today = localDate(city.province.timeZone, now);
  const units = [...new Set(open.map(({ unit }) => unit).filter((unit) => unit !== ''))];
  const found = await Promise.all(units.map((unit) => tx.cases.accounts.reachableIn(unit, today)));
  const told = found.flat().filter(({ username }) => !out.people.has(username));
  return [...new Map(told.map((account) => [account.id, account])).values()];
}
