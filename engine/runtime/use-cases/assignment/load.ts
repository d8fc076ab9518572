/** How much each person of a head's unit has. */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { Assignments, LoadView } from '../../application/assignments.ts';
import type { LoadRow, PostHolderRow } from '../../ports/assignment.ts';
import type { Context } from '../context.ts';
import { namedIn } from '../names.ts';
import { refusal } from '../refuse.ts';
import { endOfDay } from '../tasks/end-of-day.ts';
import { givenOut } from './given-out.ts';

export function mayGive(context: Context): Assignments['mayGive'] {
  return (actor) => context.store.transaction(async (tx) => (await givenOut(context, tx, actor)).length > 0);
}

export function load(context: Context): Assignments['load'] {
  return (actor) =>
    context.store.transaction(async (tx) => {
      const scope = await givenOut(context, tx, actor);
      if (scope.length === 0) throw refusal('FORBIDDEN');
      const { city } = await context.cities.current(tx);
      const now = context.clock();
      const rows = await tx.cases.assignments.loadWithin(scope, now, endOfDay(now, city.province.timeZone));
      const staff = await tx.cases.assignments.staff(
        [...new Set(scope.flatMap(({ unit }) => unit ?? []))],
        localDate(city.province.timeZone, now),
      );
      const within = staff.filter(({ unit, role }) =>
        scope.some((one) => holds(one['unit'], unit) && holds(one['role'], role)),
      );
      return linesOf(rows, within).map(
        ({ unit, role, username, displayName, open, late, dueToday, away }): LoadView => ({
          unit: namedIn(city.units, unit),
          role: namedIn(city.roles, role),
          person: username === '' ? null : { username, displayName },
          open,
          late,
          dueToday,
          away,
        }),
      );
    });
}

function holds(value: string | readonly string[] | undefined, wanted: string): boolean {
  if (value === undefined) return true;
  return typeof value === 'string' ? value === wanted : value.includes(wanted);
}

type Line = LoadRow & { readonly displayName: string; readonly away: boolean };

/** Who has nothing has a line too: that is whom a head looks for. */
function linesOf(rows: readonly LoadRow[], staff: readonly PostHolderRow[]): readonly Line[] {
  const people = new Map(staff.map((one) => [one.username, one]));
  const lines = new Map<string, Line>();
  for (const { unit, role, username, displayName, present } of staff) {
    const none = { open: 0, late: 0, dueToday: 0, away: !present };
    lines.set(`${unit}/${role}/${username}`, { unit, role, username, displayName, ...none });
  }
  for (const row of rows) {
    const person = people.get(row.username);
    const known = { displayName: person?.displayName ?? row.username, away: person?.present === false };
    lines.set(`${row.unit}/${row.role}/${row.username}`, { ...row, ...known });
  }
  return [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}
