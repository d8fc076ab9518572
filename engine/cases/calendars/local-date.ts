/** Days of the calendar as ISO 8601 texts (`2026-11-22`), which compare like the days they name. */
import type { Instant } from '#engine/core/values.ts';
import { dayOf, isoDate } from './civil-date.ts';
import { type Zone, zoneOf } from './zone.ts';

const zones = new Map<string, Zone>();

/** The date on the wall. @param timeZone IANA name */
export function localDate(timeZone: string, at: Instant): string {
  return isoDate(zone(timeZone).localOf(at).day);
}

/** The first instant of a day. */
export function startOfDate(timeZone: string, date: string): Instant {
  return zone(timeZone).instantAt(dayOf(date), 0);
}

/** @param days may be negative */
export function addDays(date: string, days: number): string {
  return isoDate(dayOf(date) + days);
}

/** Whether a text is a date that exists: `2026-02-30` does not. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isoDate(dayOf(text)) === text;
}

function zone(name: string): Zone {
  const known = zones.get(name) ?? zoneOf(name);
  zones.set(name, known);
  return known;
}
