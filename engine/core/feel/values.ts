// The values of FEEL (DMN 1.5 §10.3.2.3). Texts, booleans, null, lists and contexts are those of JSON; numbers are JSON's
// too and are reckoned with in decimal (`decimal.ts`). Everything else is one of the classes here, never changed once made.
import type { FeelDate, FeelDateTime, FeelTime } from './calendar.ts';
import type { DaysTime, YearsMonths } from './durations.ts';
import type { FeelType } from './types.ts';

export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | Context
  | FeelDate
  | FeelTime
  | FeelDateTime
  | YearsMonths
  | DaysTime
  | FeelRange
  | FeelFunction;

export interface Context {
  readonly [key: string]: Value;
}

/** A range; an end that is open to infinity is undefined (DMN 1.5 §10.3.2.7). */
export class FeelRange {
  readonly start: Value | undefined;
  readonly end: Value | undefined;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  /** Of a range written as a unary test, such as `(>= 5)`; `!=` holds everything but its ends. */
  readonly operator: string | null;

  constructor(
    start: Value | undefined,
    end: Value | undefined,
    startIncluded: boolean,
    endIncluded: boolean,
    operator: string | null = null,
  ) {
    this.start = start;
    this.end = end;
    this.startIncluded = startIncluded;
    this.endIncluded = endIncluded;
    this.operator = operator;
  }
}

/** What a call hands over: by position, or by the names of the parameters. */
export type Arguments =
  | { readonly kind: 'positional'; readonly values: readonly Value[] }
  | { readonly kind: 'named'; readonly values: Context };

export class FeelFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly call: (args: Arguments) => Value;
  /** Types of its parameters, where they are declared. */
  readonly types: readonly FeelType[] | null;

  constructor(
    name: string,
    parameters: readonly string[],
    call: (args: Arguments) => Value,
    types: readonly FeelType[] | null = null,
  ) {
    this.name = name;
    this.parameters = parameters;
    this.call = call;
    this.types = types;
  }

  /** Calls by position. */
  apply(...values: readonly Value[]): Value {
    return this.call({ kind: 'positional', values });
  }
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isContext(value: Value | undefined): value is Context {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A context of these entries; a key such as `__proto__` is an entry like any other. */
export function contextOf(entries: Iterable<readonly [string, Value]>): Context {
  return Object.fromEntries(entries);
}
