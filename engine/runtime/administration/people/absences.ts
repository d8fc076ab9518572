/**
 * Who is away or has delegated from when to when, and who does meanwhile what they may. Both are one row and one
 * mechanism: rights are worked out for each request (`accounts/actor.ts`), from the person's own posts only, so that nothing
 * goes on in a chain (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3: who signs by delegation does not delegate it further).
 */

import { addDays, isDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { Actor } from '../../application/common.ts';
import type { NewAbsence, OwnAbsences, People } from '../../application/people.ts';
import type { AbsenceRow, PersonRow } from '../../ports/organisation.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import { isValidOn } from '../../use-cases/accounts/actor.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { isUuid } from '../../use-cases/ids.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { configuredBy, mustConfigure } from '../city/rights.ts';
import { refuse } from './checks.ts';
import { absenceView, mattersOf, postView, receivedViews, todayOf } from './views.ts';

const daysMax = 366;

export function absences(context: Context): Pick<People, 'ownAbsences' | 'beAway' | 'endAbsence'> {
  const { store, cities } = context;
  return {
    ownAbsences: (actor) =>
      store.transaction(async (tx) => ownAbsences(context, tx, actor, (await cities.current(tx)).city)),
    beAway: (actor, absence) =>
      store.transaction(async (tx) => {
        const { city } = await cities.current(tx);
        const own = absence.username === null || absence.username === actor.username;
        if (!own) await mustConfigure(context, tx, actor, 'accounts');
        const person = await tx.cases.organisation.person(absence.username ?? actor.username);
        if (person === undefined) throw refusal('NOT_FOUND');
        const anybody = (await configuredBy(context, tx, actor)).includes('accounts');
        await write(context, tx, { actor, person, absence, anybody, city });
      }),
    endAbsence: (actor, id) =>
      store.transaction(async (tx) => {
        const row = isUuid(id) ? await tx.cases.organisation.absence(id) : undefined;
        const keeps = (await configuredBy(context, tx, actor)).includes('accounts');
        if (row === undefined || (row.accountId !== actor.accountId && !keeps)) throw refusal('NOT_FOUND');
        const now = context.clock();
        if (!(await tx.cases.organisation.endAbsence(id, now))) throw refusal('NOT_FOUND');
        const event = {
          actor: actor.username,
          action: row.kind === 'delegation' ? 'delegation.end' : 'absence.end',
          subject: `account:${row.accountId}`,
          data: { absence: id },
        };
        await audit(context, tx, event, now);
      }),
  };
}

interface Wanted {
  readonly actor: Actor;
  readonly person: PersonRow;
  readonly absence: NewAbsence;
  /** The substitute may be of another unit too. */
  readonly anybody: boolean;
  readonly city: City;
}

async function write(context: Context, tx: Tx, { actor, person, absence, anybody, city }: Wanted): Promise<void> {
  const { organisation } = tx.cases;
  const today = todayOf(context, city);
  refuse(faultsOf(city, absence, person, today));
  const substitute = absence.substitute === null ? undefined : await organisation.person(absence.substitute);
  if (absence.substitute !== null) mayStandIn(person, substitute, { anybody, today });
  mustNotClash(await organisation.absencesFrom(today, person.id), absence);
  if (substitute !== undefined) {
    mustBeThere(await organisation.absencesFrom(today, substitute.id), { person, substitute, absence });
  }
  const now = context.clock();
  const id = context.newId(now);
  const { firstDay, lastDay, kind, posts } = absence;
  const limited = kind === 'delegation' ? [...new Set(absence.categories ?? [])] : [];
  await organisation.insertAbsence({
    ...{ id, accountId: person.id, substituteId: substitute?.id ?? null, firstDay, lastDay, kind, posts },
    categories: limited.length === 0 ? null : limited,
    ...{ createdAt: now, createdBy: actor.username, endedAt: null },
  });
  // Which kind of absence it is stands in its row, not in a book that is kept for ever.
  const about = { absence: id, firstDay, lastDay, substitute: absence.substitute ?? '', posts: posts.length };
  const event =
    kind === 'delegation'
      ? { action: 'delegation.set', data: { ...about, categories: limited.length } }
      : { action: 'absence.set', data: about };
  await audit(context, tx, { actor: actor.username, subject: `account:${person.id}`, ...event }, now);
}

function faultsOf(
  city: City,
  { kind, firstDay, lastDay, posts, substitute, categories = [] }: NewAbsence,
  person: PersonRow,
  today: string,
): readonly FieldFault[] {
  if (!isDate(firstDay)) return [{ path: 'firstDay', rule: 'NOT_A_DATE' }];
  if (!isDate(lastDay)) return [{ path: 'lastDay', rule: 'NOT_A_DATE' }];
  const own = new Set(person.posts.map(({ id }) => id));
  return [
    ...(lastDay < firstDay ? [{ path: 'lastDay', rule: 'ENDS_BEFORE_BEGIN' }] : []),
    ...(lastDay < today ? [{ path: 'lastDay', rule: 'DATE_IN_PAST', params: { today } }] : []),
    ...(lastDay > addDays(firstDay, daysMax)
      ? [{ path: 'lastDay', rule: 'TOO_LONG_AWAY', params: { max: daysMax } }]
      : []),
    ...(posts.every((id) => own.has(id)) ? [] : [{ path: 'posts', rule: 'NOT_OWN_POST' }]),
    ...(kind === 'delegation' && substitute === null ? [{ path: 'substitute', rule: 'required' }] : []),
    ...(categories.every((code) => isMatter(city, code)) ? [] : [{ path: 'categories', rule: 'option' }]),
  ];
}

/** @throws Refusal 422 where it is oneself, a closed account, or somebody of other units */
function mayStandIn(
  person: PersonRow,
  substitute: PersonRow | undefined,
  { anybody, today }: { readonly anybody: boolean; readonly today: string },
): void {
  const possible =
    substitute?.active === true && substitute.id !== person.id && (anybody || shareUnit(person, substitute, today));
  if (!possible) refuse([{ path: 'substitute', rule: 'SUBSTITUTE_NOT_POSSIBLE' }]);
}

function shareUnit(one: PersonRow, other: PersonRow, today: string): boolean {
  const units = new Set(one.posts.filter((post) => isValidOn(post, today)).map(({ unit }) => unit));
  return other.posts.some((post) => isValidOn(post, today) && units.has(post.unit));
}

function isMatter(city: City, code: string): boolean {
  return city.categories.has(code) || city.dossiers.procedures.has(code);
}

/**
 * Nobody is away twice at a time, and nothing is delegated to two people. An absence and a delegation may overlap: the
 * absence goes first, see {@link OrganisationTables.standIns}.
 * @throws Refusal 409
 */
function mustNotClash(own: readonly AbsenceRow[], absence: NewAbsence): void {
  const isDelegation = absence.kind === 'delegation';
  const clash = overlapping(own, absence).find((row) =>
    isDelegation ? row.kind === 'delegation' && isSameMatter(row, absence) : row.kind !== 'delegation',
  );
  if (clash === undefined) return;
  throw refusal(isDelegation ? 'DELEGATION_OVERLAPS' : 'ABSENCE_OVERLAPS', { from: clash.firstDay, to: clash.lastDay });
}

/** @throws Refusal 409 where the other one is away, or has delegated to this person at the same time */
function mustBeThere(
  theirs: readonly AbsenceRow[],
  {
    person,
    substitute,
    absence,
  }: { readonly person: PersonRow; readonly substitute: PersonRow; readonly absence: NewAbsence },
): void {
  const meanwhile = overlapping(theirs, absence);
  const { displayName: name } = substitute;
  const away = meanwhile.find(({ kind }) => kind !== 'delegation');
  if (away !== undefined) throw refusal('SUBSTITUTE_AWAY', { name, from: away.firstDay, to: away.lastDay });
  const back = meanwhile.find(({ kind, substituteId }) => kind === 'delegation' && substituteId === person.id);
  if (back !== undefined && absence.kind === 'delegation') {
    throw refusal('DELEGATED_TO_EACH_OTHER', { name, from: back.firstDay, to: back.lastDay });
  }
}

function overlapping(rows: readonly AbsenceRow[], { firstDay, lastDay }: NewAbsence): readonly AbsenceRow[] {
  return rows.filter((row) => row.firstDay <= lastDay && row.lastDay >= firstDay);
}

/** Whether there is a post and a field that both speak of; an empty list is all of them. */
function isSameMatter(row: AbsenceRow, { posts, categories = [] }: NewAbsence): boolean {
  return meet(row.posts, posts) && meet(row.categories ?? [], categories);
}

function meet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === 0 || others.length === 0 || some.some((one) => others.includes(one));
}

async function ownAbsences(context: Context, tx: Tx, actor: Actor, city: City): Promise<OwnAbsences> {
  const { organisation } = tx.cases;
  const today = todayOf(context, city);
  const person = await organisation.person(actor.username);
  if (person === undefined) throw refusal('NOT_FOUND');
  const [rows, people] = [await organisation.absencesFrom(today, person.id), await organisation.people()];
  const byId = new Map(people.map((one) => [one.id, one]));
  const keeps = (await configuredBy(context, tx, actor)).includes('accounts');
  const nameOf = (unit: string) => city.units.get(unit)?.name ?? { vi: unit, en: unit };
  return {
    today,
    posts: person.posts.filter((post) => isValidOn(post, today)).map((post) => postView(city, post)),
    absences: rows.map((row) => absenceView(city, row, byId)),
    received: receivedViews(city, await organisation.absencesFrom(today), byId, person.id),
    matters: mattersOf(city),
    colleagues: people
      .filter((one) => one.active && one.id !== person.id && (keeps || shareUnit(person, one, today)))
      .map(({ username, displayName, posts }) => ({
        username,
        displayName,
        units: [...new Set(posts.filter((post) => isValidOn(post, today)).map(({ unit }) => unit))].map(nameOf),
      })),
  };
}
