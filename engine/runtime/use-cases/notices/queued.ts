import type { NoticeRow } from '../../ports/case-rows.ts';
import { requestNow } from '../../request.ts';

/** What of a notice is decided when it is written; all else begins as nothing and is the sender's. */
export type NewNotice = Pick<
  NoticeRow,
  | 'id'
  | 'caseId'
  | 'serviceVersionId'
  | 'dedupeKey'
  | 'channel'
  | 'template'
  | 'language'
  | 'recipientEntry'
  | 'recipientAccount'
  | 'params'
  | 'createdAt'
> &
  Partial<Pick<NoticeRow, 'owner'>>;

/** A row of the outbox that nobody has tried to send yet, and that may go at once. */
export function queued(notice: NewNotice): NoticeRow {
  return {
    owner: null,
    ...notice,
    state: 'queued',
    attempt: 0,
    nextAt: notice.createdAt,
    leaseUntil: null,
    leaseToken: '',
    providerId: '',
    providerStatus: '',
    fault: '',
    sentAt: null,
    requestId: requestNow(),
  };
}
