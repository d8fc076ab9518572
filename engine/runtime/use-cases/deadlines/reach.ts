import type { Action } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';

/**
 * A case whose deadlines the actor may see: one of those that the actor may read, or has a task of, or answers for.
 * @throws Refusal 404 for any other
 */
export async function caseInReach(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<CaseRow> {
  const record = isUuid(caseId) ? await tx.cases.records.byId(caseId) : undefined;
  if (record === undefined || !(await isInReach(context, tx, actor, caseId))) throw refusal('NOT_FOUND');
  return record;
}

async function isInReach(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<boolean> {
  if (await mayOnCase(context, tx, actor, 'read', caseId)) return true;
  if ((await tx.cases.clocks.ofCase(caseId)).some(({ owner }) => owner === actor.username)) return true;
  const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Task' });
  for (const task of await tx.engine.tasks.ofCase(caseId)) {
    if (task.open && (await tx.engine.tasks.find(scope, task.id)) !== undefined) return true;
  }
  return false;
}

export async function mayOnCase(
  context: Context,
  tx: Tx,
  actor: Actor,
  action: Action,
  caseId: string,
): Promise<boolean> {
  return await tx.cases.records.allowed(await scopeOf(context, tx, actor, { action, subject: 'Case' }), caseId);
}

/** As {@link caseInReach}. @throws Refusal 403 where it is only to be seen */
export async function caseToChange(
  context: Context,
  tx: Tx,
  actor: Actor,
  { action, caseId }: { readonly action: Action; readonly caseId: string },
): Promise<CaseRow> {
  const record = await caseInReach(context, tx, actor, caseId);
  if (!(await mayOnCase(context, tx, actor, action, caseId))) throw refusal('FORBIDDEN');
  return record;
}
