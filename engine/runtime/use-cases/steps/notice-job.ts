/** The built-in job `notice`: one row of the outbox per way in which the reporter can be reached, in the step itself. */

import type { Instant } from '#engine/core/values.ts';
import type { BuiltInJob, BuiltInJobInput } from '../../kernel.ts';
import { givenParams, reachable } from '../../notices/compose.ts';
import type { CaseRow, NoticeRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { NewId } from '../ids.ts';
import type { Library } from '../library.ts';
import type { Vault } from '../vault.ts';
import { isVaultReference } from './vault-values.ts';

export interface NoticeJobDeps {
  readonly newId: NewId;
  readonly library: Library;
  readonly vault: Vault;
}

export function noticeJob(deps: NoticeJobDeps): BuiltInJob {
  return async (tx, job, now) => {
    const record = job.caseId === null ? undefined : await tx.cases.records.byId(job.caseId);
    const template = templateOf(job);
    if (!record || template === undefined) return {};
    const { messages } = await deps.library.version(tx, job.serviceVersionId);
    const known = messages.get(template);
    if (known?.audience !== 'reporter') return {};
    const contacts = await contactsOf(deps, tx, record);
    const channels = reachable(contacts).filter((channel) => known[channel] !== null);
    for (const channel of channels) {
      const recipientEntry = record.vault[channel === 'sms' ? 'phone' : 'email'] ?? '';
      await tx.cases.notices.insert(rowOf(deps, job, record, { channel, template, recipientEntry }, now));
    }
    await note(deps, tx, record, { template, job }, now);
    return {};
  };
}

/** A send task names its message; a job type written out names it as an input. */
export function templateOf(job: Pick<BuiltInJobInput, 'inputs'>): string | undefined {
  const named = job.inputs['message'] ?? job.inputs['template'];
  return typeof named === 'string' ? named : undefined;
}

async function contactsOf(
  deps: NoticeJobDeps,
  tx: Tx,
  record: CaseRow,
): Promise<{ readonly phone: string | undefined; readonly email: string | undefined }> {
  const { phone = '', email = '' } = record.vault;
  const texts = await deps.vault.read(tx, record.id, [phone, email].filter(Boolean));
  return { phone: texts.get(phone), email: texts.get(email) };
}

function rowOf(
  deps: NoticeJobDeps,
  job: BuiltInJobInput,
  record: CaseRow,
  to: Pick<NoticeRow, 'channel' | 'template' | 'recipientEntry'>,
  now: Instant,
): NoticeRow {
  return {
    id: deps.newId(now),
    caseId: record.id,
    serviceVersionId: job.serviceVersionId,
    dedupeKey: `${job.instanceId}:${job.job}:reporter:${to.channel}:${to.template}`,
    ...to,
    language: record.language,
    // What the case looked like when it was written: a later change of the case must not change the words.
    params: {
      ...givenParams(job.inputs),
      $case: { dueAt: record.dueAt, unit: record.unit, ward: record.ward, category: record.category, sla: record.sla },
    },
    state: 'queued',
    attempt: 0,
    nextAt: now,
    leaseUntil: null,
    leaseToken: '',
    providerId: '',
    providerStatus: '',
    fault: '',
    createdAt: now,
    sentAt: null,
  };
}

/** What was said stands in the timeline even where nobody could be reached: the reporter reads it beside the stage. */
async function note(
  deps: NoticeJobDeps,
  tx: Tx,
  record: CaseRow,
  { template, job }: { readonly template: string; readonly job: BuiltInJobInput },
  now: Instant,
): Promise<void> {
  const said = Object.values(givenParams(job.inputs)).find(isVaultReference);
  const line = { id: deps.newId(now), caseId: record.id, at: now, kind: 'notice', code: template } as const;
  await tx.cases.timeline.append([
    { ...line, element: '', actor: '', unit: record.unit, noteEntry: said?.$vault ?? null },
  ]);
}
