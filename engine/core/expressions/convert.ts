// FEEL values become JSON when they are stored. JSON is already FEEL, so nothing is needed the other way: an instant
// is an ISO 8601 text, and `date and time(text)` makes a FEEL value of it.
import { FeelDateTime, type FeelTime, offsetAt } from '../feel/calendar.ts';
import { type Run, spend } from '../feel/run.ts';
import { FeelFunction, FeelRange, isContext, isList, type Value } from '../feel/values.ts';
import { valueDepthMax } from '../model/limits.ts';
import type { Json } from '../values.ts';

/**
 * Named zones become offsets, local date-times stay local.
 * @throws TooCostly, and RangeError for what JSON cannot hold: functions, ranges, infinite numbers, too deep nesting
 */
export function fromFeel(value: Value, run: Run, depth = 0): Json {
  spend(run, 1);
  if (depth > valueDepthMax) throw new RangeError(`a value is nested deeper than ${valueDepthMax}`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return finite(value);
  if (isList(value)) return value.map((item) => fromFeel(item, run, depth + 1));
  if (value instanceof FeelDateTime) return dateTimeText(value);
  if (value instanceof FeelFunction) throw new RangeError('a function is not a value');
  if (value instanceof FeelRange) throw new RangeError('a range is not a value');
  if (!isContext(value)) return value.toString();
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, item]) => [key, fromFeel(item, run, depth + 1)]));
}

/** FEEL writes a named zone as `…@Asia/Ho_Chi_Minh`; ISO 8601 knows offsets only. */
function dateTimeText(value: FeelDateTime): string {
  const zone: FeelTime['zone'] = value.time.zone;
  if (zone?.kind !== 'region') return value.toString();
  const seconds = offsetAt(zone, value.date, value.time.nanos);
  const text = value.toString();
  return `${text.slice(0, text.indexOf('@'))}${offsetText(seconds)}`;
}

function offsetText(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return seconds === 0 ? 'Z' : `${seconds < 0 ? '-' : '+'}${hours}:${rest}`;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError('a number is not finite');
  return value === 0 ? 0 : value;
}
