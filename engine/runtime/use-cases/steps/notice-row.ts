import type { MessageTemplate } from '#engine/cases/notices.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { BuiltInJobInput } from '../../kernel.ts';
import type { CaseRow, NoticeRow } from '../../ports/case-rows.ts';
import type { NewId } from '../ids.ts';
import { queued } from '../notices/queued.ts';

/** One message of a process: what is to be told of which case, and why. */
export interface Telling {
  readonly job: BuiltInJobInput;
  /** What its inputs say in English, where that differs. */
  readonly english?: Readonly<Record<string, string>>;
  readonly record: CaseRow;
  readonly template: MessageTemplate;
  readonly place: CityInForce;
  readonly now: Instant;
}

/** To whom, on which way, and what of the job's inputs may be spoken of. */
export interface Addressed {
  readonly channel: NoticeRow['channel'];
  readonly recipient:
    | { readonly kind: 'reporter'; readonly entry: string }
    | { readonly kind: 'account'; readonly id: string };
  readonly language: NoticeRow['language'];
  readonly given: Readonly<Record<string, Json>>;
}

/** A row of the outbox, ready to be sent. Neither an address nor words stand in it. */
export function noticeRow(newId: NewId, { job, record, template, now }: Telling, to: Addressed): NoticeRow {
  const { recipient, channel, language, given } = to;
  const who = recipient.kind === 'reporter' ? 'reporter' : recipient.id;
  return queued({
    id: newId(now),
    caseId: record.id,
    serviceVersionId: job.serviceVersionId,
    dedupeKey: `${job.instanceId}:${job.job}:${who}:${channel}:${template.code}`,
    channel,
    template: template.code,
    recipientEntry: recipient.kind === 'reporter' ? recipient.entry : null,
    recipientAccount: recipient.kind === 'account' ? recipient.id : null,
    language,
    // What the case looked like when it was written: a later change of the case must not change the words.
    params: {
      ...given,
      $case: { dueAt: record.dueAt, unit: record.unit, ward: record.ward, category: record.category, sla: record.sla },
    },
    createdAt: now,
  });
}
