/**
 * Duties that are kept apart: who has done one of the steps that a step names (`wardflow:apartFrom`) does not do this
 * one too, whatever posts they hold and for whomever they stand in.
 */
import { programsIn } from '#engine/bpmn/load-program.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';

/** @returns the task by which somebody may not do this one; undefined: they may */
export async function keptApartBy(
  context: Context,
  tx: Tx,
  task: TaskRow,
  username: string,
): Promise<TaskRow | undefined> {
  const steps = await dutiesApart(context, tx, task.serviceVersionId, task.element);
  if (steps.size === 0) return undefined;
  const beside =
    task.caseId === null
      ? await tx.engine.tasks.ofInstances([task.instanceId])
      : await tx.engine.tasks.ofCase(task.caseId);
  return beside.find(({ element, closedBy }) => closedBy === username && steps.has(element));
}

/** @param element whose duties are asked for; left out: all that a service keeps apart from any step */
export async function dutiesApart(
  context: Context,
  tx: Tx,
  serviceVersionId: string,
  element?: string,
): Promise<ReadonlySet<string>> {
  const { program } = await context.library.version(tx, serviceVersionId);
  const nodes = programsIn(program).flatMap((one) => Object.values(one.nodes));
  const steps = nodes.flatMap((node) =>
    (element === undefined || node.id === element) && 'apartFrom' in node ? (node.apartFrom ?? []) : [],
  );
  return new Set(steps);
}

/** @throws Refusal 409 `DUTIES_KEPT_APART` */
export async function mustBeApart(context: Context, tx: Tx, task: TaskRow, username: string): Promise<void> {
  if ((await keptApartBy(context, tx, task, username)) !== undefined) throw refusal('DUTIES_KEPT_APART');
}
