/**
 * Working time of a city's calendars (vietnam.md 4.4). Two ways to count days: `elapsed` runs through working hours
 * (a day is the calendar's full working day), `exclude_first_day` ends with the last working minute of the n-th
 * working day after the day of receipt (Bộ luật Dân sự 2015, Điều 147 khoản 2 and Điều 148 khoản 5: the first day is
 * not counted, a period that would end on a day off ends with the next working day); `P0D` is then the day of receipt
 * itself. What comes in outside working hours, or after the calendar's cut-off, counts from the next working instant
 * after it. A date in place of a duration is the last working instant of that day, or of the next working day; a local
 * date and time is that instant, or the last working one before it.
 *
 * A calendar is named by its code, or by `code@unit` for the calendar of that unit where it has one; '' is the clock on
 * the wall.
 */
import type { DayCount, WorkingTime } from '#engine/core/env.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Calendar } from '../city/city.ts';
import { calendarFor, type WorkingDays } from '../city/parse-calendars.ts';
import { parseBusinessDuration } from './business-duration.ts';
import { civilDate, dayOf, isCivilDate } from './civil-date.ts';
import type { DayTables, WorkingDay } from './day-table.ts';
import { dayTables } from './day-table.ts';
import type { Zone } from './zone.ts';
import { zoneOf } from './zone.ts';

export interface CityWorkingTime extends WorkingTime {
  /** Working minutes from `a` to `b`, negative where `b` comes first; parts of a minute count. */
  workingMinutesBetween(a: Instant, b: Instant, calendar: string): number;
  /** `instant` itself while people work, else the start of the next working interval. */
  nextWorkingInstant(instant: Instant, calendar: string): Instant;
  /** The instant after so much working time; the end of a working interval belongs to it. */
  advance(instant: Instant, milliseconds: number, calendar: string): Instant;
  /** One local day of a calendar (see `civil-date.ts`). */
  day(day: number, calendar: string): WorkingDay;
  /** The code of the calendar that a name stands for: `code@unit` is that unit's, where it has one. */
  codeOf(calendar: string): string;
  readonly zone: Zone;
}

/** How many years ahead a calendar is searched before it is said to have no working time. */
const yearsAhead = 60;

/** Never closed: what a deadline without a calendar goes by. */
const always: Calendar = (() => {
  const week = Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]);
  return { code: '', name: { vi: '', en: '' }, week, reception: week, holidays: false, changes: [], cutOff: null };
})();

/** @throws RangeError where the city's time zone is unknown */
export function workingTimeOf(city: WorkingDays): CityWorkingTime {
  const zone = zoneOf(city.province.timeZone);
  const clocks = new Map(
    [always, ...city.calendars.values()].map((calendar) => {
      const tables = dayTables(calendar, city.holidays, zone);
      return [calendar.code, { ...clockOf(tables, zone), tables, cutOff: calendar.cutOff }];
    }),
  );
  const codeOf = (name: string): string => {
    const [code = '', unit] = name.split('@');
    return unit === undefined ? code : calendarFor(city, unit, code);
  };
  const clock = (name: string): CalendarClock => {
    const found = clocks.get(codeOf(name));
    if (found === undefined) throw new RangeError(`there is no calendar "${name}"`);
    return found;
  };
  return {
    due: (start, duration, calendar, dayCount) => due(clock(calendar), zone, start, { text: duration, dayCount }),
    workingMinutesBetween: (a, b, calendar) => clock(calendar).between(a, b) / 60_000,
    nextWorkingInstant: (instant, calendar) => clock(calendar).advance(instant, 0),
    advance: (instant, milliseconds, calendar) => clock(calendar).advance(instant, milliseconds),
    day: (day, calendar) => clock(calendar).tables.day(day),
    codeOf,
    zone,
  };
}

type CalendarClock = Clock & { readonly tables: DayTables; readonly cutOff: number | null };

function due(
  clock: CalendarClock,
  zone: Zone,
  start: Instant,
  { text, dayCount }: { readonly text: string; readonly dayCount: DayCount },
): Instant {
  if (isCivilDate(text)) return clock.endOfDay(clock.advance(zone.instantAt(dayOf(text), 0), 0), 0);
  if (isLocalTime(text)) return lastWorkingBy(clock, zone, text);
  const duration = parseBusinessDuration(text);
  const received = receipt(clock, zone, start);
  const byDays = dayCount === 'exclude_first_day' && duration.byDays;
  if (!byDays) return clock.advance(received, duration.days * clock.fullDay + duration.milliseconds);
  const lastDay = clock.endOfDay(clock.advance(received, 0), duration.days);
  return duration.milliseconds === 0 ? lastDay : clock.advance(lastDay, duration.milliseconds);
}

const localTime = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)$/;

/** `2026-12-31T15:00`, by the clock on the wall. */
export function isLocalTime(text: string): boolean {
  return isCivilDate(localTime.exec(text)?.[1] ?? '');
}

/** How far back a working instant is looked for. */
const daysBackMax = 60;

function lastWorkingBy({ tables }: CalendarClock, zone: Zone, text: string): Instant {
  const [, date = '', hours, minutes] = localTime.exec(text) ?? [];
  const last = dayOf(date);
  const wanted = zone.instantAt(last, Number(hours) * 60 + Number(minutes));
  for (let day = last; day > last - daysBackMax; day -= 1) {
    for (const { from, to } of tables.day(day).intervals.toReversed()) {
      if (zone.instantAt(day, from) < wanted) return Math.min(wanted, zone.instantAt(day, to));
    }
  }
  return wanted;
}

/** What comes in after the cut-off came in on the next working day; exactly at the cut-off is still in time. */
function receipt({ cutOff, advance }: CalendarClock, zone: Zone, start: Instant): Instant {
  if (cutOff === null) return start;
  const working = advance(start, 0);
  const { day } = zone.localOf(working);
  return working <= zone.instantAt(day, cutOff) ? start : advance(zone.instantAt(day + 1, 0), 0);
}

interface Clock {
  readonly fullDay: number;
  /** The instant after `amount` working milliseconds; the end of an interval belongs to it. */
  advance(start: Instant, amount: number): Instant;
  between(a: Instant, b: Instant): number;
  /** The last working instant of the `later`-th working day after the working day of `instant`. */
  endOfDay(instant: Instant, later: number): Instant;
}

function clockOf(tables: DayTables, zone: Zone): Clock {
  const yearOf = (instant: Instant): number => civilDate(zone.localOf(instant).day).year;
  const advance = (start: Instant, amount: number): Instant => {
    const first = yearOf(start);
    let left = amount;
    let from = start;
    for (let year = first; year <= first + yearsAhead; year++) {
      const table = tables.year(year);
      const target = positionIn(table, from) + left;
      if (amount === 0 ? target < table.total : target <= table.total) return instantIn(table, from, target, amount);
      left = target - table.total;
      from = Number.NEGATIVE_INFINITY;
    }
    throw new RangeError('the calendar has no working time ahead');
  };
  const position = (instant: Instant, since: number): number => {
    const year = yearOf(instant);
    let sum = positionIn(tables.year(year), instant);
    for (let earlier = since; earlier < year; earlier++) sum += tables.year(earlier).total;
    return sum;
  };
  return {
    fullDay: tables.fullDay,
    advance,
    between: (a, b) => {
      const since = yearOf(Math.min(a, b));
      return position(b, since) - position(a, since);
    },
    endOfDay: (instant, later) => {
      let at = instant;
      for (let skipped = 0; skipped < later; skipped++) {
        at = advance(zone.instantAt(zone.localOf(at).day + 1, 0), 0);
      }
      return lastOf(tables.year(yearOf(at)), zone.instantAt(zone.localOf(at).day + 1, 0));
    },
  };
}

type Year = ReturnType<DayTables['year']>;

/** Working milliseconds of the year up to an instant. */
function positionIn(table: Year, instant: Instant): number {
  const index = search(table.to, (end) => end > instant);
  if (index === table.to.length) return table.total;
  return (table.before[index] ?? 0) + Math.max(0, instant - (table.from[index] ?? 0));
}

function instantIn(table: Year, from: Instant, target: number, amount: number): Instant {
  if (amount === 0) {
    const index = search(table.to, (end) => end > from);
    return Math.max(from, table.from[index] ?? from);
  }
  const index = Math.max(0, search(table.before, (before) => before >= target) - 1);
  return (table.from[index] ?? 0) + target - (table.before[index] ?? 0);
}

/** End of the last interval that begins before `midnight`. */
function lastOf(table: Year, midnight: Instant): Instant {
  return table.to[search(table.from, (start) => start >= midnight) - 1] ?? midnight;
}

/** First index for which the condition holds; it must stay true once it is. */
function search(values: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(values[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
