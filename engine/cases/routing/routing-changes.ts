/** What other rules would change: every place, category and time asked of both, and told where the unit differs. */
import type { Decisions } from '#engine/core/model/decisions.ts';
import { type GridQuestion, type RoutingCell, routingGrid } from './routing-grid.ts';

export interface RoutingChange {
  readonly category: string;
  /** Codes; null among them stands for an unknown place. */
  readonly wards: readonly (string | null)[];
  /** Whether it is so in every ward and for an unknown place. */
  readonly everywhere: boolean;
  /** At some times, or only for what is urgent or only for what is not. */
  readonly sometimes: boolean;
  /** Units before; null: nobody. Several where each ward has its own. */
  readonly from: readonly (string | null)[];
  readonly to: readonly (string | null)[];
}

export interface RoutingChanges {
  readonly changes: readonly RoutingChange[];
  /** Cells whose unit differs, of all that were asked. */
  readonly differing: number;
  readonly cells: number;
}

export interface ChangeQuestion extends Pick<GridQuestion, 'city' | 'env' | 'isUnit'> {
  readonly before: Decisions;
  readonly after: Decisions;
}

/** @returns nothing where one of the two routes no reports; changes stand in the order of the categories */
export function routingChanges({ before, after, ...question }: ChangeQuestion): RoutingChanges {
  const was = routingGrid({ ...question, decisions: before, beside: after });
  const becomes = routingGrid({ ...question, decisions: after, beside: before });
  if (was.length === 0 || becomes.length === 0) return { changes: [], differing: 0, cells: 0 };
  const pairs = was.flatMap((cell, index): readonly Pair[] => {
    const other = becomes[index];
    return other === undefined || other.unit === cell.unit ? [] : [{ cell, other }];
  });
  const wards = new Set(was.map(({ ward }) => ward)).size;
  const perWard = (category: string) => was.filter((cell) => cell.category === category).length / wards;
  const groups = Map.groupBy(pairs, ({ cell, other }) =>
    JSON.stringify([cell.category, partOf(cell.unit), partOf(other.unit)]),
  );
  const changes = [...groups.values()].flatMap((of) => changeOf(of, wards, perWard));
  return { changes, differing: pairs.length, cells: was.length };
}

interface Pair {
  readonly cell: RoutingCell;
  readonly other: RoutingCell;
}

function changeOf(of: readonly Pair[], wards: number, perWard: (category: string) => number): readonly RoutingChange[] {
  const [first] = of;
  if (first === undefined) return [];
  const { category } = first.cell;
  const named = [...new Set(of.map(({ cell }) => cell.ward))];
  return [
    {
      category,
      wards: named,
      everywhere: named.length === wards,
      sometimes: of.length < named.length * perWard(category),
      from: [...new Set(of.map(({ cell }) => cell.unit))],
      to: [...new Set(of.map(({ other }) => other.unit))],
    },
  ];
}

/** Units of wards differ in every cell (`99016-KTHT`): what they have in common makes one change. */
function partOf(unit: string | null): string | null {
  return unit?.replace(/^[^-]+-/, '*-') ?? null;
}
