import type { CoreCode } from '../errors.ts';
import { valueDepthMax, variablesCharactersMax } from '../model/limits.ts';
import type { Json, Variables } from '../values.ts';

/** What is wrong with variables from outside; null: nothing. */
export function faultOfVariables(variables: Variables): CoreCode | null {
  if (!Object.entries(variables).every(([name, value]) => isName(name) && isValue(value, 0))) {
    return 'VARIABLES_NOT_VALID';
  }
  return sizeBeyond(variables, variablesCharactersMax) === null ? null : 'VARIABLES_TOO_LARGE';
}

/**
 * How long a value is as JSON text, where that is more than `limit`; null: it is not. Nearly all values are far below
 * it, which shows without making the text.
 */
export function sizeBeyond(value: Json, limit: number): number | null {
  if (leftOf(limit, value) >= 0) return null;
  const size = JSON.stringify(value).length;
  return size > limit ? size : null;
}

/** What is left of a limit when a value has taken the most it can: every character escaped, every number long. */
function leftOf(limit: number, value: Json): number {
  if (typeof value === 'string') return limit - mostOf(value);
  if (typeof value !== 'object' || value === null) return limit - longestNumber;
  let left = limit - 2;
  if (Array.isArray(value)) {
    for (const item of value) if (left >= 0) left = leftOf(left - 1, item);
  } else {
    for (const [name, item] of Object.entries(value)) if (left >= 0) left = leftOf(left - mostOf(name) - 2, item);
  }
  return left;
}

function mostOf(text: string): number {
  return 6 * text.length + 2;
}

const longestNumber = '-1.7976931348623157e+308'.length;

function isName(name: string): boolean {
  return name !== '' && name !== '__proto__' && name.length <= 255;
}

function isValue(value: Json | undefined, depth: number): boolean {
  if (depth > valueDepthMax || value === undefined) return false;
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'bigint';
  const items: readonly (Json | undefined)[] = Array.isArray(value) ? value : Object.values(value);
  if (!Array.isArray(value) && Object.hasOwn(value, '__proto__')) return false;
  return items.every((item) => isValue(item, depth + 1));
}
