// FEEL values become JSON when they are stored. JSON is already FEEL, so nothing is needed the other way: an instant
// is an ISO 8601 text, and `date and time(text)` makes a FEEL value of it.
import { FeelDate, FeelDateTime, FeelDuration, FeelTime, isFunction, isRange } from 'feelin';
import { valueDepthMax } from '../model/limits.ts';
import type { Json } from '../values.ts';

/**
 * @param timeZone for date-times without one: they stay local, named zones become offsets
 * @throws RangeError for what JSON cannot hold: functions, ranges, infinite numbers, too deep nesting
 */
export function fromFeel(value: unknown, timeZone: string, depth = 0): Json {
  if (depth > valueDepthMax) throw new RangeError(`a value is nested deeper than ${valueDepthMax}`);
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return finite(value);
  if (Array.isArray(value)) return value.map((item) => fromFeel(item, timeZone, depth + 1));
  if (value instanceof FeelDateTime) return dateTimeText(value);
  if (value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDuration) return value.toString();
  if (typeof value === 'function' || isFunction(value)) throw new RangeError('a function is not a value');
  if (isRange(value)) throw new RangeError('a range is not a value');
  const entries = Object.entries(value as object).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, item]) => [key, fromFeel(item, timeZone, depth + 1)]));
}

/** FEEL writes a named zone as `…@Asia/Ho_Chi_Minh`; ISO 8601 knows offsets only. */
function dateTimeText(value: FeelDateTime): string {
  const { zone } = value;
  if (zone === null || !zone.includes('/')) return value.toString();
  return value.unwrap().toZonedDateTime(zone).toString({ timeZoneName: 'never' });
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError('a number is not finite');
  return value === 0 ? 0 : value;
}
