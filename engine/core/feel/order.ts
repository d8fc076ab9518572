// `<`, `<=`, `>`, `>=` (DMN 1.5 table 53).
import { compare } from './compare.ts';
import { failed, type Run, spend } from './run.ts';
import { typeNameOf } from './types.ts';
import type { Value } from './values.ts';

export function ordered(a: Value, symbol: string, b: Value, run: Run): boolean | null {
  // The rules of a zone take their time.
  if (typeof a === 'object') spend(run, 20);
  if (typeof a === 'string' && a.length > 256) spend(run, a.length >>> 8);
  const order = compare(a, b);
  if (order === null) return incomparable(a, symbol, b, run);
  switch (symbol) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function incomparable(a: Value, symbol: string, b: Value, run: Run): null {
  const [left, right] = [typeNameOf(a), typeNameOf(b)];
  if (a === null || b === null) return failed(run, `${symbol} cannot compare ${left} and ${right}`, 'missing');
  const zones = left === right && (left === 'time' || left === 'date and time');
  return failed(
    run,
    `${symbol} cannot compare ${left} and ${right}${zones ? ': one has a zone, the other has none' : ''}`,
  );
}
