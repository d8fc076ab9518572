/**
 * The working intervals of a calendar as instants, one table per year, made when first needed and kept. Two binary
 * searches then answer any question, however long the duration.
 */
import type { Instant } from '#engine/core/values.ts';
import type { Calendar, Holiday, Interval } from '../city/city.ts';
import { dayNumber, dayOf, isoWeekday } from './civil-date.ts';
import type { Zone } from './zone.ts';

export interface YearTable {
  /** Starts and ends of the working intervals, ascending. */
  readonly from: readonly Instant[];
  readonly to: readonly Instant[];
  /** Working milliseconds of the year before each interval. */
  readonly before: readonly number[];
  readonly total: number;
}

export interface DayTables {
  year(year: number): YearTable;
  day(day: number): WorkingDay;
  /** Working milliseconds of an ordinary full day, by which elapsed days are counted. */
  readonly fullDay: number;
}

/** One day of a calendar (see `civil-date.ts`), and why it is as it is. */
export interface WorkingDay {
  readonly intervals: readonly Interval[];
  /** The holiday or worked day that makes it differ from its weekday. */
  readonly exception: Holiday | undefined;
}

const minute = 60_000;

export function dayTables(calendar: Calendar, holidays: readonly Holiday[], zone: Zone): DayTables {
  const exceptions = new Map(
    calendar.holidays ? holidays.filter((day) => day.inForce).map((day) => [dayOf(day.date), day]) : [],
  );
  const fullWeekday = fullestDay(calendar.week);
  const weekOn = weeksOf(calendar);
  const years = new Map<number, YearTable>();
  const workingDay = (day: number): WorkingDay => {
    const exception = exceptions.get(day);
    const week = weekOn(day);
    if (exception === undefined) return { intervals: week[isoWeekday(day) - 1] ?? [], exception };
    // A swapped Saturday is worked like an ordinary weekday, whatever Saturdays are otherwise.
    return { intervals: exception.kind === 'dayOff' ? [] : fullestDay(week), exception };
  };
  const intervalsOf = (day: number): readonly Interval[] => workingDay(day).intervals;
  return {
    day: workingDay,
    fullDay: lengthOf(fullWeekday) * minute,
    year: (year) => {
      const known = years.get(year);
      if (known !== undefined) return known;
      const table = buildYear(year, intervalsOf, zone);
      years.set(year, table);
      return table;
    },
  };
}

function buildYear(year: number, intervalsOf: (day: number) => readonly Interval[], zone: Zone): YearTable {
  const [from, to, before]: [Instant[], Instant[], number[]] = [[], [], []];
  const end = dayNumber(year + 1, 1, 1);
  let total = 0;
  for (let day = dayNumber(year, 1, 1); day < end; day++) {
    for (const interval of intervalsOf(day)) {
      const [start, stop] = [zone.instantAt(day, interval.from), zone.instantAt(day, interval.to)];
      from.push(start);
      to.push(stop);
      before.push(total);
      total += stop - start;
    }
  }
  return { from, to, before, total };
}

/** The hours that hold on a day: the last change before it. */
function weeksOf({ week, changes }: Calendar): (day: number) => Calendar['week'] {
  if (changes.length === 0) return () => week;
  const later = changes.map((change) => ({ from: dayOf(change.from), week: change.week }));
  return (day) => later.findLast(({ from }) => from <= day)?.week ?? week;
}

function fullestDay(week: Calendar['week']): readonly Interval[] {
  return week.reduce((best, day) => (lengthOf(day) > lengthOf(best) ? day : best), week[0] ?? []);
}

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, one) => sum + one.to - one.from, 0);
}
