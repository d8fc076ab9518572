/** What the providers say they got, by the notice's id: in the callback's address of an SMS, in the Message-ID of a mail. */
import type { Providers } from '#test/support/providers.ts';
import type { Delivered } from './checks/notices.ts';

export function deliveredBy({ smtp, twilio }: Pick<Providers, 'smtp' | 'twilio'>): readonly Delivered[] {
  return [
    ...twilio.sent.map(({ statusCallback }) => ({ channel: 'sms' as const, notice: noticeIn(statusCallback ?? '') })),
    ...smtp.received.map(({ mail }) => ({ channel: 'email' as const, notice: noticeIn(mail.messageId ?? '') })),
  ];
}

function noticeIn(text: string): string {
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0];
  return id === undefined ? `unknown: ${text}` : id.replaceAll('-', '').toUpperCase();
}
