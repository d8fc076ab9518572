/**
 * What steps are called, in both languages. A task's row keeps the name that its element had when it opened; the English
 * one stands in the program of its version, which is read once and kept: no list asks the database for it.
 */
import { type LoadedProgram, programsIn } from '#engine/bpmn/load-program.ts';
import { localisedName } from '#engine/cases/text/localised.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Localised } from '../application/common.ts';
import type { TaskRow } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import type { Context } from './context.ts';

export type NamedTask = Pick<TaskRow, 'serviceVersionId' | 'element' | 'name'>;
export type StepNames = (task: NamedTask) => Localised;

/** @returns what each of these tasks is called */
export async function stepNames(
  { library }: Pick<Context, 'library'>,
  tx: Tx,
  tasks: readonly NamedTask[],
): Promise<StepNames> {
  const programs = new Map<string, LoadedProgram>();
  for (const id of new Set(tasks.map(({ serviceVersionId }) => serviceVersionId))) {
    programs.set(id, (await library.version(tx, id)).program);
  }
  return (task) => nameIn(programs.get(task.serviceVersionId), task);
}

/** What an element is called; one that the program does not have goes by its id. */
export function elementName({ nodes }: Program, element: string): Localised {
  const node = Object.hasOwn(nodes, element) ? nodes[element] : undefined;
  return localisedName(node ?? { name: element });
}

/** Processes of a version may use the same ids: it is the element that has the task's name, too. */
function nameIn(program: LoadedProgram | undefined, { element, name }: NamedTask): Localised {
  const found = (program === undefined ? [] : programsIn(program)).map(({ nodes }) => nodes[element]);
  return localisedName(found.find((node) => node?.name === name) ?? { name });
}
