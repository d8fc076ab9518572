import type { RecentTask, Tasks } from '../../application/tasks.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Context } from '../context.ts';
import { scopeOf } from '../scope.ts';
import { stepNames } from '../step-names.ts';
import { titleOf, titlesOf } from './item.ts';

const shownMax = 30;

/** What the actor has completed lately, and whether it looks as if it could be recalled. */
export function recent(context: Context): Tasks['recent'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Task' });
      const tasks = await tx.engine.tasks.closedBy(scope, actor.username, shownMax);
      const records = await tx.cases.records.byIds([...new Set(tasks.flatMap(({ caseId }) => caseId ?? []))]);
      const byId = new Map(records.map((record) => [record.id, record]));
      const titles = await titlesOf(context, tx, actor, records);
      const nameOfStep = await stepNames(context, tx, tasks);
      const beside = await tx.engine.tasks.ofInstances([...new Set(tasks.map(({ instanceId }) => instanceId))]);
      return tasks.flatMap((task): RecentTask[] => {
        const record = byId.get(task.caseId ?? '');
        if (record === undefined || task.closedAt === null) return [];
        const title = titleOf(task, titles.get(record.id)) ?? record.registerNumber;
        const untouched = task.part === '' && record.state === 'open' && isUntouched(task, beside);
        return [
          {
            taskId: task.id,
            caseId: record.id,
            registerNumber: record.registerNumber,
            title,
            step: nameOfStep(task),
            closedAt: task.closedAt,
            untouched,
          },
        ];
      });
    });
}

/** Whatever opened after it waits for somebody still. */
function isUntouched(task: TaskRow, beside: readonly TaskRow[]): boolean {
  if (task.state !== 'completed' || task.closedAt === null) return false;
  const { id, instanceId, closedAt } = task;
  const later = beside.filter((one) => one.instanceId === instanceId && one.id !== id && one.openedAt >= closedAt);
  return later.every(({ open, state }) => open && (state === 'ready' || state === 'created'));
}
