/** What the engine's own reader says of the tables, while they are changed. */
import { useEffect, useMemo, useState } from 'react';
import { loadDecisions } from '#engine/bpmn/decisions/load-decisions.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { Problem } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Opened } from '../draft/use-opened.ts';
import { placeOf } from './problems.ts';
import type { ShownDecision } from './tables.ts';

export interface CheckedTables {
  readonly problems: readonly Problem[];
  /** All decisions of the service, as far as they can be read. */
  readonly decisions: Decisions;
}

export function useCheckedTables(opened: Opened, xml: string): CheckedTables {
  const [checked, setChecked] = useState<CheckedTables>({ problems: [], decisions: {} });
  useEffect(() => {
    let gone = false;
    const files = [{ path: opened.path, content: xml }, ...opened.others];
    void loadDecisions(files).then((loaded) => {
      if (gone) return;
      setChecked({
        problems: loaded.problems.filter(({ path }) => path === opened.path),
        decisions: loaded.decisions,
      });
    });
    return () => {
      gone = true;
    };
  }, [opened, xml]);
  return checked;
}

/** @returns what is wrong with a cell, in words; '' for nothing */
export function useProblemWords(
  problems: readonly Problem[],
  decisions: readonly ShownDecision[],
): (cell: string) => string {
  const language = useLanguage();
  return useMemo(() => {
    const placed = problems.map((problem) => ({ at: placeOf(problem, decisions)?.element, problem }));
    return (cell) => placed.flatMap(({ at, problem }) => (at === cell ? problem.message[language] : [])).join(' ');
  }, [problems, decisions, language]);
}
