import type { City } from '#engine/cases/city/city.ts';
import { type CoverageFinding, isBlocking } from '#engine/cases/routing/routing-coverage.ts';
import { routingDecision, tablesBehind } from '#engine/cases/routing/routing-decision.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { CoverageView } from '../../application/routing.ts';
import { namedIn } from '../../use-cases/names.ts';

/** A finding with the names that people know. */
export function coverageView(city: City, decisions: Decisions, finding: CoverageFinding): CoverageView {
  const { kind, category, wards, everywhere, sometimes, silent, unit, reason } = finding;
  const tables = tablesBehind(decisions, routingDecision);
  return {
    kind,
    everywhere,
    sometimes,
    silent,
    unit,
    reason,
    category: category === '' ? null : namedIn(city.categories, category),
    wards: wards.flatMap((ward) => (ward === null ? [] : [namedIn(city.wards, ward)])),
    unknownPlace: wards.includes(null),
    rules: finding.rules.map(({ table, rule }) => {
      const found = tables.find((one) => one.table.id === table)?.table.rules.find(({ id }) => id === rule);
      return { table, rule, note: found?.note ?? '' };
    }),
    blocking: isBlocking(finding),
  };
}
