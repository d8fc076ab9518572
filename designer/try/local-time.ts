/** Instants as a field of a page takes them, `2027-02-04T16:00`, by the city's clock. */
import { dayOf, isoDate } from '#engine/cases/calendars/civil-date.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Stage } from './stage.ts';

export function localText({ city }: Pick<Stage, 'city'>, at: Instant): string {
  const { day, minutes } = city.time.zone.localOf(at);
  return `${isoDate(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** @returns undefined where it is no time */
export function wallClock({ city }: Pick<Stage, 'city'>, text: string): Instant | undefined {
  const [, date = '', hours, minutes] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  return date === '' ? undefined : city.time.zone.instantAt(dayOf(date), Number(hours) * 60 + Number(minutes));
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
