/**
 * From the JSON texts of a city's configuration (`workflows/demo-city` has one) to a checked {@link City}.
 * Every fault is named by file and path, all of them at once; a city with faults is never handed out.
 */
import { readAccessRules } from '../access-rules.ts';
import { readStreets, streetsFile } from '../areas/streets.ts';
import { readCategories, readGroups } from '../categories/category-tree.ts';
import { proceduresFile, readDossiers } from '../dossiers/procedures.ts';
import { duplicatesFile, readDuplicates } from '../duplicates/settings.ts';
import { handlingFile, readHandling } from '../organisation/handling.ts';
import { readSignIn, signInFile } from '../organisation/sign-in.ts';
import { readRetention, retentionFile } from '../retention.ts';
import type { Named } from '../text/localised.ts';
import type { City } from './city.ts';
import { calendarFaults, checkReferences } from './city-references.ts';
import type { ConfigFault, Reading } from './json-reader.ts';
import {
  openJson,
  readByCode,
  readChoice,
  readEach,
  readFlag,
  readFlagOr,
  readLocalised,
  readObject,
  readText,
  readTextOrNull,
} from './json-reader.ts';
import { ownCalendars, readCalendars, readHolidays, unitCalendars } from './parse-calendars.ts';
import { readEscalation, readReasons, readSlaClass } from './parse-sla.ts';
import { readUnit } from './parse-units.ts';
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
  retentionFile,
  streetsFile,
  handlingFile,
  proceduresFile,
  duplicatesFile,
  signInFile,
] as const;

/** What held before stages said it themselves. */
const formerlyAnswered = 'da_xu_ly';

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
  const [sla, calendars] = [open('sla.json'), open('calendars.json')];
  const own = ownCalendars(calendars);
  const units = readByCode(open('units.json'), 'units', readUnit);
  const roles = readByCode(open('roles.json'), 'roles', (at) => ({
    ...named(at),
    description: readLocalised(at, 'description'),
  }));
  const city: City = {
    province: readProvince(readObject(settings, 'province')),
    registerNumber: readText(settings, 'registerNumber'),
    units,
    wards: readWards(open('wards.geojson')),
    streets: readStreets(texts[streetsFile], faults),
    groups: readGroups(categories),
    categories: readCategories(categories),
    outOfScope: readEach(categories, 'outOfScope', (at) => ({ ...named(at), advice: readLocalised(at, 'advice') })),
    slaClasses: readByCode(sla, 'classes', readSlaClass),
    escalation: readEscalation(sla),
    pauseReasons: readReasons(sla, 'pauseReasons'),
    extensionReasons: readReasons(sla, 'extensionReasons'),
    calendars: readCalendars(calendars),
    unitCalendars: unitCalendars(own, (unit) => units.get(unit)?.parent ?? null, units.keys()),
    holidays: readHolidays(open('holidays.json')),
    roles,
    stages: readByCode(open('stages.json'), 'stages', (at) => ({
      ...named(at),
      visibility: readChoice(at, 'visibility', ['public', 'reporter', 'internal']),
      pausesClock: readFlag(at, 'pausesClock'),
      pauseReason: readTextOrNull(at, 'pauseReason') ?? '',
      firstAnswer: readFlagOr(at, 'firstAnswer', false),
      answered: readFlagOr(at, 'answered', at.value['code'] === formerlyAnswered),
      ends: readFlag(at, 'ends'),
    })),
    access: readAccessRules(open('access.json'), new Set(roles.keys())),
    retention: readRetention(texts[retentionFile], faults),
    handling: readHandling(texts[handlingFile], faults),
    dossiers: readDossiers(texts[proceduresFile], faults),
    duplicates: readDuplicates(texts[duplicatesFile], faults),
    signIn: readSignIn(texts[signInFile], roles, faults),
  };
  faults.push(...checkReferences(city), ...calendarFaults(own, city));
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

/** Deep: nobody who is handed the city can change it. Maps are read-only by type. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of value instanceof Map ? value.values() : Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
