import type { Json } from '#engine/core/values.ts';

/** Whether two values are the same, whatever the order of their keys. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length && left.every(([key, value]) => Object.hasOwn(b, key) && sameJson(value, at(b, key)))
  );
}

function at(of: object, key: string): Json {
  return (of as Readonly<Record<string, Json>>)[key] ?? null;
}
