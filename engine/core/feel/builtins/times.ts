// Date and time functions (DMN 1.5 §10.3.4.6 and §10.3.4.8): `now` and `today` are those of the environment.
import { Temporal } from 'temporal-polyfill';
import {
  dayOfWeek,
  dayOfYear,
  FeelDate,
  FeelDateTime,
  FeelTime,
  secondNanos,
  weekOfYear,
  type Zone,
} from '../calendar.ts';
import { equal } from '../compare.ts';
import type { Run } from '../run.ts';
import type { Value } from '../values.ts';
import { type BuiltIn, define, type Given } from './define.ts';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const timeFunctions: readonly BuiltIn[] = [
  define('now', [], (_, run) => nowIn(run)),
  define('today', [], (_, run) => nowIn(run).date),
  define('is', ['value1?:any', 'value2?:any'], (args, run) => same(args.value(0), args.value(1), run)),
  define('day of year', ['date:date'], (args) => dayOfYear(dayIn(args))),
  define('day of week', ['date:date'], (args) => days[dayOfWeek(dayIn(args)) - 1] ?? null),
  define('month of year', ['date:date'], (args) => months[dayIn(args).month - 1] ?? null),
  define('week of year', ['date:date'], (args) => weekOfYear(dayIn(args))),
];

function nowIn({ env }: Run): FeelDateTime {
  const at = Temporal.Instant.fromEpochMilliseconds(env.now).toZonedDateTimeISO(env.timeZone);
  const seconds = at.hour * 3600 + at.minute * 60 + at.second;
  const zone: Zone = { kind: 'region', name: env.timeZone };
  const time = new FeelTime(seconds * secondNanos + at.millisecond * 1_000_000, zone);
  return new FeelDateTime(new FeelDate(at.year, at.month, at.day), time);
}

function dayIn(args: Given): FeelDate {
  const value = args.value(0);
  return value instanceof FeelDateTime ? value.date : (value as FeelDate);
}

/** `is` (table 76): the same element of the value space, so the zones must be the same too. */
function same(a: Value, b: Value, run: Run): boolean {
  if (a instanceof FeelTime && b instanceof FeelTime) return a.nanos === b.nanos && zoneKey(a) === zoneKey(b);
  if (a instanceof FeelDateTime && b instanceof FeelDateTime)
    return equal(a.date, b.date, run) === true && same(a.time, b.time, run);
  return equal(a, b, run) === true;
}

function zoneKey({ zone }: FeelTime): string {
  return zone === null ? '' : zone.kind === 'region' ? `@${zone.name}` : String(zone.seconds);
}
