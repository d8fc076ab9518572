import type { Reports } from '../../application/reports.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { completeTask } from '../complete.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { fullProgress } from './progress.ts';
import { caseForReporter } from './second-factor.ts';

/** The reporter completes a task that waits for them: rates, reports again, adds what was asked for. */
export function answer(context: Context): Reports['answer'] {
  return async ({ code, secret, taskId, values, files, submissionKey }) => {
    const owner = await context.store.transaction((tx) => caseForReporter(context, tx, { code, secret }));
    if (!owner || !isUuid(taskId)) throw refusal('NOT_FOUND');
    const find = async (tx: Tx): Promise<TaskRow> => {
      const task = await tx.engine.tasks.byId(taskId);
      if (task?.caseId !== owner.id || task.role !== 'citizen') throw refusal('NOT_FOUND');
      if (!task.open) throw refusal('ANSWER_CLOSED');
      return task;
    };
    await completeTask(context, taskId, { values, files, submissionKey, by: 'citizen', find });
    return await context.store.transaction(async (tx) => {
      const record = await tx.cases.records.byId(owner.id);
      if (!record) throw refusal('NOT_FOUND');
      return await fullProgress(context, tx, record);
    });
  };
}
