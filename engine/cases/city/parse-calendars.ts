/**
 * When people work: `calendars.json`, `holidays.json` and the time zone of `city.json`. These three are what the core's
 * environment is made of, so they are also read by themselves, as they stood when an old command was carried out.
 */

import { isCivilDate } from '../calendars/civil-date.ts';
import type { Calendar, City, Holiday, Interval } from './city.ts';
import type { ConfigFault, Reading } from './json-reader.ts';
import {
  fault,
  openJson,
  readByCode,
  readChoice,
  readEach,
  readFlag,
  readLocalised,
  readObject,
  readText,
  readTexts,
} from './json-reader.ts';

/** The files of a city that deadlines are computed from. */
export const workingFiles = ['city.json', 'calendars.json', 'holidays.json'] as const;

/** Which unit goes by which calendar: made of `calendars.json` and `units.json`, kept with the files where there is any. */
export const unitCalendarsFile = 'unit-calendars';

export type WorkingTexts = { readonly [file in (typeof workingFiles)[number] | typeof unitCalendarsFile]?: string };

/** What {@link import('../calendars/working-time.ts').workingTimeOf} needs of a city. */
export interface WorkingDays extends Pick<City, 'calendars' | 'holidays'> {
  readonly province: Pick<City['province'], 'timeZone'>;
  readonly unitCalendars?: City['unitCalendars'];
}

/** Reads calendars, holidays and zone that were checked when they were stored. @throws Error where they have faults now */
export function parseWorkingDays(texts: WorkingTexts): WorkingDays {
  const faults: ConfigFault[] = [];
  const open = (file: (typeof workingFiles)[number]): Reading => openJson(file, texts[file], faults);
  const days: WorkingDays = {
    province: { timeZone: readText(readObject(open('city.json'), 'province'), 'timeZone') },
    calendars: readCalendars(open('calendars.json')),
    holidays: readHolidays(open('holidays.json')),
    unitCalendars: new Map(Object.entries(JSON.parse(texts[unitCalendarsFile] ?? '{}') as Record<string, string>)),
  };
  if (faults.length > 0) throw new Error(`stored calendars have ${faults.length} faults`, { cause: faults });
  return days;
}

export function readCalendars(at: Reading): City['calendars'] {
  return readByCode(at, 'calendars', readCalendar);
}

/** The calendars that units name for themselves: `{ "units": { "99019": "dao" } }`. */
export function ownCalendars(at: Reading): ReadonlyMap<string, string> {
  if (at.value['units'] === undefined) return new Map();
  const units = readObject(at, 'units');
  return new Map(Object.keys(units.value).map((unit) => [unit, readText(units, unit)]));
}

/**
 * What is kept of the units with a revision of the calendars, as {@link unitCalendarsFile}.
 * @param texts checked when they were stored
 * @returns '' where no unit has a calendar of its own
 */
export function unitCalendarsText(texts: {
  readonly 'calendars.json'?: string;
  readonly 'units.json'?: string;
}): string {
  const { units: own } = JSON.parse(texts['calendars.json'] || '{}') as { readonly units?: Record<string, string> };
  if (own === undefined || Object.keys(own).length === 0) return '';
  const { units = [] } = JSON.parse(texts['units.json'] || '{}') as {
    readonly units?: readonly { readonly code: string; readonly parent?: string | null }[];
  };
  const parents = new Map(units.map(({ code, parent }) => [code, parent ?? null]));
  const found = unitCalendars(new Map(Object.entries(own)), (unit) => parents.get(unit) ?? null, parents.keys());
  return JSON.stringify(Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * The calendar that counts for a unit. One that heeds no holidays (day and night) is promised as it is, whatever the
 * hours of the unit.
 */
export function calendarFor(days: WorkingDays, unit: string, calendar: string): string {
  return days.calendars.get(calendar)?.holidays === true ? (days.unitCalendars?.get(unit) ?? calendar) : calendar;
}

/** Each unit's calendar: its own, else that of the nearest unit above it that has one; units without are left out. */
export function unitCalendars(
  own: ReadonlyMap<string, string>,
  parentOf: (unit: string) => string | null,
  units: Iterable<string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const unit of own.size === 0 ? [] : units) {
    const passed = new Set<string>();
    let at: string | null = unit;
    while (at !== null && !own.has(at) && !passed.has(at)) {
      passed.add(at);
      at = parentOf(at);
    }
    const calendar = at === null ? undefined : own.get(at);
    if (calendar !== undefined) found.set(unit, calendar);
  }
  return found;
}

export function readHolidays(at: Reading): readonly Holiday[] {
  const ignored = readTexts(at, 'ignoredStatuses');
  const seen = new Set<string>();
  return readEach(at, 'days', (day) => {
    const date = readDate(day, 'date');
    if (seen.has(date)) fault(day, 'date', `${date} comes twice`);
    seen.add(date);
    const status = readText(day, 'status');
    const kind = readChoice(day, 'kind', ['dayOff', 'workDay']);
    return { date, name: readLocalised(day, 'name'), kind, status, inForce: !ignored.includes(status) };
  });
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function readCalendar(at: Reading): Calendar {
  const week = readWeek(at, 'week');
  const changes = at.value['changes'] === undefined ? [] : readChanges(at);
  for (const [key, hours] of [
    ['week', week],
    ...changes.map((one) => [`changes.${one.from}`, one.week] as const),
  ] as const) {
    if (hours.every((day) => day.length === 0)) fault(at, key, 'has no working day: give at least one day its hours');
  }
  return {
    code: readText(at, 'code'),
    name: readLocalised(at, 'name'),
    week,
    reception: at.value['reception'] === undefined ? week : readWeek(at, 'reception'),
    holidays: readFlag(at, 'holidays'),
    changes,
    cutOff: at.value['cutOff'] === undefined ? null : readTimeOfDay(at, 'cutOff'),
  };
}

function readChanges(at: Reading): Calendar['changes'] {
  let last = '';
  return readEach(at, 'changes', (one) => {
    const from = readDate(one, 'from');
    if (from <= last) fault(one, 'from', 'must be later than the change before it');
    last = from;
    return { from, week: readWeek(one, 'week') };
  });
}

function readTimeOfDay(at: Reading, key: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(readText(at, key));
  if (match === null) fault(at, key, 'must be a time like 15:00');
  return match === null ? 0 : minutes(match[1], match[2]);
}

/** A day that there is: 2026-02-30 is none. */
function readDate(at: Reading, key: string): string {
  const date = readText(at, key);
  if (!isCivilDate(date)) fault(at, key, 'must be a day like 2026-09-02');
  return date;
}

/** `{ "mon": ["07:30-11:30", "13:00-17:00"] }`; a day that is not named has no hours. */
function readWeek(at: Reading, key: string): readonly (readonly Interval[])[] {
  const week = readObject(at, key);
  for (const day of Object.keys(week.value)) {
    if (!weekdays.some((known) => known === day)) fault(week, day, `is no weekday; known: ${weekdays.join(', ')}`);
  }
  return weekdays.map((day) => (week.value[day] === undefined ? [] : readIntervals(week, day)));
}

function readIntervals(week: Reading, day: string): readonly Interval[] {
  let last = -1;
  return readTexts(week, day).map((text) => {
    const match = /^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
    const [from, to] = match ? [minutes(match[1], match[2]), minutes(match[3], match[4])] : [0, 0];
    if (from >= to || from < last || to > 1440) fault(week, day, `"${text}" must be hours like 07:30-11:30, in order`);
    last = to;
    return { from, to };
  });
}

function minutes(hours: string | undefined, rest: string | undefined): number {
  return Number(hours) * 60 + Number(rest);
}
