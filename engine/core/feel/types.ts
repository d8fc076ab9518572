// Types of FEEL and of item definitions (DMN 1.5 §10.3.2.9, §7.3.3), as plain data, and whether a value is of one.
import { FeelDate, FeelDateTime, FeelTime, utc } from './calendar.ts';
import { DaysTime, YearsMonths } from './durations.ts';
import { type Context, contextOf, FeelFunction, FeelRange, isContext, isList, type Value } from './values.ts';

export type FeelType = (
  | { readonly kind: 'any' | 'null' }
  | { readonly kind: 'base'; readonly name: BaseType }
  | { readonly kind: 'list' | 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: readonly TypedName[] }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[] | null; readonly result: FeelType | null }
) & {
  /** FEEL unary tests that a value must pass; of a list, each item (`allowedValues`). */
  readonly allowed?: readonly string[];
  /** FEEL unary tests that the value as a whole must pass (`typeConstraint`, DMN 1.5). */
  readonly constraint?: readonly string[];
};

export interface TypedName {
  readonly name: string;
  readonly type: FeelType;
}

export const baseTypes = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;
export type BaseType = (typeof baseTypes)[number];

export const anyType: FeelType = { kind: 'any' };

/** Whether a value passes FEEL unary tests. */
export type Passes = (tests: string, value: Value) => boolean;

/** @returns the type of that name, null where FEEL has none */
export function builtInType(name: string): FeelType | null {
  const known = aliases.get(name.replace(/\s+/g, ' ').trim());
  if (known !== undefined) return known;
  return null;
}

const aliases = new Map<string, FeelType>([
  ...baseTypes.map((name) => [name, { kind: 'base', name }] as const),
  ['dateTime', { kind: 'base', name: 'date and time' }],
  ['dayTimeDuration', { kind: 'base', name: 'days and time duration' }],
  ['yearMonthDuration', { kind: 'base', name: 'years and months duration' }],
  ['duration', { kind: 'base', name: 'days and time duration' }],
  ['Any', anyType],
  ['any', anyType],
  ['Null', { kind: 'null' }],
  ['list', { kind: 'list', of: anyType }],
  ['context', { kind: 'context', entries: [] }],
  ['range', { kind: 'range', of: anyType }],
  ['function', { kind: 'function', parameters: null, result: null }],
]);

/** `instance of` (DMN 1.5 table 57): null is an instance of nothing but Null. */
export function isInstance(value: Value, type: FeelType, passes: Passes): boolean {
  if (value === null) return type.kind === 'null';
  switch (type.kind) {
    case 'any':
      return allowed(value, type, passes);
    case 'null':
      return false;
    case 'base':
      return isBase(value, type.name) && allowed(value, type, passes);
    case 'list':
      return (
        isList(value) &&
        value.every((item) => item === null || conforms(item, type.of, passes)) &&
        constrained(value, type, passes)
      );
    case 'range':
      return (
        value instanceof FeelRange &&
        [value.start, value.end].every((end) => end === undefined || conforms(end, type.of, passes))
      );
    case 'context':
      return isContext(value) && hasEntries(value, type.entries, passes) && allowed(value, type, passes);
    case 'function':
      return value instanceof FeelFunction && fits(value, type.parameters);
  }
}

/** A function must take whatever the type says that it will be given (DMN 1.5 table 38, contravariant). */
function fits({ parameters, types }: FeelFunction, wanted: readonly FeelType[] | null): boolean {
  if (wanted === null) return true;
  if (wanted.length !== parameters.length) return false;
  return types === null || wanted.every((type, index) => isNarrower(type, types[index] ?? anyType));
}

/** Whether every value of a type is of another, too. */
function isNarrower(type: FeelType, other: FeelType): boolean {
  if (other.kind === 'any') return true;
  switch (type.kind) {
    case 'base':
      return other.kind === 'base' && type.name === other.name;
    case 'list':
    case 'range':
      return other.kind === type.kind && isNarrower(type.of, other.of);
    case 'context':
      return (
        other.kind === 'context' &&
        other.entries.every(({ name, type: wanted }) =>
          type.entries.some((entry) => entry.name === name && isNarrower(entry.type, wanted)),
        )
      );
    default:
      return type.kind === other.kind;
  }
}

/** Null conforms to every type (DMN 1.5 table 38). */
export function conforms(value: Value, type: FeelType, passes: Passes): boolean {
  return value === null || isInstance(value, type, passes);
}

/**
 * A value as a type has it, with the implicit conversions of DMN 1.5 §10.3.2.9.4: from a singleton list, to one, from a
 * date to a date and time. @returns undefined where it does not conform
 */
export function coerced(value: Value, type: FeelType, passes: Passes): Value | undefined {
  if (conforms(value, type, passes)) return value;
  if (type.kind === 'list' && !isList(value)) {
    return conforms(value, type.of, passes) && constrained([value], type, passes) ? [value] : undefined;
  }
  if (type.kind !== 'list' && isList(value)) {
    const [only = null] = value;
    return value.length === 1 && conforms(only, type, passes) ? only : undefined;
  }
  if (type.kind === 'base' && type.name === 'date and time' && value instanceof FeelDate) {
    return new FeelDateTime(value, new FeelTime(0, utc));
  }
  if (type.kind === 'list' && isList(value)) return coercedItems(value, type, passes);
  if (type.kind === 'context' && isContext(value)) return coercedEntries(value, type, passes);
  return undefined;
}

function coercedItems(
  value: readonly Value[],
  type: FeelType & { kind: 'list' | 'range' },
  passes: Passes,
): Value | undefined {
  const items = value.map((item) => coerced(item, type.of, passes));
  return items.every((item) => item !== undefined) && constrained(items, type, passes) ? items : undefined;
}

function coercedEntries(value: Context, type: FeelType & { kind: 'context' }, passes: Passes): Value | undefined {
  const entries: [string, Value][] = Object.entries(value);
  for (const { name, type: wanted } of type.entries) {
    const index = entries.findIndex(([key]) => key === name);
    if (index === -1) return undefined;
    const item = coerced(entries[index]?.[1] ?? null, wanted, passes);
    if (item === undefined) return undefined;
    entries[index] = [name, item];
  }
  const made = contextOf(entries);
  return conforms(made, type, passes) ? made : undefined;
}

function hasEntries(value: Context, entries: readonly TypedName[], passes: Passes): boolean {
  return entries.every(({ name, type }) => Object.hasOwn(value, name) && conforms(value[name] ?? null, type, passes));
}

function allowed(value: Value, type: FeelType, passes: Passes): boolean {
  return (type.allowed ?? []).every((tests) => passes(tests, value)) && constrained(value, type, passes);
}

function constrained(value: Value, type: FeelType, passes: Passes): boolean {
  return (type.constraint ?? []).every((tests) => passes(tests, value));
}

function isBase(value: Value, name: BaseType): boolean {
  switch (name) {
    case 'date':
      return value instanceof FeelDate;
    case 'time':
      return value instanceof FeelTime;
    case 'date and time':
      return value instanceof FeelDateTime;
    case 'days and time duration':
      return value instanceof DaysTime;
    case 'years and months duration':
      return value instanceof YearsMonths;
    default:
      return typeof value === name;
  }
}

/** The name of a value's type, for messages. */
export function typeNameOf(value: Value): string {
  if (value === null) return 'null';
  if (isList(value)) return 'list';
  if (isContext(value)) return 'context';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelFunction) return 'function';
  return baseTypes.find((name) => isBase(value, name)) ?? 'value';
}
