/**
 * When silence is consent: a unit that is asked for an opinion and does not answer within so many working days is taken to
 * agree. How many is the city's own regulation (its rules of coordination), so it is reference data: `opinions` in
 * `handling.json`, as default and by category. Without it no opinion can be asked for.
 */
import type { DayCount } from '#engine/core/env.ts';
import { parseBusinessDuration } from '../calendars/business-duration.ts';
import type { City } from '../city/city.ts';
import { type ConfigFault, fault, type Reading, readChoice, readObject, readText } from '../city/json-reader.ts';

export interface Opinions {
  /** ISO 8601, in days: `P5D`. */
  readonly consentAfter: string;
  /** Of offices: the co-unit's own counts where it has one. */
  readonly calendar: string;
  readonly dayCount: DayCount;
  /** By what regulation; '' where it is not said. */
  readonly basis: string;
  /** In place of `consentAfter`. */
  readonly categories: ReadonlyMap<string, string>;
}

/** By what rule an opinion of a category is taken as given. */
export interface ConsentRule {
  readonly after: string;
  readonly calendar: string;
  readonly dayCount: DayCount;
  readonly basis: string;
}

export const opinionDaysMax = 60;

/** @param at the object of `handling.json` */
export function readOpinions(at: Reading): Opinions | null {
  if (at.value['opinions'] === undefined || at.value['opinions'] === null) return null;
  const inner = readObject(at, 'opinions');
  return {
    consentAfter: readDays(inner, 'consentAfter'),
    calendar: readText(inner, 'calendar'),
    dayCount:
      inner.value['dayCount'] === undefined
        ? 'exclude_first_day'
        : readChoice(inner, 'dayCount', ['elapsed', 'exclude_first_day']),
    basis: inner.value['basis'] === undefined ? '' : readText(inner, 'basis').normalize('NFC'),
    categories: new Map(readCategories(inner)),
  };
}

/** By when silence on an opinion is consent, for a category; null where the city knows no such rule. */
export function consentRule({ handling: { opinions } }: City, category: string): ConsentRule | null {
  if (opinions === null) return null;
  const { consentAfter, calendar, dayCount, basis, categories } = opinions;
  return { after: categories.get(category) ?? consentAfter, calendar, dayCount, basis };
}

/** @returns one fault per reference that leads nowhere */
export function opinionFaults({ handling: { opinions }, calendars, categories }: City): readonly ConfigFault[] {
  if (opinions === null) return [];
  const at = (path: string, code: string, what: string): ConfigFault => ({
    file: 'handling.json',
    path: `opinions.${path}`,
    message: `${what} "${code}" does not exist`,
  });
  return [
    ...(calendars.has(opinions.calendar) ? [] : [at('calendar', opinions.calendar, 'calendar')]),
    ...[...opinions.categories.keys()]
      .filter((code) => !categories.has(code))
      .map((code) => at(`categories.${code}`, code, 'category')),
  ];
}

function readCategories(at: Reading): readonly (readonly [string, string])[] {
  if (at.value['categories'] === undefined) return [];
  const inner = readObject(at, 'categories');
  return Object.keys(inner.value).map((code) => [code, readDays(inner, code)] as const);
}

/** Whole working days: what is counted in hours nobody can answer for in good order. */
function readDays(at: Reading, key: string): string {
  const text = readText(at, key);
  const days = /^P(\d+)D$/.test(text) ? parseBusinessDuration(text).days : 0;
  if (days >= 1 && days <= opinionDaysMax) return text;
  fault(
    at,
    key,
    `must be 1 to ${opinionDaysMax} working days, like P5D`,
    `phải là 1 đến ${opinionDaysMax} ngày làm việc, ví dụ P5D`,
  );
  return 'P1D';
}
