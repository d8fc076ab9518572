// Dates, times and date-times of FEEL (DMN 1.5 §10.3.2.3.4 to §10.3.2.3.6): years of up to nine digits, local or with an
// offset or a zone. The rules of zones come from temporal-polyfill; nothing here reads the machine's clock or zone.
import { Temporal } from 'temporal-polyfill';

export const yearMax = 999_999_999;
export const secondNanos = 1_000_000_000;
export const dayNanos = 86_400 * secondNanos;
/** Of an offset (XML Schema part 2 §3.2.7.3 allows 14 hours; FEEL's tests go up to 18). */
const offsetSecondsMax = 18 * 3600;

export class FeelDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }

  toString(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0');
    return `${this.year < 0 ? '-' : ''}${year}-${twoDigits(this.month)}-${twoDigits(this.day)}`;
  }
}

export type Zone =
  | { readonly kind: 'offset'; readonly seconds: number }
  | { readonly kind: 'region'; readonly name: string };

export class FeelTime {
  /** Since midnight. */
  readonly nanos: number;
  /** Null: a local time. */
  readonly zone: Zone | null;

  constructor(nanos: number, zone: Zone | null) {
    this.nanos = nanos;
    this.zone = zone;
  }

  toString(): string {
    const seconds = Math.floor(this.nanos / secondNanos);
    const fraction = this.nanos % secondNanos;
    const decimals = fraction === 0 ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
    return `${clockOf(seconds)}${decimals}${this.zone === null ? '' : zoneText(this.zone)}`;
  }
}

export class FeelDateTime {
  readonly date: FeelDate;
  readonly time: FeelTime;

  constructor(date: FeelDate, time: FeelTime) {
    this.date = date;
    this.time = time;
  }

  toString(): string {
    return `${this.date}T${this.time}`;
  }
}

/** @returns null where there is no such day */
export function dateOf(year: number, month: number, day: number): FeelDate | null {
  if (![year, month, day].every(Number.isInteger) || Math.abs(year) > yearMax) return null;
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? new FeelDate(year, month, day) : null;
}

/** @returns null where there is no such time of the day */
export function timeOf(hour: number, minute: number, second: number, zone: Zone | null): FeelTime | null {
  const whole = Number.isInteger(hour) && Number.isInteger(minute);
  const within = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!whole || !within) return null;
  return new FeelTime((hour * 3600 + minute * 60) * secondNanos + Math.round(second * secondNanos), zone);
}

export function parseDate(text: string): FeelDate | null {
  const match = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return null;
  const year = Number(match[2]) * (match[1] === '-' ? -1 : 1);
  return dateOf(year, Number(match[3]), Number(match[4]));
}

export function parseTime(text: string): FeelTime | null {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(.*)$/.exec(text);
  if (match === null) return null;
  const zone = parseZone(match[5] ?? '');
  if (zone === undefined) return null;
  const time = timeOf(Number(match[1]), Number(match[2]), Number(match[3]), zone);
  const fraction = Number((match[4] ?? '').slice(0, 9).padEnd(9, '0'));
  return time && new FeelTime(time.nanos + fraction, zone);
}

/** A date without a time is the midnight with which it begins. */
export function parseDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T');
  const date = parseDate(at === -1 ? text : text.slice(0, at));
  if (date === null) return null;
  // 24:00:00 is the midnight that ends the day (XML Schema part 2 §3.2.7).
  const ends = at !== -1 && /^24:00:00(\.0+)?/.exec(text.slice(at + 1));
  const clock = ends ? `00:00:00${text.slice(at + 1 + ends[0].length)}` : text.slice(at + 1);
  const time = at === -1 ? new FeelTime(0, null) : parseTime(clock);
  if (time === null) return null;
  const day = ends ? dateOfDays(daysOf(date) + 1) : date;
  return day && new FeelDateTime(day, time);
}

/** @returns undefined where the text is no zone, null where it is empty */
export function parseZone(text: string): Zone | null | undefined {
  if (text === '') return null;
  if (text === 'Z' || text === 'z') return utc;
  if (text.startsWith('@')) return regionOf(text.slice(1));
  const match = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (match === null) return undefined;
  const [minutes, rest] = [Number(match[3]), Number(match[4] ?? 0)];
  const seconds = Number(match[2]) * 3600 + minutes * 60 + rest;
  if (minutes > 59 || rest > 59) return undefined;
  return offsetOf(match[1] === '-' ? -seconds : seconds);
}

export const utc: Zone = { kind: 'offset', seconds: 0 };

export function offsetOf(seconds: number): Zone | undefined {
  return Math.abs(seconds) > offsetSecondsMax ? undefined : { kind: 'offset', seconds };
}

/** @returns undefined where there is no such zone */
export function regionOf(name: string): Zone | undefined {
  if (name === 'Etc/UTC' || name === 'UTC' || name === 'Z') return { kind: 'region', name };
  if (!/^[A-Za-z_]+(?:[/+-][A-Za-z0-9_+-]+)*$/.test(name)) return undefined;
  try {
    new Temporal.PlainDateTime(2000, 1, 1).toZonedDateTime(name);
    return { kind: 'region', name };
  } catch {
    return undefined;
  }
}

/** The offset of a zone at a local date and time, in seconds. */
export function offsetAt(zone: Zone, date: FeelDate, nanos: number): number {
  if (zone.kind === 'offset') return zone.seconds;
  // Beyond what Temporal can reckon with, zones have no rules.
  if (Math.abs(date.year) > 200_000) return 0;
  const seconds = Math.floor(nanos / secondNanos);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60] as const;
  const local = new Temporal.PlainDateTime(date.year, date.month, date.day, ...clock);
  return local.toZonedDateTime(zone.name).offsetNanoseconds / secondNanos;
}

/** The day on which a time of a day without a date is placed to learn its zone's offset. */
export const referenceDate = new FeelDate(2000, 1, 1);

/** Nanoseconds since 1970-01-01; a local date and time counts as if it were UTC. */
export function epochNanos({ date, time }: FeelDateTime): bigint {
  const offset = time.zone === null ? 0 : offsetAt(time.zone, date, time.nanos);
  return BigInt(daysOf(date)) * BigInt(dayNanos) + BigInt(time.nanos) - BigInt(offset) * BigInt(secondNanos);
}

/** The date and time in a zone at an instant; null where the year has too many digits. */
export function atEpochNanos(nanos: bigint, zone: Zone | null): FeelDateTime | null {
  const local = zone === null ? nanos : nanos + BigInt(offsetAtInstant(zone, nanos)) * BigInt(secondNanos);
  const day = floorDivide(local, BigInt(dayNanos));
  const date = dateOfDays(Number(day));
  return date && new FeelDateTime(date, new FeelTime(Number(local - day * BigInt(dayNanos)), zone));
}

function offsetAtInstant(zone: Zone, nanos: bigint): number {
  if (zone.kind === 'offset') return zone.seconds;
  const milliseconds = Number(floorDivide(nanos, 1_000_000n));
  if (Math.abs(milliseconds) > 6e15) return 0;
  const at = Temporal.Instant.fromEpochMilliseconds(milliseconds);
  return at.toZonedDateTimeISO(zone.name).offsetNanoseconds / secondNanos;
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function daysOf({ year, month, day }: FeelDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** @returns null where the year has too many digits */
export function dateOfDays(days: number): FeelDate | null {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted + (shifted < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return Math.abs(year) > yearMax ? null : new FeelDate(year, month, day);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** ISO 8601: Monday is 1. */
export function dayOfWeek(date: FeelDate): number {
  return ((((daysOf(date) + 3) % 7) + 7) % 7) + 1;
}

export function dayOfYear(date: FeelDate): number {
  return daysOf(date) - daysOf(new FeelDate(date.year, 1, 1)) + 1;
}

/** ISO 8601: the week of the year that holds its Thursday. */
export function weekOfYear(date: FeelDate): number {
  const thursday = dateOfDays(daysOf(date) + 4 - dayOfWeek(date)) ?? date;
  return Math.ceil(dayOfYear(thursday) / 7);
}

function zoneText(zone: Zone): string {
  if (zone.kind === 'region') return `@${zone.name}`;
  if (zone.seconds === 0) return 'Z';
  const text = clockOf(Math.abs(zone.seconds));
  return `${zone.seconds < 0 ? '-' : '+'}${text.endsWith(':00') ? text.slice(0, 5) : text}`;
}

function clockOf(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
