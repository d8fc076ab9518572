/** The step in which what is published was prepared, among those that the office has done. */
import { walkForm } from '#forms/components.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Library } from '../library.ts';
import { publicFields } from '../publication-faults.ts';

/** In the order in which they were done; parts of other units and what citizens did are left out. */
export async function officeSteps(tx: Tx, caseId: string): Promise<readonly TaskRow[]> {
  return (await tx.engine.tasks.ofCase(caseId))
    .filter(({ open, closedBy, part }) => !open && closedBy !== '' && closedBy !== 'citizen' && part === '')
    .toSorted((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0));
}

/** The last one whose form asks for the public title. */
export async function preparingStep(library: Library, tx: Tx, steps: readonly TaskRow[]): Promise<TaskRow | undefined> {
  for (const step of steps.toReversed()) if (await prepares(library, tx, step)) return step;
  return undefined;
}

/** Whether the form of a step asks for the public title. */
export async function prepares(library: Library, tx: Tx, step: TaskRow): Promise<boolean> {
  const form = (await library.version(tx, step.serviceVersionId)).forms.get(step.form);
  return [...walkForm(form ?? { components: [] })].some(({ component }) => component.key === publicFields.title);
}
