// `<`, `<=`, `>`, `>=` (DMN 1.5 table 53).
import { compare } from './compare.ts';
import { failed, type Run, spend } from './run.ts';
import { typeNameOf } from './types.ts';
import { isList, type Value } from './values.ts';

export function ordered(a: Value, symbol: string, b: Value, run: Run): boolean | null {
  // The rules of a zone take their time.
  if (typeof a === 'object') spend(run, 20);
  const order = compare(single(a), single(b));
  if (order === null) {
    return failed(
      run,
      `${symbol} cannot compare ${typeNameOf(a)} and ${typeNameOf(b)}`,
      a === null || b === null ? 'missing' : 'error',
    );
  }
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

/** Table 44: a list of one value is that value. */
export function single(value: Value): Value {
  return isList(value) && value.length === 1 ? (value[0] ?? null) : value;
}
