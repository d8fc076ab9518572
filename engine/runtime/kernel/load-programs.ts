import { loadProgram } from '#engine/bpmn/load-program.ts';
import { hasErrors } from '#engine/bpmn/problems.ts';
import type { LoadPrograms } from './options.ts';

/**
 * Reads everything executable from the BPMN and DMN files of a published version.
 * @throws Error where it may not run: publishing has refused that, so it is a fault of ours
 */
export const programsOf: LoadPrograms = async (resources) => {
  const { processes, globalTasks, problems } = await loadProgram(resources);
  if (!hasErrors(problems)) return { ...globalTasks, ...processes };
  const codes = problems.map(({ path, element, code }) => `${code} at ${element ?? path}`).join(', ');
  throw new Error(`The version cannot run: ${codes}.`);
};
