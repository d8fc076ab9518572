/**
 * Who would get a report and what is promised, from the reference data alone: what a citizen is told before anything
 * is sent. The process decides by its own decision tables; a test holds the two together for the shipped service.
 */
import type { Instant } from '#engine/core/values.ts';
import type { CityWorkingTime } from '../calendars/working-time.ts';
import type { City, SlaClass, Unit } from '../city/city.ts';

export interface ExpectedRouting {
  readonly unit: Unit;
  readonly level: 'city' | 'commune';
  readonly sla: SlaClass;
}

/** @param ward code; null where the place is unknown: then the city's unit answers */
export function expectedRouting(
  city: City,
  report: { readonly category: string; readonly ward: string | null; readonly urgent?: boolean },
): ExpectedRouting | undefined {
  const category = city.categories.get(report.category);
  if (category === undefined) return undefined;
  const communal = category.competence === 'commune' && report.ward !== null;
  const unit = city.units.get(communal ? `${report.ward}-${category.wardPart}` : category.cityUnit);
  const sla = city.slaClasses.get(slaClassOf(category.slaClass, report.urgent === true && category.canBeUrgent));
  return unit === undefined || sla === undefined ? undefined : { unit, level: communal ? 'commune' : 'city', sla };
}

/** An urgent report is handled in class P1 at least; what is more urgent anyway stays so. */
export function slaClassOf(ordinary: string, urgent: boolean): string {
  return urgent && ordinary !== 'P0' ? 'P1' : ordinary;
}

/** The due date if the report were received at `receivedAt`. */
export function promisedDue(sla: SlaClass, receivedAt: Instant, time: CityWorkingTime): Instant {
  return time.due(receivedAt, sla.resolve, sla.calendar, 'elapsed');
}
