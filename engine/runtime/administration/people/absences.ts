/** Who is away from when to when, and who does meanwhile what they may. */

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
import { absenceView, postView, todayOf } from './views.ts';

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
          action: 'absence.end',
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
  refuse(faultsOf(absence, person, today));
  const substitute = absence.substitute === null ? undefined : await organisation.person(absence.substitute);
  if (absence.substitute !== null) mayStandIn(person, substitute, { anybody, today });
  const { firstDay, lastDay, kind, posts } = absence;
  const clash = overlapping(await organisation.absencesFrom(today, person.id), absence);
  if (clash !== undefined) throw refusal('ABSENCE_OVERLAPS', { from: clash.firstDay, to: clash.lastDay });
  if (substitute !== undefined) {
    const away = overlapping(await organisation.absencesFrom(today, substitute.id), absence);
    if (away !== undefined) {
      throw refusal('SUBSTITUTE_AWAY', { name: substitute.displayName, from: away.firstDay, to: away.lastDay });
    }
  }
  const now = context.clock();
  const id = context.newId(now);
  const substituteId = substitute?.id ?? null;
  const made = { createdAt: now, createdBy: actor.username, endedAt: null };
  await organisation.insertAbsence({ id, accountId: person.id, substituteId, firstDay, lastDay, kind, posts, ...made });
  // Which kind of absence it is stands in its row, not in a book that is kept for ever.
  const data = { absence: id, firstDay, lastDay, substitute: absence.substitute ?? '', posts: posts.length };
  await audit(
    context,
    tx,
    { actor: actor.username, action: 'absence.set', subject: `account:${person.id}`, data },
    now,
  );
}

function faultsOf({ firstDay, lastDay, posts }: NewAbsence, person: PersonRow, today: string): readonly FieldFault[] {
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

function overlapping(rows: readonly AbsenceRow[], { firstDay, lastDay }: NewAbsence): AbsenceRow | undefined {
  return rows.find((row) => row.firstDay <= lastDay && row.lastDay >= firstDay);
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
    absences: rows.map((row) => absenceView(row, byId)),
    standingIn: actor.posts.filter(({ onBehalfOf }) => onBehalfOf !== undefined),
    colleagues: people
      .filter((one) => one.active && one.id !== person.id && (keeps || shareUnit(person, one, today)))
      .map(({ username, displayName, posts }) => ({
        username,
        displayName,
        units: [...new Set(posts.filter((post) => isValidOn(post, today)).map(({ unit }) => unit))].map(nameOf),
      })),
  };
}
