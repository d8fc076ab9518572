import type { Action } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { mayOnDossier } from '../dossiers/rights.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { withinScope } from '../tasks/find-task.ts';
import { prepares } from './prepared.ts';

export type PublicationRight = Extract<Action, 'redact' | 'approvePublication' | 'withdraw'>;

/** What the actor may do with what is public of a case; the condition is in the query. */
export async function mayPublish(
  context: Context,
  tx: Tx,
  actor: Actor,
  what: { readonly action: PublicationRight | 'read' | 'readReporter'; readonly caseId: string },
): Promise<boolean> {
  const scope = await scopeOf(context, tx, actor, { action: what.action, subject: 'Case' });
  return await tx.cases.records.allowed(scope, what.caseId);
}

/**
 * Who prepares in a task of theirs what becomes public covers it there too; cities that were set up before there was a
 * right to it, else let nobody finish such a task.
 */
export async function mayPrepare(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<boolean> {
  if (await mayPublish(context, tx, actor, { action: 'redact', caseId })) return true;
  for (const task of await tx.engine.tasks.ofCase(caseId)) {
    if (!task.open || task.part !== '' || !(await prepares(context.library, tx, task))) continue;
    if (await withinScope(context, tx, actor, { action: 'complete', taskId: task.id })) return true;
  }
  return false;
}

/**
 * A case whose public record the actor may work on.
 * @throws Refusal 404 where the case is not theirs to see, 403 where they lack the right
 */
export async function caseToPublish(
  context: Context,
  tx: Tx,
  actor: Actor,
  { action, caseId }: { readonly action: PublicationRight | 'prepare'; readonly caseId: string },
): Promise<CaseRow> {
  if (!isUuid(caseId) || !(await mayPublish(context, tx, actor, { action: 'read', caseId })))
    throw refusal('NOT_FOUND');
  const may =
    action === 'prepare'
      ? await mayPrepare(context, tx, actor, caseId)
      : await mayPublish(context, tx, actor, { action, caseId });
  if (!may) throw refusal('FORBIDDEN');
  const record = await tx.cases.records.byId(caseId);
  if (record === undefined) throw refusal('NOT_FOUND');
  return record;
}

/**
 * Of a confidential case what was written is seen by who may know its reporter, or has work to do there; what an applicant
 * has handed in by who may know the applicant: rules for cases say nothing of dossiers.
 */
export async function maySeeOriginals(context: Context, tx: Tx, actor: Actor, record: CaseRow): Promise<boolean> {
  if ((await tx.cases.dossiers.byCase(record.id)) !== undefined) {
    return await mayOnDossier(context, tx, actor, { action: 'readReporter', caseId: record.id });
  }
  if (record.confidentiality === 'normal') return true;
  if (await mayPublish(context, tx, actor, { action: 'readReporter', caseId: record.id })) return true;
  for (const { id, open, part } of await tx.engine.tasks.ofCase(record.id)) {
    if (open && part === '' && (await withinScope(context, tx, actor, { action: 'read', taskId: id }))) return true;
  }
  return false;
}
