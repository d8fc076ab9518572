/** Local time of one time zone, quick where its offset stands still (as in Vietnam), right where it does not. */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#engine/core/values.ts';
import { civilDate, dayNumber } from './civil-date.ts';

export interface Zone {
  /** The instant of a local time: `minutes` after midnight of a day (see `civil-date.ts`); 1440 is the next midnight. */
  instantAt(day: number, minutes: number): Instant;
  /** Local day number and minutes since midnight of an instant. */
  localOf(instant: Instant): { readonly day: number; readonly minutes: number };
}

const dayLength = 86_400_000;

/** @param name IANA name @throws RangeError for an unknown zone */
export function zoneOf(name: string): Zone {
  const fixedOffsets = new Map<number, number | undefined>();
  const fixedOffset = (day: number): number | undefined => {
    const { year } = civilDate(day);
    if (!fixedOffsets.has(year)) fixedOffsets.set(year, fixedOffsetOf(name, year));
    return fixedOffsets.get(year);
  };
  return {
    instantAt: (day, minutes) => {
      const offset = fixedOffset(day);
      return offset === undefined ? slowInstantAt(name, day, minutes) : day * dayLength + minutes * 60_000 - offset;
    },
    localOf: (instant) => {
      const offset = fixedOffset(Math.floor(instant / dayLength)) ?? slowOffset(name, instant);
      const local = instant + offset;
      const day = Math.floor(local / dayLength);
      return { day, minutes: Math.floor((local - day * dayLength) / 60_000) };
    },
  };
}

/** Milliseconds east of UTC where they are the same from the year before to the year after, else undefined. */
function fixedOffsetOf(name: string, year: number): number | undefined {
  const start = Temporal.Instant.fromEpochMilliseconds((dayNumber(year, 1, 1) - 2) * dayLength).toZonedDateTimeISO(
    name,
  );
  const change = start.getTimeZoneTransition('next');
  const end = (dayNumber(year + 1, 1, 1) + 2) * dayLength;
  return change === null || change.epochMilliseconds >= end ? start.offsetNanoseconds / 1_000_000 : undefined;
}

function slowInstantAt(name: string, day: number, minutes: number): Instant {
  const date = Temporal.PlainDate.from(civilDate(minutes === 1440 ? day + 1 : day));
  const time = Temporal.PlainTime.from({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 });
  return date.toZonedDateTime({ timeZone: name, plainTime: time }).epochMilliseconds;
}

function slowOffset(name: string, instant: Instant): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).offsetNanoseconds / 1_000_000;
}
