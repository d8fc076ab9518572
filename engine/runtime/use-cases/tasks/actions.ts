import type { Actor } from '../../application/common.ts';
import type { TaskDetail } from '../../application/tasks.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { awaitsGiving, behalfOf, withinScope } from './find-task.ts';
import { keptApart } from './kept-apart.ts';

/** What the actor may do with a task now. */
export async function actionsOf(context: Context, tx: Tx, actor: Actor, row: TaskRow): Promise<TaskDetail['actions']> {
  if (!row.open) return [];
  const may = async (action: 'claim' | 'complete' | 'sendBack' | 'assign' | 'transfer') =>
    (await withinScope(context, tx, actor, { action, taskId: row.id })) !== undefined;
  const actions: TaskDetail['actions'][number][] = [];
  const apart = !(await keptApart(context, tx, row)).has(actor.username);
  if (apart && row.assignee === '' && (await may('claim'))) actions.push('claim');
  if (row.assignee === actor.username) actions.push('release');
  // Who cannot do a part gives it back to the lead, who asks another unit.
  if (row.part === '' && (await may('transfer'))) actions.push('transfer');
  const theirs = row.assignee === actor.username || row.assignee === behalfOf(actor, row);
  if (row.assignee !== '' && !theirs) return actions;
  if (awaitsGiving(row) && !(await may('assign'))) return actions.filter((action) => action !== 'claim');
  if (apart && (await may('complete'))) actions.push('complete');
  if (row.part === '' && (await hasCome(tx, row)) && (await may('sendBack'))) actions.push('sendBack');
  return actions;
}

/** People have done something before it; whether it can go back there is told when they ask. */
async function hasCome(tx: Tx, { caseId, element }: TaskRow): Promise<boolean> {
  const before = caseId === null ? [] : await tx.engine.tasks.ofCase(caseId);
  return before.some((one) => one.state === 'completed' && one.element !== element && one.role !== 'citizen');
}
