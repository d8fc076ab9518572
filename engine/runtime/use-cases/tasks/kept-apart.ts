/**
 * Duties that are kept apart: who has done one of the steps that a step names (`wardflow:apartFrom`) does not do this
 * one too, whatever posts they hold and for whomever they stand in.
 */
import { programsIn } from '#engine/bpmn/load-program.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';

/** A task that is open, or is being opened. */
export type TaskApart = Pick<TaskRow, 'serviceVersionId' | 'instanceId' | 'caseId' | 'element'>;

/** @returns who may not do this task; where nothing is kept apart from it, nothing is asked of the database */
export async function keptApart(
  { library }: Pick<Context, 'library'>,
  tx: Tx,
  { serviceVersionId, instanceId, caseId, element }: TaskApart,
): Promise<ReadonlySet<string>> {
  const steps = await dutiesApart({ library }, tx, serviceVersionId, element);
  if (steps.size === 0) return new Set();
  const beside =
    caseId === null ? await tx.engine.tasks.ofInstances([instanceId]) : await tx.engine.tasks.ofCase(caseId);
  return new Set(beside.filter((one) => one.closedBy !== '' && steps.has(one.element)).map(({ closedBy }) => closedBy));
}

/** @param element whose duties are asked for; left out: all that a service keeps apart from any step */
export async function dutiesApart(
  { library }: Pick<Context, 'library'>,
  tx: Tx,
  serviceVersionId: string,
  element?: string,
): Promise<ReadonlySet<string>> {
  const { program } = await library.version(tx, serviceVersionId);
  const nodes = programsIn(program).flatMap((one) => Object.values(one.nodes));
  const steps = nodes.flatMap((node) =>
    (element === undefined || node.id === element) && 'apartFrom' in node ? (node.apartFrom ?? []) : [],
  );
  return new Set(steps);
}

/** @throws Refusal 409 `DUTIES_KEPT_APART` */
export async function mustBeApart(context: Context, tx: Tx, task: TaskRow, username: string): Promise<void> {
  if ((await keptApart(context, tx, task)).has(username)) throw refusal('DUTIES_KEPT_APART');
}
