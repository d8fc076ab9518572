/** Who may have nothing to do with a case, because it complains of a unit that they hold a post in. */

import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import { isComplainedOf, unitsOutOfIt } from '#engine/cases/organisation/conflict.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';

type Place = Pick<City, 'units' | 'province'>;

export interface OutOfIt {
  readonly units: ReadonlySet<string>;
  /** Account names. */
  readonly people: ReadonlySet<string>;
}

export const nobodyOutOfIt: OutOfIt = { units: new Set(), people: new Set() };

/** The units of a complaint, those below them, and whoever holds a post in one of them today, also beside another one. */
export async function outOfIt(tx: Tx, city: Place, about: readonly string[], now: Instant): Promise<OutOfIt> {
  const units = unitsOutOfIt(city.units, about);
  if (units.length === 0) return nobodyOutOfIt;
  const staff = await tx.cases.assignments.staff(units, localDate(city.province.timeZone, now));
  return { units: new Set(units), people: new Set(staff.map(({ username }) => username)) };
}

export async function outOfCase(tx: Tx, city: Place, caseId: string | null, now: Instant): Promise<OutOfIt> {
  return caseId === null ? nobodyOutOfIt : await outOfIt(tx, city, await tx.cases.conflicts.ofCase(caseId), now);
}

/** Whether the case complains of a unit that the actor has a post of their own in. */
export async function isOutOfCase(tx: Tx, { units }: Place, { posts }: Actor, caseId: string): Promise<boolean> {
  const about = await tx.cases.conflicts.ofCase(caseId);
  return posts.some(({ unit, onBehalfOf }) => onBehalfOf === undefined && isComplainedOf(units, unit, about));
}
