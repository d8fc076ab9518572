/** Two independent libraries of working time, with a city's calendar as far as they can express it: no worked Saturdays. */
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import businessTime from 'dayjs-business-time';
import moment from 'moment';
import 'moment-business-time';
import type { Calendar, City, Interval } from '#engine/cases/city/city.ts';
import type { Instant } from '#engine/core/values.ts';

export interface Oracle {
  readonly name: string;
  /** Tells the library, which knows one calendar at a time, of this one. */
  prepare(): void;
  /** The instant after so many working minutes. */
  after(start: Instant, minutes: number): Instant;
}

/** Vietnam has no summer time: local time is read as if it were UTC. */
const offset = 7 * 3_600_000;
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

export function oracles(city: Pick<City, 'calendars' | 'holidays'>, code: string): readonly Oracle[] {
  const calendar = city.calendars.get(code);
  if (calendar === undefined) throw new RangeError(`there is no calendar ${code}`);
  const holidays = calendar.holidays
    ? city.holidays.filter(({ kind, inForce }) => kind === 'dayOff' && inForce).map(({ date }) => date)
    : [];
  return [dayjsOf(calendar, holidays), momentOf(calendar, holidays)];
}

function dayjsOf({ week }: Calendar, holidays: readonly string[]): Oracle {
  dayjs.extend(utc);
  dayjs.extend(businessTime);
  const segments = (hours: readonly Interval[]) =>
    hours.map(({ from, to }) => ({ start: `${clock(from)}:00`, end: `${clock(to)}:00` }));
  const times = days.map((day, index) => {
    const hours = week[(index + 6) % 7] ?? [];
    return [day, hours.length === 0 ? null : segments(hours)] as const;
  });
  const prepare = (): void => {
    dayjs.setHolidays([...holidays]);
    dayjs.setBusinessTime(Object.fromEntries(times) as unknown as Parameters<typeof dayjs.setBusinessTime>[0]);
  };
  return {
    name: 'dayjs-business-time',
    prepare,
    after(start, minutes) {
      return (
        dayjs
          .utc(start + offset)
          .addBusinessTime(minutes, 'minutes')
          .valueOf() - offset
      );
    },
  };
}

function momentOf({ week }: Calendar, holidays: readonly string[]): Oracle {
  const workinghours = Object.fromEntries(
    days.map((_, index) => {
      const hours = week[(index + 6) % 7] ?? [];
      return [index, hours.length === 0 ? null : hours.flatMap(({ from, to }) => [clock(from), clock(to)])];
    }),
  );
  return {
    name: 'moment-business-time',
    prepare() {
      moment.updateLocale('en', { workinghours, holidays } as unknown as moment.LocaleSpecification);
    },
    after(start, minutes) {
      const at = moment.utc(start + offset) as moment.Moment & {
        addWorkingTime(amount: number, unit: string): moment.Moment;
      };
      return at.addWorkingTime(minutes, 'minute').valueOf() - offset;
    },
  };
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
