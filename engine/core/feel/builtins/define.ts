// How a built-in function is declared: its parameters in one line each, and what it does with arguments that fit them.
// `name:type`, `name?:type` (may be left out), `...name:type` (any number); null fits only `any` and `type|null`.
import { FeelDate, FeelDateTime, FeelTime } from '../calendar.ts';
import { DaysTime, YearsMonths } from '../durations.ts';
import { failed, type Run, sizeOf, spend } from '../run.ts';
import { typeNameOf } from '../types.ts';
import { type Arguments, type Context, FeelFunction, FeelRange, isContext, isList, type Value } from '../values.ts';

export interface BuiltIn {
  readonly name: string;
  /** The ways to call it; the first that fits is taken. */
  readonly forms: readonly Form[];
}

interface Form {
  readonly parameters: readonly Parameter[];
  readonly work: (args: Given, run: Run) => Value;
}

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly rest: boolean;
  readonly nullable: boolean;
}

/** Arguments that fit: read by their place. */
export class Given {
  readonly #values: readonly (Value | undefined)[];

  constructor(values: readonly (Value | undefined)[]) {
    this.#values = values;
  }

  get length(): number {
    return this.#values.length;
  }

  /** Whether something other than null was given. */
  has(index: number): boolean {
    return (this.#values[index] ?? null) !== null;
  }

  value(index: number): Value {
    return this.#values[index] ?? null;
  }

  text(index: number): string {
    return this.#values[index] as string;
  }

  number(index: number): number {
    return this.#values[index] as number;
  }

  list(index: number): readonly Value[] {
    return this.#values[index] as readonly Value[];
  }

  context(index: number): Context {
    return this.#values[index] as Context;
  }

  called(index: number): FeelFunction {
    return this.#values[index] as FeelFunction;
  }
}

export function define(name: string, parameters: readonly string[], work: Form['work']): BuiltIn {
  return { name, forms: [{ parameters: parameters.map(parameterOf), work }] };
}

/** The same name with another way to call it. */
export function or(builtIn: BuiltIn, parameters: readonly string[], work: Form['work']): BuiltIn {
  return { name: builtIn.name, forms: [...builtIn.forms, { parameters: parameters.map(parameterOf), work }] };
}

export function functionOfBuiltIn({ name, forms }: BuiltIn, run: Run): FeelFunction {
  const [first] = forms;
  const names = (first?.parameters ?? []).map((parameter) => parameter.name);
  return new FeelFunction(name, names, (args) => {
    spend(run, 10);
    for (const form of forms) {
      const given = fitting(form.parameters, args, run);
      if (given !== null) return form.work(new Given(given), run);
    }
    return failed(run, `${name} cannot be called with ${described(args)}`, holdsNull(args) ? 'missing' : 'error');
  });
}

function parameterOf(text: string): Parameter {
  const match = /^(\.\.\.)?([^?:]+)(\?)?:([^|]+)(\|null)?$/.exec(text);
  const [, rest, name = '', optional, type = '', nullable] = match ?? [];
  return {
    name,
    type,
    optional: optional !== undefined,
    rest: rest !== undefined,
    nullable: nullable !== undefined || type === 'any',
  };
}

function fitting(parameters: readonly Parameter[], args: Arguments, run: Run): readonly (Value | undefined)[] | null {
  const raw = args.kind === 'positional' ? positional(parameters, args.values) : named(parameters, args.values);
  if (raw === null) return null;
  const values: (Value | undefined)[] = [];
  for (const [index, value] of raw.entries()) {
    const parameter = parameters[Math.min(index, parameters.length - 1)];
    if (parameter === undefined) return null;
    if (value === undefined) {
      if (!parameter.optional && !parameter.rest) return null;
      values.push(undefined);
      continue;
    }
    const fits = converted(value, parameter);
    if (fits === undefined) return null;
    spend(run, sizeOf(fits));
    values.push(fits);
  }
  return values;
}

function positional(parameters: readonly Parameter[], values: readonly Value[]): readonly (Value | undefined)[] | null {
  const open = parameters.at(-1)?.rest === true;
  if (values.length > parameters.length && !open) return null;
  const missing = Math.max(0, parameters.length - values.length - (open ? 1 : 0));
  return [...values, ...new Array<undefined>(missing).fill(undefined)];
}

function named(parameters: readonly Parameter[], values: Context): readonly (Value | undefined)[] | null {
  if (Object.keys(values).some((name) => parameters.every((parameter) => parameter.name !== name))) return null;
  return parameters.flatMap((parameter): readonly (Value | undefined)[] => {
    const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined;
    return parameter.rest && isList(value) ? value : [value];
  });
}

/** DMN 1.5 §10.3.2.9.4: singleton lists. @returns undefined where the value does not fit */
function converted(value: Value, { type, nullable }: Parameter): Value | undefined {
  if (type === 'list') return value === null ? (nullable ? null : undefined) : isList(value) ? value : [value];
  if (value === null) return nullable ? null : undefined;
  if (ofType(value, type)) return value;
  const only = isList(value) && value.length === 1 ? value[0] : undefined;
  if (only === undefined || only === null) return undefined;
  return ofType(only, type) ? only : undefined;
}

function ofType(value: Value, type: string): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'context':
      return isContext(value);
    case 'function':
      return value instanceof FeelFunction;
    case 'range':
      return value instanceof FeelRange;
    case 'date':
      return value instanceof FeelDate || value instanceof FeelDateTime;
    case 'day':
      return value instanceof FeelDate;
    case 'time':
      return value instanceof FeelTime;
    case 'clock':
      return value instanceof FeelTime || value instanceof FeelDateTime || value instanceof FeelDate;
    case 'duration':
      return value instanceof DaysTime;
    case 'anyDuration':
      return value instanceof DaysTime || value instanceof YearsMonths;
    default:
      return typeof value === type;
  }
}

function described(args: Arguments): string {
  const values = args.kind === 'positional' ? args.values : Object.values(args.values);
  return `(${values.map(typeNameOf).join(', ')})`;
}

function holdsNull(args: Arguments): boolean {
  return (args.kind === 'positional' ? args.values : Object.values(args.values)).includes(null);
}
