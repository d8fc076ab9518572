/** Makes a process executable out of a service's resources: BPMN and DMN read, checked and bound together. */
import type { LoadProgram } from '#engine/runtime/kernel/options.ts';

export const loadProgram: LoadProgram = async (resources, processId) => {
  throw new Error(`process ${processId} cannot be read yet (${resources.length} resources)`);
};
