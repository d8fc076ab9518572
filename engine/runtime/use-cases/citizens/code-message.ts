/**
 * The message with a citizen's code. It goes through the outbox like every other; whether the contact is that of any case is
 * looked up only when it is put into words, so that asking is the same work for everybody and nothing is sent to strangers.
 */
import { type MessageTemplate, renderNotice } from '#engine/cases/notices.ts';
import type { Instant } from '#engine/core/values.ts';
import type { NoticeRow } from '../../ports/case-rows.ts';
import type { OutgoingMessage } from '../../ports/channels.ts';
import type { StepRow } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { queued } from '../notices/queued.ts';
import type { Contact } from './contact.ts';
import { casesOf } from './own-cases.ts';
import { openFrom } from './sealed.ts';

/** In place of the version of a service: the message belongs to none. */
const noService = '00000000-0000-0000-0000-000000000000';

/** Enough to find one that is theirs; what the index finds is looked at in the vault. */
const few = 20;

/** One SMS of 160 characters; `{ma}` is the code. */
const template: MessageTemplate = {
  code: 'CITIZEN_CODE',
  name: { vi: 'Mã xem hồ sơ của tôi', en: 'Code for one’s own cases' },
  audience: 'reporter',
  followers: null,
  sms: {
    vi: '{ma} la ma xem ho so cua ong/ba ({thanhpho}), dung trong 10 phut. Khong dua ma cho ai, ke ca can bo. Neu khong yeu cau, xin bo qua.',
    en: '{ma} is the code to see your cases ({thanhpho}), good for 10 minutes. Give it to nobody, officials included. If you did not ask, ignore it.',
    diacritics: false,
  },
  email: {
    subject: { vi: 'Mã xem hồ sơ và phản ánh của ông/bà', en: 'Your code to see your cases' },
    text: {
      vi: 'Kính gửi ông/bà,\n\nMã để xem hồ sơ và phản ánh của ông/bà ({thanhpho}): {ma}\n\nMã dùng được một lần, trong 10 phút, trên chính trình duyệt đã yêu cầu. Không đưa mã này cho bất kỳ ai, kể cả người xưng là cán bộ.\n\nNếu ông/bà không yêu cầu mã, xin bỏ qua thư này.',
      en: 'Dear Sir or Madam,\n\nThe code to see your cases ({thanhpho}): {ma}\n\nIt is good once, for 10 minutes, in the browser that asked for it. Give it to nobody, not even to somebody who says they are an official.\n\nIf you did not ask for a code, ignore this message.',
    },
  },
};

/** Into the outbox. @param id of the step that holds contact and code, sealed */
export async function sendCode(context: Context, tx: Tx, { id, way, language }: Sending): Promise<void> {
  const now = context.clock();
  const notice = queued({
    id: context.newId(now),
    caseId: id,
    serviceVersionId: noService,
    dedupeKey: `citizen-code:${id}`,
    channel: way === 'phone' ? 'sms' : 'email',
    template: template.code,
    language,
    recipientEntry: null,
    recipientAccount: null,
    params: {},
    createdAt: now,
  });
  // Somebody waits for it: before all that is told to others.
  await tx.cases.notices.insertNew([{ ...notice, nextAt: 0 }]);
}

interface Sending {
  readonly id: string;
  readonly way: Contact['way'];
  readonly language: NoticeRow['language'];
}

/** What a step is about; undefined where the key was changed since. */
export function sentBy(context: Context, { id, content }: StepRow): CodeSent | undefined {
  return openFrom(context, stepPlace(id), Buffer.from(String(content['sealed']), 'base64url'));
}

export interface CodeSent extends Contact {
  readonly code: string;
}

export function stepPlace(id: string): string {
  return `sign_in_step/${id}`;
}

export function isCode({ serviceVersionId, template: name }: NoticeRow): boolean {
  return serviceVersionId === noService && name === template.code;
}

/** @returns undefined where it is too late, was used, or the contact is that of no case that may be seen this way */
export async function renderCode(
  context: Context,
  tx: Tx,
  notice: NoticeRow,
  now: Instant,
): Promise<Omit<OutgoingMessage, 'at'> | undefined> {
  const step = await tx.cases.signIn.steps.byId(notice.caseId);
  const asked = step && now < step.expiresAt ? sentBy(context, step) : undefined;
  if (asked === undefined) return undefined;
  const { to, code } = asked;
  const contacts = notice.channel === 'sms' ? { phone: to, email: null } : { phone: null, email: to };
  if ((await casesOf(context, tx, { ...contacts, idNumber: null }, { limit: few })).length === 0) {
    // It is no notice that was given up: nobody is to be told anything.
    await tx.cases.citizens.forgetCode(notice.caseId);
    return undefined;
  }
  const { city } = await context.cities.current(tx);
  const values = { ma: code, thanhpho: city.province.name[notice.language] };
  const rendered = renderNotice(template, notice.channel, notice.language, values)?.notice;
  return rendered
    ? { id: notice.id, to, subject: rendered.subject, text: rendered.text, caseId: notice.caseId }
    : undefined;
}
