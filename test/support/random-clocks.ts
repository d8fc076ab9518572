/**
 * Random clocks on random calendars, with pauses: ours against the libraries of `working-time-oracles.ts`. A clock runs so
 * many working minutes, stands still for so many, runs on; both sides reckon every instant of that by themselves.
 */
import { type CityWorkingTime, workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { Calendar, City, Holiday } from '#engine/cases/city/city.ts';
import { dueAfterPause, startOf } from '#engine/cases/clocks/clock.ts';
import type { Instant } from '#engine/core/values.ts';
import { type Random, randomOf } from '../torture/random.ts';
import { randomCalendar } from './random-calendar.ts';
import { oracles } from './working-time-oracles.ts';

export interface Compared {
  readonly compared: number;
  readonly differences: readonly string[];
}

const minute = 60_000;
export const clocksFrom = Date.UTC(2024, 0, 1);
export const clocksTo = Date.UTC(2030, 5, 1);

/** Clocks for each calendar, before another one is made. */
const clocksEach = 50;

export function differing(city: City, { count, seed }: { readonly count: number; readonly seed: number }): Compared {
  const random = randomOf(seed);
  const differences: string[] = [];
  let compared = 0;
  for (let done = 0; done < count; done += clocksEach) {
    const calendar = done === 0 ? (city.calendars.get('hanh-chinh') as Calendar) : randomCalendar(random);
    const days = { ...city, calendars: new Map([[calendar.code, calendar]]), holidays: city.holidays.filter(isDayOff) };
    const time = workingTimeOf(days);
    const clocks = Array.from({ length: Math.min(clocksEach, count - done) }, () => randomClock(random));
    const ours = clocks.map((clock) => ourDue(clock, time, calendar.code));
    for (const { name, prepare, after } of oracles(days, calendar.code)) {
      prepare();
      for (const [index, clock] of clocks.entries()) {
        const [due, other] = [ours[index] ?? Number.NaN, theirDue(clock, after)];
        compared += 1;
        // The end of an interval and the start of the next are the same point of working time.
        if (due === other || time.workingMinutesBetween(due, other, calendar.code) === 0) continue;
        const said = [clock.start, due, other].map((at) => new Date(at).toISOString()).join(' ');
        differences.push(`${name}: ${said} ${JSON.stringify(clock)}, ${JSON.stringify(calendar.week)}`);
      }
    }
  }
  return { compared, differences };
}

interface RandomClock {
  readonly start: Instant;
  /** Working minutes that are allowed. */
  readonly minutes: number;
  /** Working minutes between pauses and of the pauses, in turn. */
  readonly turns: readonly (readonly [runs: number, rests: number])[];
}

function randomClock(random: Random): RandomClock {
  const start = clocksFrom + random.below((clocksTo - clocksFrom) / minute) * minute;
  const minutes = random.below(random.chance(90) ? 1_500 : 12_000);
  const pauses = random.chance(50) ? 0 : 1 + random.below(3);
  let left = minutes;
  const turns = Array.from({ length: pauses }, () => {
    const runs = random.below(Math.max(1, left));
    left -= runs;
    return [runs, 1 + random.below(random.chance(90) ? 900 : 6_000)] as const;
  });
  return { start, minutes, turns };
}

/** As the product reckons: the due date is put off after each pause. */
function ourDue({ start, minutes, turns }: RandomClock, time: CityWorkingTime, calendar: string): Instant {
  const rule = { startedAt: start, duration: `PT${minutes}M`, calendar, dayCount: 'elapsed' } as const;
  let { dueAt } = startOf(rule, time);
  let at = start;
  for (const [runs, rests] of turns) {
    const pausedAt = time.advance(at, runs * minute, calendar);
    at = time.advance(pausedAt, rests * minute, calendar);
    const facts = { ...rule, state: 'paused', dueAt, pausedAt, endedAt: null } as const;
    dueAt = dueAfterPause(facts, at, time) ?? dueAt;
  }
  return dueAt;
}

/** What is left after the last pause, counted from its end. */
function theirDue(
  { start, minutes, turns }: RandomClock,
  after: (start: Instant, minutes: number) => Instant,
): Instant {
  let [at, left] = [start, minutes];
  for (const [runs, rests] of turns) {
    at = after(after(at, runs), rests);
    left -= runs;
  }
  return after(at, left);
}

/** What the libraries can express. */
function isDayOff({ kind }: Holiday): boolean {
  return kind === 'dayOff';
}
