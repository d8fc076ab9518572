/**
 * Random clocks on calendars that no library can express (days worked in exchange, other hours from a day on, a cut-off),
 * with pauses, more time and a change of the calendar: whatever has happened to a clock, its account holds every instant
 * once, and what it counts until the due date is what was allowed.
 */
import { type CityWorkingTime, workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { Calendar, City, Holiday } from '#engine/cases/city/city.ts';
import { dueAfterPause, dueAnew, startOf, workingMs } from '#engine/cases/clocks/clock.ts';
import { ledgerOf, type Span } from '#engine/cases/clocks/ledger.ts';
import type { DayCount } from '#engine/core/env.ts';
import type { Instant } from '#engine/core/values.ts';
import { type Random, randomOf } from '../torture/random.ts';
import { richCalendar } from './random-calendar.ts';
import { clocksFrom, clocksTo } from './random-clocks.ts';

export interface Accounts {
  readonly clocks: number;
  readonly pauses: number;
  readonly extended: number;
  readonly moved: number;
  readonly faults: readonly string[];
}

const second = 1_000;
const day = 86_400_000;
const clocksEach = 50;
const code = 'x';

export function randomAccounts(
  city: City,
  { count, seed }: { readonly count: number; readonly seed: number },
): Accounts {
  const random = randomOf(seed);
  const sums = { clocks: 0, pauses: 0, extended: 0, moved: 0 };
  const faults: string[] = [];
  for (let done = 0; done < count; done += clocksEach) {
    const times = randomTimes(city, random);
    for (let one = 0; one < Math.min(clocksEach, count - done); one += 1) {
      const clock = lived(random, times);
      sums.clocks += 1;
      sums.pauses += clock.pauses.length;
      sums.extended += clock.wasExtended ? 1 : 0;
      sums.moved += clock.time === times[0] ? 0 : 1;
      faults.push(...faultsOf(clock, random).map((fault) => `${fault}: ${JSON.stringify({ ...clock, time: null })}`));
    }
  }
  return { ...sums, faults };
}

/** The working time of before and after a change of the days off. */
function randomTimes(city: City, random: Random): readonly [CityWorkingTime, CityWorkingTime] {
  const dates = Array.from({ length: 40 }, () => isoDay(clocksFrom + random.below(clocksTo - clocksFrom)));
  const calendar = richCalendar(random, dates);
  const exchanged = [...new Set(dates)].map((date): Holiday => {
    const kind = random.chance(50) ? 'workDay' : 'dayOff';
    return { date, name: { vi: 'x', en: 'x' }, kind, status: 'statutory', inForce: true };
  });
  const known = new Set(exchanged.map(({ date }) => date));
  const holidays = [...city.holidays.filter(({ date }) => !known.has(date)), ...exchanged];
  const timeOf = (list: readonly Holiday[]) =>
    workingTimeOf({ ...city, calendars: new Map<string, Calendar>([[code, calendar]]), holidays: list });
  return [timeOf(holidays), timeOf(holidays.filter((_, index) => index % 3 !== 0))];
}

interface Lived {
  readonly rule: {
    readonly startedAt: Instant;
    readonly duration: string;
    readonly calendar: string;
    readonly dayCount: DayCount;
  };
  readonly pauses: readonly Span[];
  readonly dueAt: Instant;
  readonly allowedMs: number;
  readonly wasExtended: boolean;
  /** By which it is due in the end. */
  readonly time: CityWorkingTime;
}

/** A clock as the product keeps it: put off after each pause, by a grant, and by what the calendar has become. */
function lived(random: Random, [time, later]: readonly [CityWorkingTime, CityWorkingTime]): Lived {
  const startedAt = clocksFrom + random.below((clocksTo - clocksFrom) / second) * second;
  const byDays = random.chance(30);
  const duration = byDays ? `P${random.below(15)}D` : `PT${60 + random.below(400_000)}S`;
  const rule = { startedAt, duration, calendar: code, dayCount: byDays ? 'exclude_first_day' : 'elapsed' } as const;
  let { dueAt, allowedMs } = startOf(rule, time);
  const pauses: Span[] = [];
  for (let at = startedAt, turn = random.below(4); turn > 0; turn -= 1) {
    const from = at + random.below(2 * day);
    // What is late is not paused.
    if (from >= dueAt) break;
    const to = from + second + random.below(random.chance(80) ? 3 * day : 20 * day);
    const facts = { ...rule, state: 'paused', dueAt, pausedAt: from, endedAt: null } as const;
    dueAt = dueAfterPause(facts, to, time) ?? dueAt;
    pauses.push({ from, to });
    at = to;
  }
  if (random.chance(20)) {
    const granted = time.due(startedAt, isoDay(dueAt + random.below(30) * day), code, 'elapsed');
    if (granted > dueAt) {
      allowedMs += workingMs(dueAt, granted, code, time);
      return { rule, pauses, dueAt: granted, allowedMs, wasExtended: true, time };
    }
  }
  if (random.chance(20)) {
    const moved = dueAnew(rule, pauses, later);
    return { rule, pauses, dueAt: moved, allowedMs: startOf(rule, later).allowedMs, wasExtended: false, time: later };
  }
  return { rule, pauses, dueAt, allowedMs, wasExtended: false, time };
}

function faultsOf({ rule, pauses, dueAt, allowedMs, time, wasExtended }: Lived, random: Random): readonly string[] {
  const { startedAt } = rule;
  const faults: string[] = [];
  const say = (holds: boolean, what: string) => holds || faults.push(what);
  const whole = ledgerOf({ from: startedAt, to: dueAt }, code, pauses, time);
  say(whole.countedMs === allowedMs, `until it is due ${whole.countedMs} ms count, ${allowedMs} are allowed`);
  const until = startedAt + random.below(dueAt - startedAt + 40 * day);
  const now = ledgerOf({ from: startedAt, to: until }, code, pauses, time);
  say(now.countedMs + now.notCountedMs === until - startedAt, 'the account does not hold every instant once');
  say(
    now.lines.every(({ from, to }, index) => from === (now.lines[index - 1]?.to ?? startedAt) && to > from),
    'its intervals do not lie end to end',
  );
  const paused = pauses.reduce((ms, { from, to }) => ms + overlap({ from, to: Math.min(to, until) }, time), 0);
  say(now.countedMs === workingMs(startedAt, until, code, time) - paused, 'pauses and working time do not add up');
  if (!wasExtended) {
    const apart = workingMs(dueAt, dueAnew(rule, pauses, time), code, time);
    say(apart === 0, 'reckoned anew it is due at another time');
  }
  const sooner = time.due(startedAt - random.below(5 * day), rule.duration, code, rule.dayCount);
  say(sooner <= time.due(startedAt, rule.duration, code, rule.dayCount), 'what begins earlier is due later');
  return faults;
}

function overlap({ from, to }: Span, time: CityWorkingTime): number {
  return to <= from ? 0 : workingMs(from, to, code, time);
}

function isoDay(instant: Instant): string {
  return new Date(instant + 7 * 3_600_000).toISOString().slice(0, 10);
}
