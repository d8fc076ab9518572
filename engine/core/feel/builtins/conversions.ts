// Conversion functions (DMN 1.5 §10.3.4.1, tables 66 and 67) and `not`.
import {
  dateOf,
  type FeelDate,
  FeelDateTime,
  FeelTime,
  offsetOf,
  parseDate,
  parseDateTime,
  parseTime,
  regionOf,
  timeOf,
  utc,
  type Zone,
} from '../calendar.ts';
import { DaysTime, monthsBetween, parseDuration } from '../durations.ts';
import { rangeFromText } from '../range-text.ts';
import { failed, type Run } from '../run.ts';
import { textOfValue } from '../text.ts';
import type { Value } from '../values.ts';
import { type BuiltIn, define, type Given, or } from './define.ts';

const dates: readonly BuiltIn[] = [
  or(
    or(
      define('date', ['from:string'], (args, run) => read(parseDate(args.text(0)), args.text(0), 'date', run)),
      ['from:date'],
      (args) => dayOf(args.value(0) as FeelDate | FeelDateTime),
    ),
    ['year:number', 'month:number', 'day:number'],
    (args, run) => dateOf(args.number(0), args.number(1), args.number(2)) ?? failed(run, 'there is no such date'),
  ),
  or(
    or(
      define('date and time', ['from:string'], (args, run) =>
        read(parseDateTime(args.text(0)), args.text(0), 'date and time', run),
      ),
      ['date:date', 'time:time'],
      (args) => new FeelDateTime(dayOf(args.value(0) as FeelDate | FeelDateTime), args.value(1) as FeelTime),
    ),
    ['year:number', 'month:number', 'day:number', 'hour:number', 'minute:number', 'second:number', 'offset?:any'],
    dateTimeOfParts,
  ),
  or(
    or(
      define('time', ['from:string'], (args, run) => read(parseTime(args.text(0)), args.text(0), 'time', run)),
      ['from:clock'],
      (args) => clockOf(args.value(0) as FeelTime | FeelDateTime | FeelDate),
    ),
    ['hour:number', 'minute:number', 'second:number', 'offset?:duration|null'],
    timeOfParts,
  ),
  define('duration', ['from:string'], (args, run) => read(parseDuration(args.text(0)), args.text(0), 'duration', run)),
  define('years and months duration', ['from:date', 'to:date'], (args) =>
    monthsBetween(dayOf(args.value(0) as FeelDate), dayOf(args.value(1) as FeelDate)),
  ),
  define('@', ['string:string'], atLiteral),
];

export const conversions: readonly BuiltIn[] = [
  ...dates,
  define('number', ['from:string', 'grouping separator:string|null', 'decimal separator:string|null'], numberFrom),
  define('string', ['from:any'], (args, run) => (args.has(0) ? textOfValue(args.value(0), run) : null)),
  define(
    'range',
    ['from:string'],
    (args, run) => rangeFromText(args.text(0)) ?? failed(run, `${args.text(0)} is no range`),
  ),
  define('not', ['negand:any'], (args) => (typeof args.value(0) === 'boolean' ? args.value(0) !== true : null)),
];

function read(value: Value, text: string, type: string, run: Run): Value {
  return value ?? failed(run, `"${text}" is no ${type}`);
}

function dayOf(value: FeelDate | FeelDateTime): FeelDate {
  return value instanceof FeelDateTime ? value.date : value;
}

/** The time of a date is its midnight in UTC (table 66). */
function clockOf(value: FeelTime | FeelDateTime | FeelDate): FeelTime {
  if (value instanceof FeelTime) return value;
  return value instanceof FeelDateTime ? value.time : new FeelTime(0, utc);
}

function timeOfParts(args: Given, run: Run): Value {
  const zone = args.has(3) ? offsetOf(Number((args.value(3) as DaysTime).nanos / 1_000_000_000n)) : null;
  if (zone === undefined) return failed(run, 'there is no such offset');
  return timeOf(args.number(0), args.number(1), args.number(2), zone) ?? failed(run, 'there is no such time');
}

function dateTimeOfParts(args: Given, run: Run): Value {
  const date = dateOf(args.number(0), args.number(1), args.number(2));
  const given = args.value(6);
  let zone: Zone | null | undefined = null;
  if (given instanceof DaysTime) zone = offsetOf(Number(given.nanos / 1_000_000_000n));
  else if (typeof given === 'string') zone = regionOf(given);
  else if (given !== null) zone = undefined;
  const time = zone === undefined ? null : timeOf(args.number(3), args.number(4), args.number(5), zone);
  return date === null || time === null ? failed(run, 'there is no such date and time') : new FeelDateTime(date, time);
}

function atLiteral(args: Given, run: Run): Value {
  const text = args.text(0);
  const value =
    parseDuration(text) ?? parseDate(text) ?? (text.includes('T') ? parseDateTime(text) : null) ?? parseTime(text);
  return value ?? failed(run, `@"${text}" is no date, time or duration`);
}

/** Table 66: the separators are one character each, and not the same. */
function numberFrom(args: Given, run: Run): Value {
  const [grouping, decimal] = [args.has(1) ? args.text(1) : null, args.has(2) ? args.text(2) : null];
  const valid =
    (grouping === null || [' ', ',', '.'].includes(grouping)) && (decimal === null || ['.', ','].includes(decimal));
  if (!valid || (grouping !== null && grouping === decimal)) return failed(run, 'these separators are not possible');
  let text = args.text(0);
  if (grouping !== null) text = text.replaceAll(grouping, '');
  if (decimal === ',') text = text.includes('.') ? 'x' : text.replace(',', '.');
  const number = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : failed(run, `"${args.text(0)}" is no number`);
}
