import { createContext, useContext } from 'react';
import type { StepFault } from '#engine/bpmn/new-service/step-list.ts';
import type { NewServiceTextKey } from '#portal/kit/texts/new-service.ts';
import { useWords } from './use-words.ts';

/** What is to be mended; empty until somebody has tried to make the service. */
export const Faults = createContext<readonly StepFault[]>([]);

const words: Readonly<Record<StepFault['rule'], NewServiceTextKey>> = {
  required: 'required',
  key: 'keyFault',
  amount: 'amount',
  noUnitYet: 'noUnitYet',
  noStepBefore: 'noStepBefore',
  stepsMax: 'stepsMax',
  nameTwice: 'nameTwice',
  signs: 'signs',
};

/** What is said at one place, if anything. */
export function useFault(path: string): string | undefined {
  const t = useWords();
  const found = useContext(Faults).find((fault) => fault.path === path);
  return found === undefined ? undefined : t(words[found.rule]);
}
