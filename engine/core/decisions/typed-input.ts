// The variables of a case are JSON: a date is a text there. Input data that are declared as dates get dates.
import { parseDate, parseDateTime, parseTime } from '../feel/calendar.ts';
import { parseDuration } from '../feel/durations.ts';
import type { BaseType, FeelType } from '../feel/types.ts';
import { contextOf, isContext, isList, type Value } from '../feel/values.ts';

/** @returns the value with its texts read as what the type says they are; as it is where they cannot be */
export function typedInput(value: Value, type: FeelType | null): Value {
  if (type === null) return value;
  if (typeof value === 'string' && type.kind === 'base') return readers[type.name]?.(value) ?? value;
  if (isList(value) && type.kind === 'list') return value.map((item) => typedInput(item, type.of));
  if (!isContext(value) || type.kind !== 'context') return value;
  const types = new Map(type.entries.map((entry) => [entry.name, entry.type]));
  return contextOf(Object.entries(value).map(([key, item]) => [key, typedInput(item, types.get(key) ?? null)]));
}

const readers: Readonly<Partial<Record<BaseType, (text: string) => Value>>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  'days and time duration': parseDuration,
  'years and months duration': parseDuration,
};
