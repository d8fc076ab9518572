// Whether a result is what a test case expects: numbers to eight digits, everything else exactly.
import { FeelDateTime, FeelTime } from '#engine/core/feel/calendar.ts';
import { compare } from '#engine/core/feel/compare.ts';
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
  const timed = expected instanceof FeelTime || expected instanceof FeelDateTime;
  return (
    actual.constructor === expected.constructor &&
    compare(actual, expected) === 0 &&
    (timed || String(actual) === String(expected))
  );
}
