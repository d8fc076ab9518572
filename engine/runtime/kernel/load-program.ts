import { loadProgram } from '#engine/bpmn/load-program.ts';
import { hasErrors } from '#engine/bpmn/problems.ts';
import type { LoadProgram } from './options.ts';

/**
 * Reads the process from the BPMN and DMN files of a published version.
 * @throws Error where it is not there or may not run: publishing has refused that, so it is a fault of ours
 */
export const programOf: LoadProgram = async (resources, processId) => {
  const { processes, problems } = await loadProgram(resources);
  const program = Object.hasOwn(processes, processId) ? processes[processId] : undefined;
  if (program === undefined || hasErrors(problems)) {
    const codes = problems.map(({ path, element, code }) => `${code} at ${element ?? path}`).join(', ');
    throw new Error(`Process ${processId} cannot run: ${codes || 'it is not in the service'}.`);
  }
  return program;
};
