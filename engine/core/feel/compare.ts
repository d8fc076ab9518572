// Equality and order (DMN 1.5 §10.3.2.13, tables 52 and 53): what is of different kinds is neither equal nor unequal,
// but null.
import { daysOf, epochNanos, FeelDate, FeelDateTime, FeelTime, floorDivide, secondNanos } from './calendar.ts';
import { DaysTime, utcNanos, YearsMonths } from './durations.ts';
import { type Run, spend } from './run.ts';
import { type Context, FeelFunction, FeelRange, isContext, isList, type Value } from './values.ts';

/** @throws TooCostly for values that share their parts so often that comparing them takes too long */
export function equal(a: Value, b: Value, run: Run): boolean | null {
  if (a === null || b === null) return a === b;
  if (typeof a === 'string' && a.length > 256) spend(run, a.length >>> 8);
  if (typeof a !== 'object' || typeof b !== 'object') return typeof a === typeof b ? a === b : null;
  spend(run, 1);
  if (isList(a)) return isList(b) ? equalLists(a, b, run) : null;
  if (isContext(a)) return isContext(b) ? equalContexts(a, b, run) : null;
  if (a instanceof FeelRange) return b instanceof FeelRange ? equalRanges(a, b, run) : null;
  if (a instanceof FeelFunction || b instanceof FeelFunction) return null;
  const order = compare(a, b);
  if (order !== null) return order === 0;
  // Of the same kind, but one local and one with a zone: not equal.
  return a.constructor === b.constructor ? false : null;
}

/** @returns below, at or above zero; null where the two have no order */
export function compare(a: Value, b: Value): number | null {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : null;
  if (typeof a === 'string') return typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : null;
  if (a instanceof FeelDate) return b instanceof FeelDate ? daysOf(a) - daysOf(b) : null;
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime ? compareDateTimes(a, b) : null;
  if (a instanceof FeelTime) {
    return b instanceof FeelTime && (a.zone === null) === (b.zone === null)
      ? seconds(utcNanos(a)) - seconds(utcNanos(b))
      : null;
  }
  if (a instanceof YearsMonths) return b instanceof YearsMonths ? a.months - b.months : null;
  if (a instanceof DaysTime) return b instanceof DaysTime ? sign(a.nanos - b.nanos) : null;
  return null;
}

/** Whether a range holds a value; null where it cannot be said. */
export function inRange(value: Value, range: FeelRange): boolean | null {
  const { start, end } = range;
  const [low, high] = [start === undefined ? 1 : compare(value, start), end === undefined ? -1 : compare(value, end)];
  if (low === null || high === null) return null;
  if (range.operator === '!=') return low !== 0;
  return (low > 0 || (low === 0 && range.startIncluded)) && (high < 0 || (high === 0 && range.endIncluded));
}

/** `value in test` for one test that is a value (DMN 1.5 table 55): equal to it, in the list, in the range. */
export function isIn(value: Value, test: Value, run: Run): boolean | null {
  if (test instanceof FeelRange && !(value instanceof FeelRange)) return inRange(value, test);
  if (!isList(test)) return equal(value, test, run) === true;
  if (isList(value) && equalLists(value, test, run) === true) return true;
  return anyOf(
    test.map((item) => (item instanceof FeelRange ? isIn(value, item, run) : equal(value, item, run) === true)),
  );
}

/** Three-valued or. */
export function anyOf(truths: readonly (boolean | null)[]): boolean | null {
  return truths.includes(true) ? true : truths.includes(null) ? null : false;
}

/** Three-valued and. */
export function allOf(truths: readonly (boolean | null)[]): boolean | null {
  return truths.includes(false) ? false : truths.includes(null) ? null : true;
}

function equalLists(a: readonly Value[], b: readonly Value[], run: Run): boolean {
  return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null, run) === true);
}

function equalContexts(a: Context, b: Context, run: Run): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equal(a[key] ?? null, b[key] ?? null, run) === true);
}

function equalRanges(a: FeelRange, b: FeelRange, run: Run): boolean {
  const ends = (x: Value | undefined, y: Value | undefined): boolean =>
    x === undefined || y === undefined ? x === y : equal(x, y, run) === true;
  const included = a.startIncluded === b.startIncluded && a.endIncluded === b.endIncluded && a.operator === b.operator;
  return included && ends(a.start, b.start) && ends(a.end, b.end);
}

function compareDateTimes(a: FeelDateTime, b: FeelDateTime): number | null {
  return (a.time.zone === null) === (b.time.zone === null) ? sign(epochSeconds(a) - epochSeconds(b)) : null;
}

/** Times are equal and ordered to the second (§10.3.2.3.4, §10.3.2.3.6: their value is a number of seconds). */
function seconds(nanos: number): number {
  return Math.floor(nanos / secondNanos);
}

function epochSeconds(value: FeelDateTime): bigint {
  return floorDivide(epochNanos(value), BigInt(secondNanos));
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}
