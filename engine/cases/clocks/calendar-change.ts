/** Changes of calendars are for days ahead: what was worked, and promised by it, stays as it was. */

import { dayOf, isoWeekday } from '../calendars/civil-date.ts';
import type { City, Holiday } from '../city/city.ts';
import type { ConfigFault } from '../city/json-reader.ts';

/** @param today ISO 8601, of the city @returns what must not be done, with its day and a remedy */
export function calendarChangeFaults(
  before: Pick<City, 'calendars' | 'holidays'>,
  after: Pick<City, 'calendars' | 'holidays'>,
  today: string,
): readonly ConfigFault[] {
  return [...pastDays(before, after, today), ...pastHours(before, after, today), ...idleSwaps(before, after)];
}

function pastDays(
  before: Pick<City, 'holidays'>,
  after: Pick<City, 'holidays'>,
  today: string,
): readonly ConfigFault[] {
  const then = new Map(before.holidays.map((day) => [day.date, countsAs(day)]));
  const now = new Map(after.holidays.map((day) => [day.date, countsAs(day)]));
  return [...new Set([...then.keys(), ...now.keys()])]
    .filter((date) => date <= today && then.get(date) !== now.get(date))
    .map((date) => ({
      file: 'holidays.json',
      path: date,
      message: 'has begun or is over; what has been worked stays. Choose a day after today',
      vi: 'đã tới hoặc đã qua; thời gian đã tính giữ nguyên. Hãy chọn ngày sau hôm nay',
    }));
}

/** What a day means for clocks; a day that does not count yet is like none. */
function countsAs({ kind, inForce }: Holiday): string | undefined {
  return inForce ? kind : undefined;
}

function pastHours(
  before: Pick<City, 'calendars'>,
  after: Pick<City, 'calendars'>,
  today: string,
): readonly ConfigFault[] {
  return [...after.calendars.values()].flatMap((calendar) => {
    const known = before.calendars.get(calendar.code);
    if (known === undefined) return [];
    const past = (of: typeof calendar) =>
      JSON.stringify([of.week, of.holidays, of.cutOff, of.changes.filter(({ from }) => from <= today)]);
    if (past(known) === past(calendar)) return [];
    return [
      {
        file: 'calendars.json',
        path: calendar.code,
        message: 'its hours have been worked; give the new hours a first day after today',
        vi: 'giờ làm việc này đã áp dụng; hãy cho giờ mới một ngày bắt đầu sau hôm nay',
      },
    ];
  });
}

/** A day that is to be worked must be one on which nobody works. */
function idleSwaps(before: Pick<City, 'holidays'>, { calendars, holidays }: Pick<City, 'calendars' | 'holidays'>) {
  const known = new Set(before.holidays.filter(({ kind }) => kind === 'workDay').map(({ date }) => date));
  const heeding = [...calendars.values()].filter((calendar) => calendar.holidays);
  return holidays
    .filter(({ kind, date }) => kind === 'workDay' && !known.has(date))
    .filter(({ date }) => heeding.every(({ week }) => (week[isoWeekday(dayOf(date)) - 1] ?? []).length > 0))
    .map(
      ({ date }): ConfigFault => ({
        file: 'holidays.json',
        path: date,
        message: 'is a working day already; only a day off can be worked in exchange',
        vi: 'vốn là ngày làm việc; chỉ ngày nghỉ mới làm bù được',
      }),
    );
}
