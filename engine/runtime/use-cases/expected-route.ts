import { expectedRouting, promisedDue } from '#engine/cases/routing.ts';
import { evaluateDecision } from '#engine/core/decisions/evaluate.ts';
import type { Instant, Json, Variables } from '#engine/core/values.ts';
import type { CityInForce } from './city-book.ts';
import type { LoadedService } from './library.ts';

export interface ExpectedRoute {
  readonly unit: string;
  readonly dueAt: Instant;
}

/**
 * Who would get a report and by when it would be answered: by the decisions of the service in force, as its process
 * would ask them; where a service has none of its own, by the reference data.
 */
export function expectedRoute(
  service: LoadedService,
  place: CityInForce,
  report: { readonly category: string; readonly ward: string; readonly at: Instant },
): ExpectedRoute | undefined {
  const { category, ward, at } = report;
  const decided = decide(service, place, { category, ward, urgent: false, confidential: false }, at);
  if (decided) return decided;
  const route = expectedRouting(place.city, { category, ward: ward === '' ? null : ward });
  return route && { unit: route.unit.code, dueAt: promisedDue(route.sla, at, place.workingTime) };
}

function decide(
  { program: { decisions } }: LoadedService,
  { city, workingTime }: CityInForce,
  facts: Variables,
  at: Instant,
): ExpectedRoute | undefined {
  const env = { now: at, timeZone: city.province.timeZone, workingTime };
  const routed = evaluateDecision(decisions, 'routing', facts, env);
  const unit = routed.kind === 'ok' ? fieldOf(routed.value, 'unit') : undefined;
  if (routed.kind !== 'ok' || unit === undefined || !city.units.has(unit)) return undefined;
  const promised = evaluateDecision(decisions, 'sla', { ...facts, unit, route: routed.value }, env);
  if (promised.kind !== 'ok') return undefined;
  const [resolve, calendar] = [fieldOf(promised.value, 'resolve'), fieldOf(promised.value, 'calendar')];
  if (resolve === undefined || calendar === undefined) return undefined;
  return { unit, dueAt: workingTime.due(at, resolve, calendar, 'elapsed') };
}

function fieldOf(value: Json, name: string): string | undefined {
  if (typeof value === 'string') return name === 'unit' ? value : undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const field = (value as Readonly<Record<string, Json>>)[name];
  return typeof field === 'string' ? field : undefined;
}
