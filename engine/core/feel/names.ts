// Names may hold blanks and operators (DMN 1.5 §10.3.1.2): `a-b` and `a - b` are the same name.
import { type Context, isContext, type Value } from './values.ts';

export function normalName(name: string): string {
  if (/^\w+$/.test(name)) return name;
  return name
    .replace(/\s*([./\-'+]|\*\*?)\s*/g, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @param name as {@link normalName} gives it. @returns undefined where there is no such entry */
export function entryOf(context: Context, name: string): Value | undefined {
  if (Object.hasOwn(context, name)) return context[name];
  if (!name.includes(' ')) return undefined;
  const key = Object.keys(context).find((candidate) => normalName(candidate) === name);
  return key === undefined ? undefined : context[key];
}

export function hasEntry(value: Value, name: string): boolean {
  return isContext(value) && entryOf(value, name) !== undefined;
}
