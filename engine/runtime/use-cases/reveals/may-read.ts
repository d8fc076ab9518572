import type { Actor } from '../../application/common.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { mayOnDossier } from '../dossiers/rights.ts';
import { scopeOf } from '../scope.ts';

/** Whether the rules let somebody see who reported: never of a confidential report; of a dossier as its rules say. */
export async function mayReadReporter(context: Context, tx: Tx, actor: Actor, record: CaseRow): Promise<boolean> {
  const scope = await scopeOf(context, tx, actor, { action: 'readReporter', subject: 'Case' });
  if (record.confidentiality === 'normal' && (await tx.cases.records.allowed(scope, record.id))) return true;
  return await mayOnDossier(context, tx, actor, { action: 'readReporter', caseId: record.id });
}
