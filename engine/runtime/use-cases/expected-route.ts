import { expectedRouting, promisedDue } from '#engine/cases/routing/routing.ts';
import { routingDecision, slaDecision, textIn, unitIn, variablesOf } from '#engine/cases/routing/routing-decision.ts';
import { evaluateDecision } from '#engine/core/decisions/evaluate.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../administration/city-book.ts';
import type { LoadedService } from './library.ts';

export interface ExpectedRoute {
  readonly unit: string;
  readonly dueAt: Instant;
}

interface Expected {
  readonly category: string;
  /** '' where the place is not known. */
  readonly ward: string;
  readonly at: Instant;
}

/**
 * Who would get a report and by when it would be answered: by the decisions of the service in force, as its process
 * would ask them; where a service has none of its own, by the reference data.
 */
export function expectedRoute(service: LoadedService, place: CityInForce, report: Expected): ExpectedRoute | undefined {
  const decided = decide(service, place, report);
  if (decided) return decided;
  const { category, ward, at } = report;
  const route = expectedRouting(place.city, { category, ward: ward === '' ? null : ward });
  return route && { unit: route.unit.code, dueAt: promisedDue(route.sla, at, place.workingTime) };
}

function decide(
  { program: { decisions } }: LoadedService,
  { city, workingTime }: CityInForce,
  { category, ward, at }: Expected,
): ExpectedRoute | undefined {
  const env = { now: at, timeZone: city.province.timeZone, workingTime };
  const facts = variablesOf({ category, ward: ward === '' ? null : ward, urgent: false, confidential: false });
  const routed = evaluateDecision(decisions, routingDecision, facts, env);
  const unit = routed.kind === 'ok' ? unitIn(routed.value) : undefined;
  if (routed.kind !== 'ok' || unit === undefined || !city.units.has(unit)) return undefined;
  const promised = evaluateDecision(decisions, slaDecision, { ...facts, unit, route: routed.value }, env);
  if (promised.kind !== 'ok') return undefined;
  const [resolve, calendar] = [textIn(promised.value, 'resolve'), textIn(promised.value, 'calendar')];
  if (resolve === undefined || calendar === undefined) return undefined;
  return { unit, dueAt: workingTime.due(at, resolve, calendar, 'elapsed') };
}
