/**
 * The built-in jobs of a person's request for erasure. `eraseRecord` orders it: which cases go is written down once, and a
 * background duty carries it out (carry-out.ts), because images cannot be removed in a transaction. `erasureState` says
 * how much is left.
 */
import { JobFailure } from '../kernel/job-failure.ts';
import type { BuiltInJob } from '../kernel.ts';
import type { CaseRow } from '../ports/case-rows.ts';
import type { ErasureCaseRow } from '../ports/erasures.ts';
import type { Tx } from '../ports.ts';
import { audit } from '../use-cases/audit.ts';
import type { NewId } from '../use-cases/ids.ts';
import { officeSteps } from '../use-cases/publications/prepared.ts';
import { newErasure } from './new-erasure.ts';
import { type PlanDeps, planErasure } from './plan.ts';

export interface EraseJobDeps extends PlanDeps {
  readonly newId: NewId;
}

export const requestSource = (caseId: string) => `request/${caseId}`;

export function eraseRecordJob(deps: EraseJobDeps): BuiltInJob {
  return async (tx, job, now) => {
    const request = job.caseId === null ? undefined : await tx.cases.records.byId(job.caseId);
    if (request === undefined) return {};
    const before = await tx.cases.erasures.bySource(requestSource(request.id));
    if (before !== undefined) return { erasureNumber: before.number };
    const orderedBy = await confirmedBy(tx, request.id);
    const { cases, follows } = await planErasure(deps, tx, request);
    const going = cases.filter(({ verdict }) => verdict === 'erase');
    const order = await newErasure(deps, tx, { kind: 'request', source: requestSource(request.id), rule: '' }, now);
    const row = { ...order, request: request.registerNumber, orderedBy };
    await tx.cases.erasures.insert(row);
    const one = (caseId: string, kind: ErasureCaseRow['kind']) => ({ erasureId: row.id, caseId, kind, doneAt: null });
    await tx.cases.erasures.insertCases([
      ...going.map(({ record }) => one(record.id, 'case')),
      ...follows.map(({ id }) => one(id, 'follower')),
      one(request.id, 'request'),
    ]);
    const data = { erasure: row.number, cases: going.length, kept: cases.length - going.length };
    await audit(deps, tx, { actor: orderedBy, action: 'erasure.order', subject: `case:${request.id}`, data }, now);
    return { erasureNumber: row.number, erasedCases: going.length, keptCases: cases.length - going.length };
  };
}

export function erasureStateJob(): BuiltInJob {
  return async (tx, job) => {
    const order = job.caseId === null ? undefined : await tx.cases.erasures.bySource(requestSource(job.caseId));
    if (order === undefined) return { erasureLeft: 0 };
    const rows = await tx.cases.erasures.casesOf(order.id);
    return { erasureLeft: rows.filter(({ kind, doneAt }) => kind !== 'request' && doneAt === null).length };
  };
}

/**
 * Whatever the process says: nothing is erased, and nothing is handed out, on the word of one official.
 * @returns who has confirmed it
 * @throws JobFailure where fewer than two have worked on the request
 */
export async function confirmedBy(tx: Tx, caseId: CaseRow['id']): Promise<string> {
  const officials = (await officeSteps(tx, caseId)).map(({ closedBy }) => closedBy);
  if (new Set(officials).size >= 2) return officials.at(-1) ?? '';
  throw new JobFailure(
    'Two officials must have worked on a request before it is carried out: have it confirmed.',
    false,
  );
}
