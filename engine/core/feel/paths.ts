// Names, and what lies behind a dot (DMN 1.5 §10.3.2.5, tables 60 and 61).
import { builtIn } from './builtins/registry.ts';
import { dayOfWeek, FeelDate, FeelDateTime, FeelTime, offsetAt, referenceDate, secondNanos } from './calendar.ts';
import { DaysTime, partsOf, YearsMonths } from './durations.ts';
import { entryOf } from './names.ts';
import { type Code, type Frame, failed, type Run, spend } from './run.ts';
import { compile, nameAt, part, type Scope } from './scope.ts';
import { childrenOf, type SyntaxNode } from './syntax.ts';
import { typeNameOf } from './types.ts';
import { FeelRange, isContext, isList, type Value } from './values.ts';

export function compileVariable(node: SyntaxNode, scope: Scope): Code {
  const name = nameAt(node, scope);
  const known = scope.locals.has(name);
  const fallback = known ? null : builtIn(name);
  if (scope.closed && !known && fallback === null) {
    scope.faults.push({ kind: 'unknownName', from: node.from, to: node.to, found: name });
  }
  return (frame) => {
    const value = variable(frame, name);
    if (value !== undefined) return value;
    return fallback?.(frame.run) ?? failed(frame.run, `there is no ${name}`, 'missing');
  };
}

/** The innermost value of that name; undefined where nothing is called so. */
export function variable(frame: Frame, name: string): Value | undefined {
  for (let at: Frame | null = frame; at !== null; at = at.up) {
    const value = entryOf(at.names, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

export function compilePath(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  const target = compile(part(children, 0), scope);
  const name = nameAt(part(children, -1), scope);
  return (frame) => follow(target(frame), name, frame.run);
}

/** A path into a list is the path into each of its items. */
export function follow(value: Value, name: string, run: Run): Value {
  if (isContext(value)) return entryOf(value, name) ?? failed(run, `there is no entry ${name}`, 'missing');
  if (isList(value)) {
    spend(run, value.length);
    return value.map((item) => follow(item, name, run));
  }
  if (value === null) return null;
  const property = propertyOf(value, name);
  return property === undefined ? failed(run, `a ${typeNameOf(value)} has no ${name}`) : property;
}

function propertyOf(value: Value, name: string): Value | undefined {
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelDateTime) {
    if (name === 'time offset') return offsetProperty(value.time, value.date);
    return dateProperty(value.date, name) ?? timeProperty(value.time, name);
  }
  if (value instanceof FeelTime) {
    return name === 'time offset' ? offsetProperty(value, referenceDate) : timeProperty(value, name);
  }
  if (value instanceof YearsMonths) {
    const years = Math.trunc(value.months / 12) + 0;
    return ({ years, months: (value.months % 12) + 0 } as Record<string, number>)[name];
  }
  if (value instanceof DaysTime) return durationProperty(value, name);
  if (value instanceof FeelRange) return rangeProperty(value, name);
  return undefined;
}

function dateProperty(date: FeelDate, name: string): Value | undefined {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return dayOfWeek(date);
  }
}

function timeProperty(time: FeelTime, name: string): Value | undefined {
  const seconds = Math.floor(time.nanos / secondNanos);
  switch (name) {
    case 'hour':
      return Math.floor(seconds / 3600);
    case 'minute':
      return Math.floor(seconds / 60) % 60;
    case 'second':
      return seconds % 60;
    case 'timezone':
      return time.zone?.kind === 'region' ? time.zone.name : null;
  }
}

function offsetProperty(time: FeelTime, date: FeelDate): Value {
  if (time.zone === null) return null;
  return new DaysTime(BigInt(offsetAt(time.zone, date, time.nanos)) * BigInt(secondNanos));
}

function durationProperty(value: DaysTime, name: string): Value | undefined {
  const sign = value.nanos < 0n ? -1 : 1;
  const { days, hours, minutes, seconds } = partsOf(value);
  const parts: Record<string, number> = { days: Number(days), hours, minutes, seconds };
  const found = Object.hasOwn(parts, name) ? parts[name] : undefined;
  return found === undefined ? undefined : found * sign + 0;
}

function rangeProperty(range: FeelRange, name: string): Value | undefined {
  switch (name) {
    case 'start':
      return range.start ?? null;
    case 'end':
      return range.end ?? null;
    case 'start included':
      return range.startIncluded;
    case 'end included':
      return range.endIncluded;
  }
}
