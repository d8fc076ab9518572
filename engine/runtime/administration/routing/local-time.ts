/** Times of the city's clock as a form has them: `2026-11-22T10:00`. */
import { dayOf, isoDate } from '#engine/cases/calendars/civil-date.ts';
import { isDate } from '#engine/cases/calendars/local-date.ts';
import { zoneOf } from '#engine/cases/calendars/zone.ts';
import type { Instant } from '#engine/core/values.ts';

export function localTime(timeZone: string, at: Instant): string {
  const { day, minutes } = zoneOf(timeZone).localOf(at);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${isoDate(day)}T${hour}:${minute}`;
}

/** @returns undefined for what is no time */
export function instantOf(timeZone: string, text: string): Instant | undefined {
  const [, date = '', hour, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)$/.exec(text) ?? [];
  if (!isDate(date) || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return zoneOf(timeZone).instantAt(dayOf(date), Number(hour) * 60 + Number(minute));
}
