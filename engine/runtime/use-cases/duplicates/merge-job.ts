/**
 * The built-in job `merge`: the case ends, because its matter was reported before; the other one stands for both. Its
 * reporter follows that one from now on, with the code that they have. Who may merge is said by the use case that makes
 * the step; where nobody said it, nothing is merged.
 */

import { localDateTime } from '#engine/cases/compose-notice.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { Scope } from '../../access.ts';
import type { CityBook } from '../../administration/city-book.ts';
import type { BuiltInJob, BuiltInJobInput } from '../../kernel.ts';
import type { CaseRow, TimelineRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Refusal } from '../../refusal.ts';
import { audit } from '../audit.ts';
import { caseClockName } from '../clock-view.ts';
import type { NewId } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { type ContactDeps, isCountedAlready, reporterHash } from './contact.ts';
import { mainOf, reporterKey } from './merged.ts';

export interface MergeDeps extends ContactDeps {
  readonly newId: NewId;
  readonly cities: CityBook;
}

interface MayMerge {
  readonly scope: Scope;
  readonly actor: string;
}

const allowed = new WeakMap<Tx, MayMerge>();

/** Says who makes the step, and which cases they may merge. */
export function mayMerge(tx: Tx, who: MayMerge): void {
  allowed.set(tx, who);
}

/** The field of a form that names the other case: what is wrong with it is told there. */
export const duplicateField = 'duplicateOf';

export function mergeJob(deps: MergeDeps): BuiltInJob {
  return async (tx, job, now) => {
    const who = allowed.get(tx);
    const record = job.caseId === null ? undefined : await tx.cases.records.byId(job.caseId);
    if (who === undefined || record === undefined) throw refusal('FORBIDDEN');
    if (!(await tx.cases.records.allowed(who.scope, record.id))) throw refusal('FORBIDDEN');
    const main = await mainFor(deps, tx, { record, who, inputs: job.inputs });
    await link(deps, tx, { record, main, actor: who.actor, job, now });
    return { [duplicateField]: main.registerNumber };
  };
}

/** @throws Refusal 422 at the field, where the case that was named cannot stand for this one */
async function mainFor(
  { cities }: MergeDeps,
  tx: Tx,
  of: {
    readonly record: CaseRow;
    readonly who: MayMerge;
    readonly inputs: { readonly [name: string]: Json };
  },
): Promise<CaseRow> {
  const { record, who, inputs } = of;
  const number = String(inputs['into'] ?? '')
    .trim()
    .toUpperCase();
  const found = await tx.cases.records.byRegisterNumber(number);
  // One that the official may not merge with is told like one that is not there.
  if (found === undefined || found.state === 'erased' || !(await tx.cases.records.allowed(who.scope, found.id)))
    throw wrong('DUPLICATE_UNKNOWN', { number });
  const main = await mainOf(tx, found);
  if (found.id === record.id) throw wrong('DUPLICATE_ITSELF');
  if (main.id === record.id) throw wrong('DUPLICATE_CIRCLE', { number });
  if (main.service !== record.service) throw wrong('DUPLICATE_OTHER_SERVICE', { number });
  const answeredAt = await answered(tx, main);
  if (answeredAt !== undefined && inputs['answered'] !== true) {
    const { city } = await cities.current(tx);
    const at = localDateTime(answeredAt, city.province.timeZone);
    throw wrong('DUPLICATE_ANSWERED', { number: main.registerNumber, at });
  }
  return main;
}

function wrong(rule: string, params: Readonly<Record<string, string>> = {}): Refusal {
  return refusal('INVALID_FIELDS', {}, [{ path: duplicateField, rule, params }]);
}

/** When the matter was handled, or the case closed; undefined while somebody works on it. */
export async function answered(tx: Tx, { id, state, closedAt }: CaseRow): Promise<Instant | undefined> {
  const clock = (await tx.cases.clocks.ofCase(id)).findLast(({ name }) => name === caseClockName);
  return clock?.endedAt ?? (state === 'open' ? undefined : (closedAt ?? 0));
}

async function link(
  deps: MergeDeps,
  tx: Tx,
  at: {
    readonly record: CaseRow;
    readonly main: CaseRow;
    readonly actor: string;
    readonly job: BuiltInJobInput;
    readonly now: Instant;
  },
): Promise<void> {
  const { record, main, actor, job, now } = at;
  const id = deps.newId(now);
  const hash = await reporterHash(deps, tx, record);
  const again = await isCountedAlready(deps, tx, main, { hash, but: id });
  await tx.cases.merges.merge(record.id, main.id, record.followers + (again ? 0 : 1));
  const { language, vault } = record;
  await tx.cases.followers.insert({
    id,
    caseId: main.id,
    reporterOf: record.id,
    trackingHash: reporterKey(record.id),
    contactHash: hash,
    language,
    vault,
    joinedAt: now,
    // Who has reported the other one as well is told as its reporter.
    stoppedAt: hash !== '' && hash === (await reporterHash(deps, tx, main)) ? now : null,
  });
  const line = (of: CaseRow, kind: TimelineRow['kind'], other: CaseRow): TimelineRow => ({
    id: deps.newId(now),
    caseId: of.id,
    at: now,
    kind,
    code: other.registerNumber,
    element: job.element,
    actor,
    unit: of.unit,
    noteEntry: null,
  });
  await tx.cases.timeline.append([line(record, 'merged', main), line(main, 'mergedHere', record)]);
  const data = { into: main.id };
  await audit(deps, tx, { actor, action: 'case.merge', subject: `case:${record.id}`, data }, now);
}
