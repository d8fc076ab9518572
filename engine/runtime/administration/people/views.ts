/** People as pages show them. */

import { localDate } from '#engine/cases/calendars/local-date.ts';
import { categoriesInOrder } from '#engine/cases/categories/category-tree.ts';
import type { City } from '#engine/cases/city/city.ts';
import { isInForce } from '#engine/cases/organisation/units.ts';
import { personName } from '#engine/cases/text/names.ts';
import type { Localised } from '../../application/common.ts';
import type { AbsenceView, Matter, PeopleList, PersonView, PostView, ReceivedView } from '../../application/people.ts';
import type { PostRow } from '../../ports/case-rows.ts';
import type { AbsenceRow, PersonRow } from '../../ports/organisation.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { pathName } from '../routing/routing.ts';

export function todayOf(context: Context, city: City): string {
  return localDate(city.province.timeZone, context.clock());
}

export async function peopleList(context: Context, tx: Tx, city: City): Promise<PeopleList> {
  const today = todayOf(context, city);
  const [people, absences] = [await tx.cases.organisation.people(), await tx.cases.organisation.absencesFrom(today)];
  const byId = new Map(people.map((person) => [person.id, person]));
  const ofAccount = Map.groupBy(absences, ({ accountId }) => accountId);
  const units = [...city.units.values()].filter(
    (unit) => unit.validTo === null || isInForce(unit, today) || unit.validTo >= today,
  );
  const named = ({ code, name }: { readonly code: string; readonly name: Localised }) => ({ code, name });
  return {
    today,
    people: people
      .map((person) => personView(city, person, ofAccount.get(person.id) ?? [], byId))
      .toSorted((a, b) => compare(personName(a.displayName).sortKey, personName(b.displayName).sortKey)),
    roles: [...city.roles.values()].map(named),
    units: units.map(named),
  };
}

export function personView(
  city: City,
  { username, displayName, email, active, firstPassword, posts }: PersonRow,
  absences: readonly AbsenceRow[],
  people: ReadonlyMap<string, PersonRow>,
): PersonView {
  return {
    username,
    displayName,
    email,
    active,
    firstPassword,
    posts: posts.map((post) => postView(city, post)),
    absences: absences.map((absence) => absenceView(city, absence, people)),
  };
}

export function postView(city: City, { id, role, unit, validFrom, validTo }: PostRow): PostView {
  const nameIn = (codes: ReadonlyMap<string, { readonly name: Localised }>, code: string) =>
    codes.get(code)?.name ?? { vi: code, en: code };
  return {
    ...{ id, role, unit, validFrom, validTo },
    roleName: nameIn(city.roles, role),
    unitName: nameIn(city.units, unit),
  };
}

export function absenceView(
  city: City,
  { id, firstDay, lastDay, kind, substituteId, posts, categories }: AbsenceRow,
  people: ReadonlyMap<string, PersonRow>,
): AbsenceView {
  const person = substituteId === null ? undefined : people.get(substituteId);
  const substitute = person === undefined ? null : { username: person.username, displayName: person.displayName };
  const names = matterNames(city);
  const limited = (categories ?? []).map((code) => ({ code, name: names.get(code) ?? { vi: code, en: code } }));
  return { id, firstDay, lastDay, kind, substitute, posts, categories: limited };
}

/** What somebody has from others, today or later. */
export function receivedViews(
  city: City,
  absences: readonly AbsenceRow[],
  people: ReadonlyMap<string, PersonRow>,
  accountId: string,
): readonly ReceivedView[] {
  return absences.flatMap((row) => {
    const person = people.get(row.accountId);
    if (row.substituteId !== accountId || person?.active !== true) return [];
    const { username, displayName } = person;
    return [{ ...absenceView(city, row, people), person: { username, displayName } }];
  });
}

/** Fields that reports are about, and procedures of dossiers: what a case is known by. */
export function mattersOf(city: City): readonly Matter[] {
  const { fields, procedures } = city.dossiers;
  return [
    ...categoriesInOrder(city).map(({ code, name, group }) => ({ code, name, group: pathName(city, group) })),
    ...[...procedures.values()].map(({ code, name, field }) => ({
      code,
      name,
      group: fields.get(field)?.name ?? name,
    })),
  ];
}

function matterNames(city: City): ReadonlyMap<string, Localised> {
  return new Map(mattersOf(city).map(({ code, name }) => [code, name]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
