import type { Action } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { CaseRow, ClockRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { isOutOfCase } from '../confidentiality/out-of-it.ts';
import type { Context } from '../context.ts';
import { mayOnDossier } from '../dossiers/rights.ts';
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
  return (await clocksInReach(context, tx, actor, caseId))?.length !== 0;
}

/**
 * Of a case in which somebody has a part and nothing else, only the clock of that part.
 * @returns null where all of the case's clocks are in reach
 */
export async function clocksInReach(
  context: Context,
  tx: Tx,
  actor: Actor,
  caseId: string,
): Promise<readonly ClockRow[] | null> {
  if (await mayOnCase(context, tx, actor, 'read', caseId)) return null;
  if (await mayOnDossier(context, tx, actor, { action: 'read', caseId })) return null;
  const tasks = await tx.engine.tasks.ofCase(caseId);
  const parts = new Set(tasks.filter(({ part }) => part !== '').map(keyOfTask));
  const clocks = await tx.cases.clocks.ofCase(caseId);
  const owned = clocks.filter(({ owner }) => owner === actor.username);
  const { city } = await context.cities.current(tx);
  const answersFor = owned.length > 0 && (await isOutOfCase(tx, city, actor, caseId)) ? [] : owned;
  if (answersFor.some((clock) => !parts.has(keyOfClock(clock)))) return null;
  const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Task' });
  const own = new Set(answersFor.map(keyOfClock));
  for (const task of tasks) {
    if (!task.open || (await tx.engine.tasks.find(scope, task.id)) === undefined) continue;
    if (task.part === '') return null;
    own.add(keyOfTask(task));
  }
  return clocks.filter((clock) => own.has(keyOfClock(clock)));
}

function keyOfTask({ instanceId, key }: Pick<TaskRow, 'instanceId' | 'key'>): string {
  return `${instanceId} ${key}`;
}

function keyOfClock({ instanceId, taskKey }: ClockRow): string {
  return `${instanceId ?? ''} ${taskKey}`;
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

/** Whose head puts off the return date of a dossier is said by rules for dossiers alone: who signs, not who works on it. */
export async function mayChange(
  context: Context,
  tx: Tx,
  actor: Actor,
  action: Action,
  caseId: string,
): Promise<boolean> {
  if (action === 'decideExtension' && (await tx.cases.dossiers.byCase(caseId)) !== undefined) {
    return await mayOnDossier(context, tx, actor, { action, caseId });
  }
  return await mayOnCase(context, tx, actor, action, caseId);
}

/** As {@link caseInReach}. @throws Refusal 403 where it is only to be seen */
export async function caseToChange(
  context: Context,
  tx: Tx,
  actor: Actor,
  { action, caseId }: { readonly action: Action; readonly caseId: string },
): Promise<CaseRow> {
  const record = await caseInReach(context, tx, actor, caseId);
  if (!(await mayChange(context, tx, actor, action, caseId))) throw refusal('FORBIDDEN');
  return record;
}
