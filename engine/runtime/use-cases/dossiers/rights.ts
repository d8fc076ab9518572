import type { Action } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { scopeOf } from '../scope.ts';

/** Whether a rule for dossiers lets somebody do something to the dossier of a case; false where the case is none. */
export async function mayOnDossier(
  context: Context,
  tx: Tx,
  actor: Actor,
  { action, caseId }: { readonly action: Action; readonly caseId: string },
): Promise<boolean> {
  const scope = await scopeOf(context, tx, actor, { action, subject: 'Dossier' });
  return scope.length > 0 && (await tx.cases.dossiers.allowed(scope, caseId));
}
