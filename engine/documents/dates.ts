/**
 * Instants as they are written on official papers. A day below ten, and the months January and February, get a nought
 * before them (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 4).
 */
import { civilDate } from '#engine/cases/calendars/civil-date.ts';
import { zoneOf } from '#engine/cases/calendars/zone.ts';
import type { Instant } from '#engine/core/values.ts';

/** `ngày 05 tháng 02 năm 2026` */
export function longDate(at: Instant, timeZone: string): string {
  const { year, month, day } = civilDate(zoneOf(timeZone).localOf(at).day);
  return `ngày ${two(day)} tháng ${month < 3 ? two(month) : month} năm ${year}`;
}

/** `08 giờ 05 phút, ngày 05 tháng 02 năm 2026` */
export function longTime(at: Instant, timeZone: string): string {
  const { minutes } = zoneOf(timeZone).localOf(at);
  return `${two(Math.floor(minutes / 60))} giờ ${two(minutes % 60)} phút, ${longDate(at, timeZone)}`;
}

/** `05/02/2026`, for tables. */
export function shortDate(at: Instant, timeZone: string): string {
  const { year, month, day } = civilDate(zoneOf(timeZone).localOf(at).day);
  return `${two(day)}/${two(month)}/${year}`;
}

/** `08:05 05/02/2026`, for tables. */
export function shortTime(at: Instant, timeZone: string): string {
  const { minutes } = zoneOf(timeZone).localOf(at);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)} ${shortDate(at, timeZone)}`;
}

/** An ISO 8601 date as `05/02/2026`. */
export function dayWords(day: string): string {
  return day.split('-').toReversed().join('/');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
