import { suggestTitle } from '#engine/cases/publication.ts';
import type { Actor } from '../../application/common.ts';
import type { WorklistItem } from '../../application/tasks.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { CityInForce } from '../city-book.ts';
import { taskClockView } from '../clock-view.ts';
import type { Context } from '../context.ts';
import { namedIn, namedOrNull } from '../names.ts';
import { scopeOf } from '../scope.ts';

/** A task with its case as one line of a worklist. */
export async function itemOf(
  context: Context,
  tx: Tx,
  actor: Actor,
  { task, record, place }: { readonly task: TaskRow; readonly record: CaseRow; readonly place: CityInForce },
): Promise<WorklistItem> {
  const account = task.assignee === '' ? undefined : await tx.cases.accounts.byUsername(task.assignee);
  return {
    taskId: task.id,
    caseId: record.id,
    registerNumber: record.registerNumber,
    title: await titleOf(context, tx, actor, record),
    category: namedIn(place.city.categories, record.category),
    ward: namedOrNull(place.city.wards, record.ward),
    unit: namedIn(place.city.units, task.unit),
    step: task.name,
    element: task.element,
    clock: taskClockView(task, record, context.clock(), place),
    assignee: account ? { accountId: account.id, displayName: account.displayName } : null,
    urgent: record.urgent,
    confidential: record.confidentiality === 'confidential',
    openedAt: task.openedAt,
  };
}

/** The first words of the report; of a confidential one only for those who may know its reporter. */
async function titleOf(context: Context, tx: Tx, actor: Actor, record: CaseRow): Promise<string> {
  if (record.confidentiality === 'confidential') {
    const scope = await scopeOf(context, tx, actor, { action: 'readReporter', subject: 'Case' });
    if (!(await tx.cases.records.allowed(scope, record.id))) return 'Confidential';
  }
  const entry = record.vault['text'] ?? '';
  const text = entry === '' ? '' : ((await context.vault.read(tx, record.id, [entry])).get(entry) ?? '');
  return suggestTitle(text);
}
