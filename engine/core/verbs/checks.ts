import type { CoreCode } from '../errors.ts';
import { valueDepthMax, variablesCharactersMax } from '../model/limits.ts';
import type { Json, Variables } from '../values.ts';

/** What is wrong with variables from outside; null: nothing. */
export function faultOfVariables(variables: Variables): CoreCode | null {
  if (!Object.entries(variables).every(([name, value]) => isName(name) && isValue(value, 0))) {
    return 'VARIABLES_NOT_VALID';
  }
  return JSON.stringify(variables).length > variablesCharactersMax ? 'VARIABLES_TOO_LARGE' : null;
}

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
