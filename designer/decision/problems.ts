/** Where in the tables a problem stands: the engine names a rule, a table or a column, and the text that is wrong. */
import type { Problem } from '#engine/runtime/application/services.ts';
import { cellsOf, type ShownDecision } from './tables.ts';

export interface Place {
  readonly decision: string;
  /** Cell, rule or column to go to; null: the table as a whole. */
  readonly element: string | null;
}

/** @returns null for what is in no decision of the file */
export function placeOf(
  { element, params }: Pick<Problem, 'element' | 'params'>,
  decisions: readonly ShownDecision[],
): Place | null {
  if (element === null) return null;
  for (const decision of decisions) {
    if (decision.id === element || decision.table === element) return { decision: decision.id, element: null };
    if ([...decision.inputs, ...decision.outputs].some(({ id }) => id === element)) {
      return { decision: decision.id, element };
    }
    const cells = cellsOf(decision);
    if (cells.some(({ cell }) => cell.id === element)) return { decision: decision.id, element };
    const own = cells.filter(({ rule }) => rule.id === element);
    if (own.length === 0) continue;
    const wrong = own.find(({ cell }) => cell.text === params?.['source']);
    return { decision: decision.id, element: wrong?.cell.id ?? own[0]?.cell.id ?? null };
  }
  return null;
}
