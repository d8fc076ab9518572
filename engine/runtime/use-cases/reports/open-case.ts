import type { Instant, Variables } from '#engine/core/values.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { firstHolding, sayHandOver } from '../steps/hand-over.ts';

export interface CaseOpening {
  /** Its vault is open. */
  readonly record: CaseRow;
  readonly processId: string;
  readonly variables: Variables;
  /** Account name, or `citizen`. */
  readonly actor: string;
  /** What the first line of its story says was received; '' for a report. */
  readonly receivedAs: '' | 'dossier';
}

/** Writes a case with the first lines of its story, its ledger and the audit, and starts its process. */
export async function openCase(
  context: Context,
  tx: Tx,
  { record, processId, variables, actor, receivedAs }: CaseOpening,
  now: Instant,
): Promise<void> {
  const { id: caseId, instanceId, serviceVersionId } = record;
  await tx.cases.records.insert(record);
  const line = { id: context.newId(now), caseId, at: now, kind: 'received', code: receivedAs, element: '' } as const;
  await tx.cases.timeline.append([{ ...line, actor, unit: '', noteEntry: null }]);
  await tx.cases.holdings.append([firstHolding(record, context.newId(now), actor)]);
  await audit(context, tx, { actor, action: 'case.open', subject: `case:${caseId}` }, now);
  if (actor !== 'citizen') sayHandOver(tx, caseId, { actor });
  await context.kernel.start(tx, { instanceId, serviceVersionId, processId, caseId, variables }, now);
}
