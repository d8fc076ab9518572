import { createContext, useContext } from 'react';
import type { PackFault } from './pack-file.ts';
import { useWords } from './use-words.ts';

/** What is to be answered or chosen again. */
export const Faults = createContext<readonly PackFault[]>([]);

const words = {
  required: 'required',
  shownAs: 'shownAsFault',
  after: 'afterFault',
  process: 'processFault',
  startForm: 'startFormFault',
} as const;

/** What is said at one place, if anything. */
export function useFault(path: string): string | undefined {
  const t = useWords();
  const found = useContext(Faults).find((fault) => fault.path === path);
  return found === undefined ? undefined : t(words[found.rule]);
}

/** Whether anything is to be answered below a path. */
export function useFaulty(path: string): boolean {
  return useContext(Faults).some((fault) => fault.path.startsWith(`${path}.`));
}
