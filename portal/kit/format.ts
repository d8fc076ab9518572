/**
 * Dates, durations and numbers as Vietnamese and English readers of a public service expect them. Runs on the server
 * and in the browser; the time zone is the city's, never the machine's.
 */

import type { Instant } from '#engine/core/values.ts';
import type { ClockView, Language } from '#engine/runtime/application/common.ts';
import { translator } from './text.ts';
import { formatTexts } from './texts/format.ts';

const minutesPerWorkingDay = 480;

/** `20/11/2026 08:10`, 24 hours. */
export function dateTime(at: Instant, timeZone: string): string {
  const part = partsOf(at, timeZone);
  return `${part('day')}/${part('month')}/${part('year')} ${part('hour')}:${part('minute')}`;
}

/** `20/11/2026`. */
export function date(at: Instant, timeZone: string): string {
  const part = partsOf(at, timeZone);
  return `${part('day')}/${part('month')}/${part('year')}`;
}

/** `17:00, thứ Hai 23/11/2026`: a promise, with the day of the week. */
export function promise(at: Instant, language: Language, timeZone: string): string {
  const part = partsOf(at, timeZone);
  const weekday = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { weekday: 'long', timeZone }).format(
    at,
  );
  const day = language === 'vi' ? weekday.replace(/^Thứ/, 'thứ').replace(/^Chủ/, 'chủ') : weekday;
  return `${part('hour')}:${part('minute')}, ${day} ${part('day')}/${part('month')}/${part('year')}`;
}

/** `1.250.000` or `1,250,000`. */
export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value);
}

/** Working time in words: `2 giờ làm việc`, `3 ngày làm việc`; minutes below an hour. A day is eight hours. */
export function workingTime(minutes: number, language: Language): string {
  const t = translator(formatTexts, language);
  const whole = Math.abs(minutes);
  if (whole < 60) return t(whole === 1 ? 'minute' : 'minutes', { n: Math.max(1, Math.round(whole)) });
  const hours = Math.round(whole / 60);
  if (whole < 2 * minutesPerWorkingDay) return t(hours === 1 ? 'hour' : 'hours', { n: hours });
  const days = Math.floor(whole / minutesPerWorkingDay);
  return t(days === 1 ? 'day' : 'days', { n: count(days, language) });
}

/** Time on the wall in its two largest units: `3 giờ 20 phút`, `2 days`. */
export function span(ms: number, language: Language): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return translator(formatTexts, language)('underMinute');
  const parts = [
    ['day', Math.floor(minutes / 1440)],
    ['hour', Math.floor((minutes % 1440) / 60)],
    ['minute', minutes % 60],
  ] as const;
  const first = parts.findIndex(([, n]) => n > 0);
  return parts
    .slice(first, first + 2)
    .flatMap(([unit, n]) => (n > 0 ? [unitWords(n, unit, language)] : []))
    .join(' ');
}

function unitWords(n: number, unit: 'day' | 'hour' | 'minute', language: Language): string {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(n);
}

/**
 * An ISO 8601 duration of days, hours, minutes in words: `PT24H` → `24 giờ`, `P3D` → `3 days`; a fixed day as people write
 * it; any other as it is written.
 */
export function durationWords(duration: string, language: Language): string {
  const [fixed, day, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?$/.exec(duration) ?? [];
  if (fixed !== undefined && day !== undefined) return [time, dayWords(day)].filter(Boolean).join(' ');
  const [whole, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration) ?? [];
  const parts = [
    ['day', days],
    ['hour', hours],
    ['minute', minutes],
  ] as const;
  const said = parts.flatMap(([unit, n]) => (n === undefined ? [] : [unitWords(Number(n), unit, language)]));
  return whole === undefined || said.length === 0 ? duration : said.join(' ');
}

/** How a deadline stands, in words: `còn 2 giờ làm việc`, `trễ 4 giờ làm việc`, `đúng hạn`, `trễ hạn`. */
export function clockWords(clock: ClockView, language: Language): string {
  const t = translator(formatTexts, language);
  if (clock.state === 'none' || clock.dueAt === null) return t('noDeadline');
  if (clock.state === 'paused') return t('paused');
  if (clock.state === 'met') return t('met');
  const left = clock.workingMinutesLeft;
  if (left === null) return t(clock.state === 'breached' ? 'breached' : 'noDeadline');
  // Past due since the offices closed: late, and by no working time yet.
  if (clock.state === 'breached' && left >= 0) return t('breached');
  return t(left < 0 ? 'late' : 'left', { time: workingTime(left, language) });
}

function partsOf(at: Instant, timeZone: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  return (type) => parts.find((part) => part.type === type)?.value ?? '';
}

/** ISO 8601 dates as people write them here: `2026-11-22` → `22/11/2026`. */
export function dayWords(day: string): string {
  return day.split('-').toReversed().join('/');
}
