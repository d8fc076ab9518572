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

/** A provider's report on a notice; late, repeated and reordered reports change nothing. */
export async function noticeReport(context: Context, noticeId: string, status: string): Promise<void> {
  const state = meanings[status];
  if (!state || !isUuid(noticeId)) return;
  await context.store.transaction((tx) => tx.cases.notices.report(noticeId, state, status.slice(0, 40)));
}
