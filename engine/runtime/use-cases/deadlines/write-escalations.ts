/** What a page of the sweep leaves: the warnings, a line in the timeline and the audit, a message to who answers now. */
import type { Answerable } from '#engine/cases/clocks/ladder.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { AuditRow, CaseRow, ClockRow, EscalationRow, NoticeRow, TimelineRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { queued } from '../notices/queued.ts';

export interface Escalated extends Answerable {
  readonly clock: ClockRow;
  readonly record: CaseRow;
  readonly percent: number;
  /** `owner`: the warning is there already, who answers has changed; `rest`: the clock has stood still for too long. */
  readonly how: 'new' | 'owner' | 'rest';
}

export interface EscalationSight {
  readonly place: CityInForce;
  readonly roster: readonly { readonly username: string; readonly accountId: string; readonly email: string }[];
  readonly now: Instant;
}

export async function writeEscalations(
  context: Context,
  tx: Tx,
  escalated: readonly Escalated[],
  sight: EscalationSight,
): Promise<void> {
  if (escalated.length === 0) return;
  const { newId } = context;
  const { now } = sight;
  const row = ({ clock, record, percent, rung, owner, ownerUnit }: Escalated): EscalationRow => ({
    id: newId(now),
    caseId: record.id,
    clockId: clock.id,
    round: clock.round,
    percent,
    rung,
    owner,
    ownerUnit,
    dueAt: clock.dueAt ?? now,
    at: now,
  });
  await tx.cases.escalations.insert(escalated.filter(({ how }) => how === 'new').map(row));
  // Whoever answers from now on finds it among what waits.
  for (const one of escalated) if (one.how !== 'new') await tx.cases.escalations.handOver(row(one));
  await tx.cases.timeline.append(escalated.map((one) => lineOf(newId(now), one, now)));
  await tx.cases.audit.appendAll(escalated.map((one) => auditOf(newId(now), one, now)));
  await tx.cases.notices.insertNew(await noticesOf(context, tx, escalated, sight));
}

const actions = { new: 'clock.escalated', owner: 'clock.ownerChanged', rest: 'clock.rests' } as const;

function lineOf(id: string, { clock, record, percent, owner, ownerUnit, how }: Escalated, now: Instant): TimelineRow {
  const code = how === 'new' ? String(percent) : how;
  const where = { element: clock.element, actor: owner, unit: ownerUnit, noteEntry: null };
  return { id, caseId: record.id, at: now, kind: 'escalation', code, ...where };
}

function auditOf(
  id: string,
  { clock, record, percent, rung, owner, ownerUnit, how }: Escalated,
  now: Instant,
): AuditRow {
  const action = actions[how];
  const data = { clock: clock.name, round: clock.round, percent, rung, owner, ownerUnit, dueAt: clock.dueAt };
  return { id, at: now, actor: '', action, subject: `case:${record.id}`, data };
}

async function noticesOf(
  context: Context,
  tx: Tx,
  escalated: readonly Escalated[],
  { place, roster, now }: EscalationSight,
): Promise<readonly NoticeRow[]> {
  const addresses = new Map(roster.map((one) => [one.username, one]));
  const rows: NoticeRow[] = [];
  for (const one of escalated) {
    const account = addresses.get(one.owner);
    // That nothing happens is no deadline to write of: it stands among what waits for the head.
    if (account === undefined || account.email === '' || one.how === 'rest') continue;
    const { nearMessage, lateMessage } = place.city.escalation;
    const code = one.percent >= 100 ? lateMessage : nearMessage;
    if (code === '' || !(await isWritten(context, tx, one.record, code))) continue;
    rows.push(noticeOf(context.newId(now), one, { account: account.accountId, template: code, now }));
  }
  return rows;
}

function noticeOf(
  id: string,
  { clock, record, percent, how }: Escalated,
  { account, template, now }: { readonly account: string; readonly template: string; readonly now: Instant },
): NoticeRow {
  const { unit, ward, category, sla } = record;
  return queued({
    id,
    caseId: record.id,
    serviceVersionId: record.serviceVersionId,
    // Who takes over a warning hears of it too, as often as that may happen.
    dedupeKey: `clock:${clock.id}:${clock.round}:${percent}:${account}${how === 'new' ? '' : `:${now}`}`,
    channel: 'email',
    template,
    language: 'vi',
    recipientEntry: null,
    recipientAccount: account,
    params: { $case: { dueAt: clock.dueAt, unit, ward, category, sla } },
    createdAt: now,
  });
}

/** Whether the case's service has this message for e-mail. A service that cannot be read keeps nobody else's warning back. */
async function isWritten(context: Context, tx: Tx, { id, serviceVersionId }: CaseRow, code: string): Promise<boolean> {
  try {
    const { messages } = await context.library.version(tx, serviceVersionId);
    return messages.get(code)?.email != null;
  } catch (error) {
    context.onFault?.({ jobId: id, instanceId: '', element: 'deadline', error });
    return false;
  }
}
