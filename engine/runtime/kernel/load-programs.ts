import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { LoadPrograms } from './options.ts';

/**
 * Reads everything executable from the BPMN and DMN files of a published version. It was checked when it was published:
 * rules and limits that have come since hold for what is published next, and what runs goes on.
 * @throws Error where it holds nothing that runs: publishing has refused that, so it is a fault of ours
 */
export const programsOf: LoadPrograms = async (resources) => {
  const { processes, globalTasks, problems } = await loadProgram(resources, { checked: 'published' });
  const programs = { ...globalTasks, ...processes };
  if (Object.keys(programs).length > 0) return programs;
  const codes = problems.map(({ path, element, code }) => `${code} at ${element ?? path}`).join(', ');
  throw new Error(`The version cannot run: ${codes || 'it has no process'}.`);
};
