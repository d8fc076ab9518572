/**
 * What happened to how somebody signs in, by e-mail to the address that they have shown to be theirs (ASVS 5.0, 6.3.7),
 * and the code with which they show it. It goes through the outbox like every message; no secret but that code is in it.
 */

import { localDateTime } from '#engine/cases/compose-notice.ts';
import type { Instant } from '#engine/core/values.ts';
import type { AccountRow, NoticeRow } from '../../ports/case-rows.ts';
import type { OutgoingMessage } from '../../ports/channels.ts';
import type { AccountNoticeCode } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import { openFrom, sealFor } from '../citizens/sealed.ts';
import type { Context } from '../context.ts';
import { queued } from '../notices/queued.ts';
import { codeWords, mailWords } from './account-mail-words.ts';

/** In place of the version of a service: these messages belong to none. */
const noService = '00000000-0000-0000-0000-000000000000';
const noticeTemplate = 'ACCOUNT_NOTICE';
const codeTemplate = 'ACCOUNT_EMAIL_CODE';
/** What could not be sent for so long is on the person's page, and no news any more. */
const mailLifeMs = 7 * 86_400_000;

/** Whether mail goes out at all; the demo keeps it in its mailbox. */
export function sendsMail({ channels, config }: Pick<Context, 'channels' | 'config'>): boolean {
  return channels.email !== undefined || config.demo;
}

export async function verifiedEmail(tx: Tx, account: AccountRow): Promise<string | undefined> {
  const verified = await tx.cases.signIn.emails.ofAccount(account.id);
  // Another address that an administrator has written down since is nobody's yet.
  return verified !== undefined && verified.email === account.email ? verified.email : undefined;
}

export interface AccountMail {
  readonly accountId: string;
  readonly noticeId: string;
  readonly code: AccountNoticeCode;
  readonly by: string;
  /** The name of a thing, e.g. of a token; never a reason, which may speak of people. */
  readonly about?: string;
  /** Another address than the one in force, e.g. the one before; left out: that one. */
  readonly to?: string;
}

/** Into the outbox, where the person has an address that is theirs. */
export async function mailAccount(context: Context, tx: Tx, mail: AccountMail): Promise<void> {
  if (!sendsMail(context)) return;
  const { accountId, noticeId, code, by, about = '', to } = mail;
  const account = await tx.cases.accounts.byId(accountId);
  if (account?.active !== true || (to === undefined && (await verifiedEmail(tx, account)) === undefined)) return;
  const now = context.clock();
  const id = context.newId(now);
  const sealed = to === undefined ? {} : { sealed: sealedIn(context, noticePlace(id), { to }) };
  await tx.cases.notices.insertNew([
    queued({
      ...toAccount(id, accountId, now),
      caseId: noticeId,
      dedupeKey: `account-notice:${noticeId}${to === undefined ? '' : ':before'}`,
      template: noticeTemplate,
      params: { code, by, about, ...sealed },
    }),
  ]);
}

/** Into the outbox: the code of a step that holds it and the address, sealed. */
export async function mailCode(context: Context, tx: Tx, stepId: string, accountId: string): Promise<void> {
  const now = context.clock();
  const to = toAccount(context.newId(now), accountId, now);
  const about = { caseId: stepId, dedupeKey: `account-code:${stepId}`, template: codeTemplate, params: {} };
  await tx.cases.notices.insertNew([queued({ ...to, ...about })]);
}

export function isAccountMail({ serviceVersionId, template }: NoticeRow): boolean {
  return serviceVersionId === noService && [noticeTemplate, codeTemplate].includes(template);
}

/** @returns undefined where it is too late, or the address is the person's no more */
export async function renderAccountMail(
  context: Context,
  tx: Tx,
  notice: NoticeRow,
  now: Instant,
): Promise<Omit<OutgoingMessage, 'at'> | undefined> {
  const account = await tx.cases.accounts.byId(notice.recipientAccount ?? '');
  if (account?.active !== true || now - notice.createdAt > mailLifeMs) return undefined;
  const { city } = await context.cities.current(tx);
  const cityName = city.province.name;
  if (notice.template === codeTemplate) {
    const step = await tx.cases.signIn.steps.byId(notice.caseId);
    const sent = step && now < step.expiresAt ? emailOfStep(context, step) : undefined;
    if (sent === undefined) return undefined;
    return { id: notice.id, caseId: account.id, to: sent.to, ...codeWords(sent.code, cityName) };
  }
  const { code, by, about, sealed } = notice.params as Readonly<Record<string, string>>;
  const given = sealed === undefined ? undefined : openedFrom<{ to: string }>(context, noticePlace(notice.id), sealed);
  const to = sealed === undefined ? await verifiedEmail(tx, account) : given?.to;
  if (to === undefined) return undefined;
  const at = localDateTime(notice.createdAt, city.province.timeZone);
  const link = `${context.config.publicUrl}/office/account`;
  const facts = { username: account.username, by: by ?? '', about: about ?? '', at, link, cityName };
  return { id: notice.id, caseId: account.id, to, ...mailWords(code as AccountNoticeCode, facts) };
}

export interface EmailCode {
  readonly to: string;
  readonly code: string;
}

export function sealEmailCode(context: Context, stepId: string, value: EmailCode): string {
  return sealedIn(context, stepPlace(stepId), value);
}

export function emailOfStep(
  context: Context,
  { id, content }: { readonly id: string; readonly content: Readonly<Record<string, unknown>> },
): EmailCode | undefined {
  return openedFrom(context, stepPlace(id), String(content['sealed']));
}

function toAccount(id: string, accountId: string, now: Instant) {
  const whom = { recipientEntry: null, recipientAccount: accountId, channel: 'email', language: 'vi' } as const;
  return { id, serviceVersionId: noService, createdAt: now, ...whom };
}

function sealedIn(context: Context, place: string, value: object): string {
  return Buffer.from(sealFor(context, place, value)).toString('base64url');
}

function openedFrom<Value>(context: Context, place: string, sealed: string): Value | undefined {
  return openFrom(context, place, Buffer.from(sealed, 'base64url'));
}

const noticePlace = (id: string) => `notice/${id}`;
const stepPlace = (id: string) => `sign_in_step/${id}`;
