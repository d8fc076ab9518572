/**
 * When people work: `calendars.json`, `holidays.json` and the time zone of `city.json`. These three are what the core's
 * environment is made of, so they are also read by themselves, as they stood when an old command was carried out.
 */
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

export type WorkingTexts = { readonly [file in (typeof workingFiles)[number]]?: string };

/** What {@link import('./working-time.ts').workingTimeOf} needs of a city. */
export interface WorkingDays extends Pick<City, 'calendars' | 'holidays'> {
  readonly province: Pick<City['province'], 'timeZone'>;
}

/** Reads calendars, holidays and zone that were checked when they were stored. @throws Error where they have faults now */
export function parseWorkingDays(texts: WorkingTexts): WorkingDays {
  const faults: ConfigFault[] = [];
  const open = (file: (typeof workingFiles)[number]): Reading => openJson(file, texts[file], faults);
  const days: WorkingDays = {
    province: { timeZone: readText(readObject(open('city.json'), 'province'), 'timeZone') },
    calendars: readCalendars(open('calendars.json')),
    holidays: readHolidays(open('holidays.json')),
  };
  if (faults.length > 0) throw new Error(`stored calendars have ${faults.length} faults`, { cause: faults });
  return days;
}

export function readCalendars(at: Reading): City['calendars'] {
  return readByCode(at, 'calendars', readCalendar);
}

export function readHolidays(at: Reading): readonly Holiday[] {
  const ignored = readTexts(at, 'ignoredStatuses');
  const seen = new Set<string>();
  return readEach(at, 'days', (day) => {
    const date = readText(day, 'date');
    if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date)) fault(day, 'date', 'must be like 2026-09-02');
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
  return {
    code: readText(at, 'code'),
    name: readLocalised(at, 'name'),
    week,
    reception: at.value['reception'] === undefined ? week : readWeek(at, 'reception'),
    holidays: readFlag(at, 'holidays'),
  };
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
