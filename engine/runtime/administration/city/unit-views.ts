/** Units as pages show them. */

import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City, Unit } from '#engine/cases/city/city.ts';
import { predecessorsOf } from '#engine/cases/organisation/units.ts';
import type { UnitDetail, UnitList, UnitView } from '../../application/organisation.ts';
import type { PersonRow } from '../../ports/organisation.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { usedBy } from './used-by.ts';

export const unitsFile = 'units.json';

export async function revisionOf(tx: Tx, file: string): Promise<number> {
  return (await tx.cases.reference.all()).find(({ kind }) => kind === file)?.revision ?? 0;
}

export function todayIn(context: Context, { province }: City): string {
  return localDate(province.timeZone, context.clock());
}

export async function unitList(context: Context, tx: Tx): Promise<UnitList> {
  const { city } = await context.cities.current(tx);
  const { organisation } = tx.cases;
  const [revision, cases, tasks] = await Promise.all([
    revisionOf(tx, unitsFile),
    organisation.openCases(),
    organisation.openTasks(),
  ]);
  const named = ({ code, name }: { readonly code: string; readonly name: City['province']['name'] }) => ({
    code,
    name,
  });
  return {
    revision,
    today: todayIn(context, city),
    units: [...city.units.values()].map((unit) => viewOf(city, unit, cases, tasks)),
    wards: [...city.wards.values()].map(named),
    categories: [...city.categories.values()].map(named),
    roles: [...city.roles.values()].map(named),
  };
}

/** @throws Refusal 404 */
export async function unitDetail(context: Context, tx: Tx, city: City, code: string): Promise<UnitDetail> {
  const unit = city.units.get(code);
  if (unit === undefined) throw refusal('NOT_FOUND');
  const { organisation } = tx.cases;
  const [revision, cases, tasks, people, uses] = await Promise.all([
    revisionOf(tx, unitsFile),
    organisation.openCases(),
    organisation.openTasks(),
    organisation.peopleIn(code),
    usedBy(context, tx, city, { unit: code }),
  ]);
  const today = todayIn(context, city);
  return {
    revision,
    today,
    unit: viewOf(city, unit, cases, tasks),
    people: people.filter(({ active }) => active).flatMap((person) => postsIn(person, code, today)),
    usedBy: uses,
  };
}

function postsIn({ username, displayName, posts }: PersonRow, code: string, today: string): UnitDetail['people'] {
  return posts
    .filter(({ unit, validTo }) => unit === code && (validTo === '' || validTo >= today))
    .map(({ role, validFrom, validTo }) => ({ username, displayName, role, validFrom, validTo }));
}

function viewOf(
  city: City,
  { code, name, kind, agencyCode, parent, ward, validFrom, validTo, successors }: Unit,
  cases: ReadonlyMap<string, number>,
  tasks: ReadonlyMap<string, number>,
): UnitView {
  return {
    ...{ code, name, kind, agencyCode, parent, ward, validFrom, validTo, successors },
    predecessors: predecessorsOf(city.units, code),
    openCases: cases.get(code) ?? 0,
    openTasks: tasks.get(code) ?? 0,
  };
}
