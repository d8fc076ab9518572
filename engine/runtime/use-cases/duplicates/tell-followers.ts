/**
 * Notices to who follows a case: those who joined it, and the reporters of the cases that were merged into it. Each in
 * their own language and on the ways that they left, with the link of their own code. Nothing that somebody wrote is told
 * to anybody else: what stands in the vault of the case is left out.
 */

import { givenParams } from '#engine/cases/compose-notice.ts';
import type { MessageTemplate } from '#engine/cases/notices.ts';
import { offeredMessages } from '#engine/cases/product-messages.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { CaseRow, NoticeRow } from '../../ports/case-rows.ts';
import type { FollowerRow } from '../../ports/followers.ts';
import type { Tx } from '../../ports.ts';
import type { NewId } from '../ids.ts';
import type { Library } from '../library.ts';
import { queued } from '../notices/queued.ts';
import type { Telling } from '../steps/notice-row.ts';
import { isVaultReference } from '../steps/vault-values.ts';
import { family } from './merged.ts';

export interface FollowerNoticeDeps {
  readonly newId: NewId;
  readonly library: Library;
}

/** So many at most are told in one step; more have never followed one matter. */
const followersMax = 5_000;
const rowsAtOnce = 200;
/** Message of a service for somebody who has just joined; a service without it says nothing. */
const welcomeMessage = offeredMessages.welcome;

/** Where nobody follows, it costs no look into the database. */
export async function tellFollowers(
  deps: FollowerNoticeDeps,
  tx: Tx,
  { job, record, template: { followers }, now }: Telling,
): Promise<void> {
  if (record.followers === 0 || followers === null) return;
  const { messages } = await deps.library.version(tx, job.serviceVersionId);
  const template = messages.get(followers);
  if (template === undefined) return;
  const given = Object.fromEntries(
    Object.entries(givenParams(job.inputs)).filter(([, value]) => !isVaultReference(value)),
  );
  const about = { record, template, given, serviceVersionId: job.serviceVersionId, now };
  const known = await tx.cases.followers.ofCases(await family(tx, record.id), followersMax);
  const rows = eachOnce(known).flatMap((row) =>
    noticesTo(deps, row, { ...about, occasion: `${job.instanceId}:${job.job}` }),
  );
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await tx.cases.notices.insertNew(rows.slice(from, from + rowsAtOnce));
}

/** Their code and link, for somebody who has just joined. */
export async function welcome(
  deps: FollowerNoticeDeps,
  tx: Tx,
  { record, follower, now }: { readonly record: CaseRow; readonly follower: FollowerRow; readonly now: Instant },
): Promise<void> {
  const { serviceVersionId, instanceId } = record;
  const template = (await deps.library.version(tx, serviceVersionId)).messages.get(welcomeMessage);
  if (template === undefined) return;
  const about = { record, template, given: {}, serviceVersionId, now, occasion: `${instanceId}:join` };
  await tx.cases.notices.insertNew(noticesTo(deps, follower, about));
}

/** Who has joined twice, or reported as well, is told once. */
function eachOnce(rows: readonly FollowerRow[]): readonly FollowerRow[] {
  const seen = new Set<string>();
  return rows.filter(({ contactHash }) => {
    if (contactHash === '') return false;
    if (seen.has(contactHash)) return false;
    seen.add(contactHash);
    return true;
  });
}

interface Told {
  readonly record: CaseRow;
  readonly template: MessageTemplate;
  readonly given: Readonly<Record<string, Json>>;
  readonly serviceVersionId: string;
  /** What makes it one notice, however often it is written. */
  readonly occasion: string;
  readonly now: Instant;
}

function noticesTo({ newId }: FollowerNoticeDeps, follower: FollowerRow, told: Told): readonly NoticeRow[] {
  const { record, template, given, serviceVersionId, occasion, now } = told;
  const { phone, email, trackingCode } = follower.vault;
  const { dueAt, unit, ward, category, sla } = record;
  const ways = [
    { channel: 'sms', entry: phone },
    { channel: 'email', entry: email },
  ] as const;
  return ways.flatMap(({ channel, entry }) => {
    if (entry === undefined || template[channel] === null) return [];
    return queued({
      id: newId(now),
      caseId: record.id,
      owner: follower.reporterOf ?? follower.id,
      serviceVersionId,
      dedupeKey: `${occasion}:${follower.id}:${channel}:${template.code}`,
      channel,
      template: template.code,
      language: follower.language,
      recipientEntry: entry,
      recipientAccount: null,
      params: { ...given, $case: { dueAt, unit, ward, category, sla }, $code: trackingCode ?? '' },
      createdAt: now,
    });
  });
}
