// Arithmetic, comparison, conjunction and disjunction (DMN 1.5 §10.3.2.12 and §10.3.2.13, tables 50 to 56).
import { FeelDate, FeelDateTime, FeelTime } from './calendar.ts';
import { allOf, anyOf, equal, inRange } from './compare.ts';
import { add, divide, multiply, power, subtract } from './decimal.ts';
import { addDuration, between, DaysTime, isReckonable, type Point, YearsMonths } from './durations.ts';
import { ordered } from './order.ts';
import { type Code, failed, kept, type Run } from './run.ts';
import { compile, part, type Scope, textAt } from './scope.ts';
import { childrenOf, type SyntaxNode } from './syntax.ts';
import { typeNameOf } from './types.ts';
import { compileMembership } from './unary-tests.ts';
import { FeelRange, type Value } from './values.ts';

export function compileArithmetic(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  if (children.length === 2) return negation(compile(part(children, 1), scope));
  const [left, right] = [compile(part(children, 0), scope), compile(part(children, 2), scope)];
  const symbol = textAt(part(children, 1), scope).trim();
  const operator = operators[symbol];
  if (operator === undefined) throw new Error(`an operator ${symbol}`);
  return (frame) => {
    const [a, b] = [left(frame), right(frame)];
    if (typeof a === 'number' && typeof b === 'number') return finite(operator.numbers(a, b), frame.run, symbol);
    const other = a === null || b === null ? null : operator.others(a, b);
    if (other instanceof DaysTime && !isReckonable(other)) return failed(frame.run, 'the duration is too long');
    if (other !== null) return kept(frame.run, other);
    if (a === null || b === null) return failed(frame.run, `${symbol} needs two values, one is null`);
    return failed(frame.run, `${symbol} cannot be done with ${typeNameOf(a)} and ${typeNameOf(b)}`);
  };
}

interface Operator {
  readonly numbers: (a: number, b: number) => number;
  /** Null where the operator is not for these. */
  readonly others: (a: Value, b: Value) => Value;
}

const nothing = (): null => null;
const operators: Readonly<Record<string, Operator>> = {
  '+': { numbers: add, others: sum },
  '-': { numbers: subtract, others: difference },
  '*': { numbers: multiply, others: product },
  '/': { numbers: (a, b) => (b === 0 ? Number.NaN : divide(a, b)), others: quotient },
  '**': { numbers: power, others: nothing },
  '^': { numbers: power, others: nothing },
};

function finite(value: number, run: Run, symbol: string): Value {
  return Number.isFinite(value) ? value : failed(run, `${symbol} gives no number here`);
}

function isPoint(value: Value): value is Point {
  return value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelTime;
}

function isDuration(value: Value): value is YearsMonths | DaysTime {
  return value instanceof YearsMonths || value instanceof DaysTime;
}

function sum(a: Value, b: Value): Value {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (isPoint(a) && isDuration(b)) return addDuration(a, b, 1);
  if (isDuration(a) && isPoint(b)) return addDuration(b, a, 1);
  if (a instanceof YearsMonths && b instanceof YearsMonths) return months(a.months + b.months);
  return a instanceof DaysTime && b instanceof DaysTime ? new DaysTime(a.nanos + b.nanos) : null;
}

function difference(a: Value, b: Value): Value {
  if (isPoint(a) && isPoint(b)) return between(a, b);
  if (isPoint(a) && isDuration(b)) return addDuration(a, b, -1);
  if (a instanceof YearsMonths && b instanceof YearsMonths) return months(a.months - b.months);
  return a instanceof DaysTime && b instanceof DaysTime ? new DaysTime(a.nanos - b.nanos) : null;
}

function product(a: Value, b: Value): Value {
  if (typeof a === 'number') return isDuration(b) ? product(b, a) : null;
  if (typeof b !== 'number') return null;
  if (a instanceof YearsMonths) return months(Math.trunc(multiply(a.months, b)));
  return a instanceof DaysTime ? scaled(a, b, 1) : null;
}

function quotient(a: Value, b: Value): Value {
  if (a instanceof YearsMonths && typeof b === 'number')
    return b === 0 ? null : months(Math.trunc(divide(a.months, b)));
  if (a instanceof YearsMonths && b instanceof YearsMonths) return b.months === 0 ? null : divide(a.months, b.months);
  if (a instanceof DaysTime && typeof b === 'number') return b === 0 ? null : scaled(a, b, -1);
  if (a instanceof DaysTime && b instanceof DaysTime && b.nanos !== 0n) {
    return divide(Number(a.nanos) / 1e9, Number(b.nanos) / 1e9);
  }
  return null;
}

/** A duration times a number, or (`-1`) by it. */
function scaled({ nanos }: DaysTime, factor: number, exponent: 1 | -1): DaysTime | null {
  const [mantissa = '', power = '0'] = String(factor).split('e');
  const [whole = '0', decimals = ''] = mantissa.split('.');
  const digits = BigInt(whole + decimals);
  const scale = Number(power) - decimals.length;
  if (Math.abs(scale) > 60) return null;
  const [above, below] = [10n ** BigInt(Math.max(0, scale)), 10n ** BigInt(Math.max(0, -scale))];
  const [over, under] = exponent === 1 ? [digits * above, below] : [below, digits * above];
  return under === 0n ? null : new DaysTime((nanos * over) / under);
}

function months(count: number): YearsMonths | null {
  return Number.isSafeInteger(count) ? new YearsMonths(count + 0) : null;
}

function negation(code: Code): Code {
  return (frame) => {
    const value = code(frame);
    if (typeof value === 'number') return 0 - value;
    if (value instanceof YearsMonths) return new YearsMonths(0 - value.months);
    if (value instanceof DaysTime) return new DaysTime(-value.nanos);
    return failed(frame.run, `- cannot be done with ${typeNameOf(value)}`);
  };
}

export function compileComparison(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  const operator = part(children, 1);
  if (operator.name === 'between') return compileBetween(children, scope);
  if (operator.name === 'in') return compileMembership(children, scope);
  const [left, right] = [compile(part(children, 0), scope), compile(part(children, 2), scope)];
  const symbol = textAt(operator, scope);
  if (symbol === '=') return (frame) => same(left(frame), right(frame), frame.run);
  if (symbol === '!=') {
    return (frame) => {
      const equals = same(left(frame), right(frame), frame.run);
      return equals === null ? null : !equals;
    };
  }
  return (frame) => ordered(left(frame), symbol, right(frame), frame.run);
}

function same(a: Value, b: Value, run: Run): boolean | null {
  return equal(a, b, run) ?? failed(run, `${typeNameOf(a)} and ${typeNameOf(b)} cannot be compared`);
}

function compileBetween(children: readonly SyntaxNode[], scope: Scope): Code {
  const [value, low, high] = [0, 2, 4].map((index) => compile(part(children, index), scope));
  if (!value || !low || !high) throw new Error('a between without its parts');
  return (frame) => {
    const range = new FeelRange(low(frame), high(frame), true, true);
    return inRange(value(frame), range) ?? failed(frame.run, 'between cannot compare these values');
  };
}

export function compileConjunction(node: SyntaxNode, scope: Scope): Code {
  const [left, right] = operands(node, scope);
  return (frame) => {
    const a = truth(left(frame));
    return a === false ? false : allOf([a, truth(right(frame))]);
  };
}

export function compileDisjunction(node: SyntaxNode, scope: Scope): Code {
  const [left, right] = operands(node, scope);
  return (frame) => {
    const a = truth(left(frame));
    return a === true ? true : anyOf([a, truth(right(frame))]);
  };
}

function operands(node: SyntaxNode, scope: Scope): readonly [Code, Code] {
  const children = childrenOf(node);
  return [compile(part(children, 0), scope), compile(part(children, 2), scope)];
}

/** Tables 50 and 51: what is no boolean counts as null. */
function truth(value: Value): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
