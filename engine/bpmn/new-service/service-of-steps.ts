import type { NewService } from '../business-service/import-table.ts';
import { withDrawing } from '../interchange/layout.ts';
import { planSteps } from './plan-steps.ts';
import type { StepList } from './step-list.ts';
import { stepExamples, stepForms, stepMessages, stepPack } from './write-step-files.ts';
import { writeStepProcess } from './write-step-process.ts';

/** @param list without a fault (`stepFaults`) */
export function serviceOfSteps(list: StepList): NewService {
  const steps = planSteps(list);
  return {
    key: list.key,
    name: list.name,
    files: {
      'pack.json': stepPack(list, steps),
      [`${list.key}.bpmn`]: withDrawing(writeStepProcess(list, steps)).xml,
      'messages.json': stepMessages(list, steps),
      ...stepForms(steps),
      ...stepExamples(list, steps),
    },
  };
}
