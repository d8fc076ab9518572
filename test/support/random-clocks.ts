/** Random clocks on random calendars, ours against the libraries of `working-time-oracles.ts`. */

import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { Calendar, City, Holiday, Interval } from '#engine/cases/city/city.ts';
import { oracles } from './working-time-oracles.ts';

export interface Compared {
  readonly compared: number;
  readonly differences: readonly string[];
}

const minute = 60_000;
const from = Date.UTC(2024, 0, 1);
const span = Date.UTC(2030, 5, 1) - from;

/** Clocks for each calendar, before another one is made. */
const clocksEach = 50;

export function differing(city: City, { count, seed }: { readonly count: number; readonly seed: number }): Compared {
  const random = randomOf(seed);
  const differences: string[] = [];
  let compared = 0;
  for (let done = 0; done < count; done += clocksEach) {
    const calendar = done === 0 ? (city.calendars.get('hanh-chinh') as Calendar) : randomCalendar(random);
    const days = { ...city, calendars: new Map([[calendar.code, calendar]]), holidays: city.holidays.filter(isDayOff) };
    const [time, others] = [workingTimeOf(days), oracles(days, calendar.code)];
    for (let one = 0; one < clocksEach; one += 1) {
      const start = from + Math.floor((random() * span) / minute) * minute;
      const minutes = Math.floor(random() * (random() < 0.9 ? 1_500 : 12_000));
      const due = time.due(start, `PT${minutes}M`, calendar.code, 'elapsed');
      for (const { name, due: theirs } of others) {
        const other = theirs(start, minutes);
        compared += 1;
        // The end of an interval and the start of the next are the same point of working time.
        if (due === other || time.workingMinutesBetween(due, other, calendar.code) === 0) continue;
        const said = [start, due, other].map((at) => new Date(at).toISOString()).join(' ');
        differences.push(`${name}: ${said} ${minutes} min, ${JSON.stringify(calendar.week)}`);
      }
    }
  }
  return { compared, differences };
}

/** What the libraries can express. */
function isDayOff({ kind }: Holiday): boolean {
  return kind === 'dayOff';
}

/** One or two intervals on most weekdays, some Saturdays, never none at all. */
function randomCalendar(random: () => number): Calendar {
  const hours = (): readonly Interval[] => {
    const begin = 360 + Math.floor(random() * 8) * 30;
    const noon = begin + 120 + Math.floor(random() * 6) * 30;
    const after = noon + 30 + Math.floor(random() * 5) * 30;
    const morning = { from: begin, to: noon };
    return random() < 0.2 ? [morning] : [morning, { from: after, to: after + 90 + Math.floor(random() * 6) * 30 }];
  };
  const week = Array.from({ length: 7 }, (_, day) => (day === 0 || random() < (day < 5 ? 0.9 : 0.3) ? hours() : []));
  const name = { vi: 'x', en: 'x' };
  return { code: 'x', name, week, reception: week, holidays: random() < 0.8, changes: [], cutOff: null };
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
