// What rules have to know of the city that a service is for: who holds which post where, and where routing leads to.
import type { City } from '#engine/cases/city/city.ts';
import type { RoutingCell } from '#engine/cases/routing/routing-grid.ts';

export interface CityFacts {
  readonly city: City;
  /** ISO 8601 date of the city. */
  readonly day: string;
  /** Posts that somebody holds on that day, who can sign in: see {@link postKey}. */
  readonly held: ReadonlySet<string>;
  /** Where the routing tables lead every category and ward to; none for a service that routes nothing. */
  readonly routed: readonly RoutingCell[];
}

export function postKey(unit: string, role: string): string {
  return `${unit} ${role}`;
}
