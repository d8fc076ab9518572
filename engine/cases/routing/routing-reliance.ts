/** What routing rests on: which rules would die, and where nobody would answer, if a unit or a category were no more. */
import { routingDecision, tablesBehind } from './routing-decision.ts';
import { type GridQuestion, type RoutingCell, type RuleName, routingGrid } from './routing-grid.ts';

/** What is about to be taken away. */
export type Retired = { readonly unit: string } | { readonly category: string };

export interface RoutingReliance {
  /** Rules that answer for it today, or that name it. */
  readonly rules: readonly RelyingRule[];
  /** Places that would have nobody: by category the wards, null for an unknown place. */
  readonly left: readonly { readonly category: string; readonly wards: readonly (string | null)[] }[];
}

export interface RelyingRule extends RuleName {
  /** Key of the decision. */
  readonly decision: string;
  /** What people say the rule is for; '' where nothing is said. */
  readonly note: string;
  /** Whether its cells name what is taken away, so that the rule has to be changed. */
  readonly names: boolean;
}

/**
 * @param grid of the question, where it is there already
 * @returns nothing where routing does not rest on it
 */
export function routingReliance(
  question: GridQuestion,
  retired: Retired,
  grid: readonly RoutingCell[] = routingGrid(question),
): RoutingReliance {
  const touched = grid.filter((cell) => isTouched(cell, retired));
  const code = 'unit' in retired ? retired.unit : retired.category;
  const answering = new Set(touched.flatMap(({ rules }) => rules.map(({ table, rule }) => `${table}#${rule}`)));
  const rules = tablesBehind(question.decisions, routingDecision).flatMap(({ decision, table }) =>
    table.rules.flatMap((rule): readonly RelyingRule[] => {
      const names = [...rule.tests, ...rule.results].some((cell) => cell?.includes(`"${code}"`) === true);
      if (!names && !answering.has(`${table.id}#${rule.id}`)) return [];
      return [{ decision, table: table.id, rule: rule.id, note: rule.note ?? '', names }];
    }),
  );
  // A category that is no more leaves no place without an answer: nobody reports it any more.
  return { rules, left: 'category' in retired ? [] : byCategory(touched) };
}

function isTouched(cell: RoutingCell, retired: Retired): boolean {
  return 'unit' in retired ? cell.unit === retired.unit : cell.category === retired.category;
}

function byCategory(cells: readonly RoutingCell[]): RoutingReliance['left'] {
  return [...Map.groupBy(cells, ({ category }) => category)].map(([category, of]) => ({
    category,
    wards: [...new Set(of.map(({ ward }) => ward))],
  }));
}
