/**
 * From the JSON texts of a city's configuration (`workflows/demo-city` has one) to a checked {@link City}.
 * Every fault is named by file and path, all of them at once; a city with faults is never handed out.
 */
import { readAccessRules } from './access-rules.ts';
import type { Calendar, Category, City, Holiday, Interval, SlaClass, Unit } from './city.ts';
import { checkReferences } from './city-references.ts';
import type { ConfigFault, Reading } from './json-reader.ts';
import {
  fault,
  openJson,
  readByCode,
  readChoice,
  readEach,
  readFlag,
  readLocalised,
  readNumber,
  readObject,
  readText,
  readTextOrNull,
  readTexts,
} from './json-reader.ts';
import type { Named } from './localised.ts';
import { readWards } from './parse-wards.ts';

/** The files that make a city, by name. */
export const cityFiles = [
  'city.json',
  'wards.geojson',
  'units.json',
  'categories.json',
  'sla.json',
  'calendars.json',
  'holidays.json',
  'roles.json',
  'stages.json',
  'access.json',
] as const;

export type CityTexts = { readonly [file in (typeof cityFiles)[number]]?: string };

export type ParsedCity =
  | { readonly city: City; readonly faults: readonly [] }
  | { readonly city: undefined; readonly faults: readonly ConfigFault[] };

/** Reads and checks a city. @returns the city, or every fault found; never both */
export function parseCity(texts: CityTexts): ParsedCity {
  const faults: ConfigFault[] = [];
  const open = (file: (typeof cityFiles)[number]): Reading => openJson(file, texts[file], faults);
  const settings = open('city.json');
  const categories = open('categories.json');
  const roles = readByCode(open('roles.json'), 'roles', (at) => ({
    ...named(at),
    description: readLocalised(at, 'description'),
  }));
  const city: City = {
    province: readProvince(readObject(settings, 'province')),
    registerNumber: readText(settings, 'registerNumber'),
    units: readByCode(open('units.json'), 'units', readUnit),
    wards: readWards(open('wards.geojson')),
    groups: readByCode(categories, 'groups', named),
    categories: readByCode(categories, 'categories', readCategory),
    outOfScope: readEach(categories, 'outOfScope', (at) => ({ ...named(at), advice: readLocalised(at, 'advice') })),
    slaClasses: readByCode(open('sla.json'), 'classes', readSlaClass),
    calendars: readByCode(open('calendars.json'), 'calendars', readCalendar),
    holidays: readHolidays(open('holidays.json')),
    roles,
    stages: readByCode(open('stages.json'), 'stages', (at) => ({
      ...named(at),
      visibility: readChoice(at, 'visibility', ['public', 'reporter', 'internal']),
      pausesClock: readFlag(at, 'pausesClock'),
      ends: readFlag(at, 'ends'),
    })),
    access: readAccessRules(open('access.json'), new Set(roles.keys())),
  };
  faults.push(...checkReferences(city));
  return faults.length === 0 ? { city: freeze(city), faults: [] } : { city: undefined, faults };
}

function named(at: Reading): Named {
  return { code: readText(at, 'code'), name: readLocalised(at, 'name') };
}

function readProvince(at: Reading): City['province'] {
  return {
    ...named(at),
    timeZone: readText(at, 'timeZone'),
    hotline: readText(at, 'hotline'),
    portal: readText(at, 'portal'),
    smsSender: readText(at, 'smsSender'),
  };
}

function readUnit(at: Reading): Unit {
  return {
    ...named(at),
    kind: readText(at, 'kind'),
    agencyCode: readText(at, 'agencyCode'),
    parent: readTextOrNull(at, 'parent'),
    ward: readTextOrNull(at, 'ward'),
  };
}

function readCategory(at: Reading): Category {
  return {
    ...named(at),
    group: readText(at, 'group'),
    cityUnit: readText(at, 'cityUnit'),
    wardPart: readText(at, 'wardPart'),
    competence: readChoice(at, 'competence', ['city', 'commune']),
    slaClass: readText(at, 'slaClass'),
    canBeUrgent: readFlag(at, 'canBeUrgent'),
    confidential: readFlag(at, 'confidential'),
    keywords: readTexts(at, 'keywords'),
  };
}

function readSlaClass(at: Reading): SlaClass {
  return {
    ...named(at),
    calendar: readText(at, 'calendar'),
    accept: readText(at, 'accept'),
    transfer: readText(at, 'transfer'),
    firstUpdate: readText(at, 'firstUpdate'),
    resolve: readText(at, 'resolve'),
    extensions: readNumber(at, 'extensions', 0),
    basis: readText(at, 'basis'),
  };
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function readCalendar(at: Reading): Calendar {
  const week = readWeek(at, 'week');
  return {
    ...named(at),
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

function readHolidays(at: Reading): readonly Holiday[] {
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

/** Deep: nobody who is handed the city can change it. Maps are read-only by type. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of value instanceof Map ? value.values() : Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
