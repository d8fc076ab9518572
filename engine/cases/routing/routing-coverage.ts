/**
 * What stands against publishing routing rules: a category without a unit somewhere, several rules where one may answer,
 * units that are not there. Each is named once, with all its wards; a hole that a rule itself admits (`null`) only warns.
 */
import { routingDecision, tablesBehind } from './routing-decision.ts';
import { type CellOutcome, type GridQuestion, type RoutingCell, type RuleName, routingGrid } from './routing-grid.ts';

export interface CoverageFinding {
  readonly kind: Exclude<CellOutcome, 'unit'> | 'deadRule';
  /** '' for a rule that never answers. */
  readonly category: string;
  /** Codes; null among them stands for an unknown place. */
  readonly wards: readonly (string | null)[];
  /** Whether it is so in every ward and for an unknown place. */
  readonly everywhere: boolean;
  /** At some times only. */
  readonly sometimes: boolean;
  readonly rules: readonly RuleName[];
  /** Table that had no rule for it, the one that others build on where there are several; '' where all had one. */
  readonly silent: string;
  /** The unit that is not there. */
  readonly unit: string | null;
  readonly reason: string;
}

export interface Coverage {
  readonly findings: readonly CoverageFinding[];
  /** Cells that were asked. */
  readonly cells: number;
}

/** Kinds that only warn. */
const warnings: ReadonlySet<CoverageFinding['kind']> = new Set(['acknowledged', 'deadRule']);

export function isBlocking({ kind }: CoverageFinding): boolean {
  return !warnings.has(kind);
}

/**
 * @param grid of the question, where it is there already
 * @returns what was found, by category in the order of the tree; then the rules that never answer
 */
export function checkCoverage(question: GridQuestion, grid = routingGrid(question)): Coverage {
  const wards = new Set(grid.map(({ ward }) => ward)).size;
  const groups = Map.groupBy(
    grid.filter(({ outcome }) => outcome !== 'unit'),
    ({ outcome, category, rules, unit, reason }) =>
      JSON.stringify([category, outcome, rules, commonPart(unit), reason]),
  );
  const tables = tablesBehind(question.decisions, routingDecision).map(({ table }) => table.id);
  const perCategory = Map.groupBy(grid, ({ category }) => category);
  const findings = [...groups.values()].flatMap((cells): readonly CoverageFinding[] => {
    const [first] = cells;
    if (first === undefined || first.outcome === 'unit') return [];
    const named = [...new Set(cells.map(({ ward }) => ward))];
    const whole = (perCategory.get(first.category)?.length ?? 0) / wards;
    const { category, rules, unit, reason } = first;
    const extent = { wards: named, everywhere: named.length === wards, sometimes: cells.length < named.length * whole };
    const silent = tables.findLast((table) => first.silent.includes(table)) ?? '';
    return [{ kind: first.outcome, category, rules, silent, unit, reason, ...extent }];
  });
  return { findings: [...findings, ...deadRules(question, grid)], cells: grid.length };
}

/** Units of wards differ in every cell (`99016-KTHT`): what they have in common makes one finding. */
function commonPart(unit: string | null): string | null {
  return unit?.replace(/^[^-]+-/, '*-') ?? null;
}

/** Rules that no place, category and time reaches: their category is gone, or an earlier rule takes all. */
function deadRules({ decisions }: GridQuestion, grid: readonly RoutingCell[]): readonly CoverageFinding[] {
  if (grid.length === 0) return [];
  const answered = new Set(grid.flatMap(({ rules }) => rules.map(({ table, rule }) => `${table}#${rule}`)));
  return tablesBehind(decisions, routingDecision).flatMap(({ table }) =>
    table.rules
      .filter(({ id }) => !answered.has(`${table.id}#${id}`))
      .map(({ id }): CoverageFinding => {
        const rules = [{ table: table.id, rule: id }];
        const none = {
          category: '',
          silent: '',
          wards: [],
          everywhere: false,
          sometimes: false,
          unit: null,
          reason: '',
        };
        return { ...none, kind: 'deadRule', rules };
      }),
  );
}
