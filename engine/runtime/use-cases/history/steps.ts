import type { CaseStep, History } from '../../application/history.ts';
import { movesByTask, type TaskMoves, taskSpans } from '../../history/spans.ts';
import type { JournalRow, TaskRow } from '../../ports/engine.ts';
import type { ReturnRow } from '../../ports/returns.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { namedOrNull } from '../names.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { stepNames } from '../step-names.ts';

/** What people did of a case, in the order in which it was asked of them. */
export function steps(context: Context): History['steps'] {
  return async (actor, caseId) =>
    await context.store.transaction(async (tx) => {
      const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Case' });
      if (!isUuid(caseId) || !(await tx.cases.records.allowed(scope, caseId))) throw refusal('NOT_FOUND');
      const tasks = await tx.engine.tasks.ofCase(caseId);
      const journals = new Map<string, readonly JournalRow[]>();
      for (const { instanceId } of tasks) {
        if (!journals.has(instanceId)) journals.set(instanceId, await tx.engine.journal.ofInstance(instanceId));
      }
      const returns = await tx.engine.returns.ofCase(caseId);
      const { city } = await context.cities.current(tx);
      const names = await namesOf(tx, tasks, returns);
      const nameOfStep = await stepNames(context, tx, tasks);
      const now = context.clock();
      return tasks.map((task) => {
        const journal = journals.get(task.instanceId) ?? [];
        const back = endedBy(task, returns);
        return {
          ...timesOf(task, movesByTask(journal).get(task.key) ?? [], now),
          element: task.element,
          name: nameOfStep(task),
          unit: namedOrNull(city.units, task.unit)?.name ?? null,
          by: names.get(task.closedBy || back?.actor || task.assignee) ?? null,
          outcome: outcomeOf(task, back),
          returned: returns.find((one) => one.instanceId === task.instanceId && one.node === task.node)?.kind ?? null,
          dueAt: task.dueAt,
          data: dataOf(task, journal),
        };
      });
    });
}

function timesOf(
  task: TaskRow,
  moves: TaskMoves,
  now: number,
): Pick<CaseStep, 'openedAt' | 'takenAt' | 'closedAt' | 'waitingMs' | 'workingMs'> {
  const { openedAt, closedAt } = task;
  // Somebody has it whom no command gave it to: the model did.
  const assigned = task.assignee !== '' && !moves.some(({ verb }) => verb === 'claim' || verb === 'delegate');
  const span = { openedAt, ...(closedAt === null ? {} : { closedAt }) };
  const { takenAt, waitingMs, workingMs } = taskSpans(span, moves, assigned, Math.max(now, openedAt));
  return { openedAt, takenAt: takenAt ?? null, closedAt, waitingMs, workingMs };
}

/** What was sent back or recalled at the moment at which the task ended without anybody completing it. */
function endedBy(task: TaskRow, returns: readonly ReturnRow[]): ReturnRow | undefined {
  if (task.open || task.closedBy !== '') return undefined;
  return returns.find(({ at, kind, fromElement }) => {
    return at === task.closedAt && (kind === 'recall' || fromElement === task.element);
  });
}

function outcomeOf(task: TaskRow, back: ReturnRow | undefined): CaseStep['outcome'] {
  if (task.open) return '';
  if (back !== undefined) return back.kind === 'recall' ? 'recalled' : 'sentBack';
  return task.state === 'completed' ? 'completed' : 'cancelled';
}

function dataOf(task: TaskRow, journal: readonly JournalRow[]): readonly string[] {
  for (const { command } of journal) {
    if (command.kind !== 'completeTask' || command.task !== task.key) continue;
    // Texts that a form leaves empty stand there as null: nobody put them in.
    return Object.entries(command.variables).flatMap(([name, value]) => (value === null ? [] : [name]));
  }
  return [];
}

async function namesOf(
  tx: Tx,
  tasks: readonly TaskRow[],
  returns: readonly ReturnRow[],
): Promise<ReadonlyMap<string, string>> {
  const people = [
    ...tasks.flatMap(({ assignee, closedBy }) => [assignee, closedBy]),
    ...returns.map(({ actor }) => actor),
  ];
  const officials = [...new Set(people)].filter((name) => name !== '' && name !== 'citizen');
  const accounts = await tx.cases.accounts.byUsernames(officials);
  return new Map(accounts.map(({ username, displayName }) => [username, displayName]));
}
