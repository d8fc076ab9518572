/** Names, problems and what a trial came to, on the table that is shown. */
import { useEffect } from 'react';
import type { ExplainedTable } from '#engine/cases/routing/routing-explanation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { type Domain, namesIn } from './domains.ts';
import { keepPainted } from './paint.ts';
import { tableWords } from './table-words.ts';
import { cellsOf, type ShownDecision } from './tables.ts';
import type { UsedTables } from './use-tables.ts';

/** The tables that the last trial went through. */
export type Tried = readonly ExplainedTable[];

export interface Painted {
  readonly decision: ShownDecision | undefined;
  readonly domains: ReadonlyMap<string, Domain>;
  readonly problemOf: (cell: string) => string;
  readonly tried: Tried;
}

const outcomeWords = { applied: 'rowUsed', matched: 'rowMatched', notMatched: 'rowFailed' } as const;

export function usePainted({ place, editor }: UsedTables, { decision, domains, problemOf, tried }: Painted): void {
  const t = useText();
  const language = useLanguage();
  useEffect(() => {
    if (place.current === null || editor === null || decision === undefined) return;
    const rules = tried.find((table) => table.decision === decision.id)?.rules ?? [];
    const told = new Map(rules.map((rule) => [rule.id, rule]));
    const cells = cellsOf(decision).map(({ cell, rule, row, column, side }) => {
      const at = side === 'input' ? rule.tests.indexOf(cell) : -1;
      const paint = {
        label: t('cellAt', { row, column: column.label }),
        names: namesIn(cell.text, domains.get(column.id), { t, language }),
        problem: problemOf(cell.id),
        failed: told.get(rule.id)?.cells[at]?.holds === false,
      };
      return [cell.id, paint] as const;
    });
    const lines = decision.rules.map((rule, index) => {
      const outcome = told.get(rule.id)?.outcome ?? null;
      const words = outcome === null ? '' : t(outcomeWords[outcome]);
      const label = t('cellAt', { row: index + 1, column: t('columnNote') });
      return [rule.id, { outcome, words, label }] as const;
    });
    const words = tableWords(language);
    return keepPainted(place.current, { cells: new Map(cells), rules: new Map(lines), words });
  }, [place, editor, decision, domains, problemOf, tried, t, language]);
}
