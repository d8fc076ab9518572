import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';

/** Twilio's words for what became of a message, in ours; everything else says nothing yet. */
const meanings: Readonly<Record<string, 'sent' | 'delivered' | 'bounced'>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'bounced',
  failed: 'bounced',
};

export interface NoticeReport {
  /** In the provider's words. */
  readonly status: string;
  readonly providerId: string;
}

/** A provider's report on a notice; late, repeated and reordered reports change nothing. */
export async function noticeReport(
  context: Context,
  noticeId: string,
  { status, providerId }: NoticeReport,
): Promise<void> {
  const state = meanings[status];
  if (!state || !isUuid(noticeId)) return;
  const said = { status: status.slice(0, 40), providerId: providerId.slice(0, 100) };
  await context.store.transaction((tx) => tx.cases.notices.report(noticeId, state, said));
}
