// Whether a result is what a test case expects: numbers to eight digits, everything else exactly.
import { epochNanos, FeelDateTime, FeelTime } from '#engine/core/feel/calendar.ts';
import { compare } from '#engine/core/feel/compare.ts';
import { utcNanos } from '#engine/core/feel/durations.ts';
import { isContext, isList, type Value } from '#engine/core/feel/values.ts';

const precision = 1e-8;

export function matchesExpected(actual: Value, expected: Value): boolean {
  if (actual === null || expected === null) return actual === expected;
  if (typeof expected === 'number') {
    return typeof actual === 'number' && Math.abs(actual - expected) <= precision * Math.max(1, Math.abs(expected));
  }
  if (typeof expected !== 'object') return actual === expected;
  if (isList(expected)) {
    return (
      isList(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => matchesExpected(actual[index] ?? null, item))
    );
  }
  if (isContext(expected)) {
    if (!isContext(actual)) return false;
    const names = Object.keys(expected);
    return (
      names.length === Object.keys(actual).length &&
      names.every(
        (name) => Object.hasOwn(actual, name) && matchesExpected(actual[name] ?? null, expected[name] ?? null),
      )
    );
  }
  if (expected instanceof FeelTime)
    return actual instanceof FeelTime && zoned(actual, expected) && utcNanos(actual) === utcNanos(expected);
  if (expected instanceof FeelDateTime) {
    return (
      actual instanceof FeelDateTime && zoned(actual.time, expected.time) && epochNanos(actual) === epochNanos(expected)
    );
  }
  return compare(actual, expected) === 0;
}

function zoned(a: FeelTime, b: FeelTime): boolean {
  return (a.zone === null) === (b.zone === null);
}
