// Functions over the values of a list, given as one list or one by one (DMN 1.5 table 74).
import { compare } from '../compare.ts';
import { add, divide, multiply, subtract } from '../decimal.ts';
import { DaysTime, YearsMonths } from '../durations.ts';
import { failed, type Run } from '../run.ts';
import { isList, type Value } from '../values.ts';
import { type BuiltIn, define, or } from './define.ts';
import { restOf } from './lists.ts';

export const statistics: readonly BuiltIn[] = [
  over('min', (list, run) => extreme(list, -1, run)),
  over('max', (list, run) => extreme(list, 1, run)),
  over('sum', (list, run) => total(list, run)),
  over('mean', mean),
  over('product', (list, run) => numeric(list, run, (numbers) => numbers.reduce(multiply))),
  over('median', (list, run) => numeric(list, run, median)),
  over('stddev', (list, run) =>
    list.length < 2 ? failed(run, 'stddev needs two numbers') : numeric(list, run, deviation),
  ),
  over('mode', mode),
  over('all', (list) => truths(list, false)),
  over('any', (list) => truths(list, true)),
];

type Work = (list: readonly Value[], run: Run) => Value;

function over(name: string, work: Work): BuiltIn {
  return or(
    define(name, ['list:list'], (args, run) => work(args.list(0), run)),
    ['...c:any'],
    (args, run) => (args.length < 2 ? failed(run, `${name} needs a list`) : work(restOf(args, 0), run)),
  );
}

function extreme(list: readonly Value[], sign: 1 | -1, run: Run): Value {
  const [first = null, ...others] = list;
  let found = first;
  if (compare(first, first) === null)
    return first === null && list.length === 0 ? null : failed(run, 'these values have no order');
  for (const value of others) {
    const order = compare(value, found);
    if (order === null) return failed(run, 'these values have no order');
    if (order * sign > 0) found = value;
  }
  return found;
}

function isNumbers(list: readonly Value[]): list is readonly number[] {
  return list.every((value) => typeof value === 'number');
}

function numeric(list: readonly Value[], run: Run, work: (numbers: readonly number[]) => number): Value {
  if (list.length === 0) return null;
  if (!isNumbers(list)) return failed(run, 'these are not all numbers');
  const result = work(list);
  return Number.isFinite(result) ? result : failed(run, 'the result is no number');
}

/** Durations of one kind can be added up too. */
function total(list: readonly Value[], run: Run): Value {
  if (list.length > 0 && list.every((value) => value instanceof DaysTime)) {
    return new DaysTime(list.reduce((sum, { nanos }) => sum + nanos, 0n));
  }
  if (list.length > 0 && list.every((value) => value instanceof YearsMonths)) {
    return new YearsMonths(list.reduce((sum, { months }) => sum + months, 0));
  }
  return numeric(list, run, (numbers) => numbers.reduce(add));
}

function mean(list: readonly Value[], run: Run): Value {
  const sum = total(list, run);
  if (sum instanceof DaysTime) return new DaysTime(sum.nanos / BigInt(list.length));
  if (sum instanceof YearsMonths) return new YearsMonths(Math.trunc(sum.months / list.length));
  return typeof sum === 'number' ? divide(sum, list.length) : null;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : divide(add(sorted[middle - 1] ?? 0, upper), 2);
}

/** The sample standard deviation. */
function deviation(numbers: readonly number[]): number {
  const average = divide(numbers.reduce(add), numbers.length);
  const squares = numbers.map((number) => subtract(number, average)).map((distance) => multiply(distance, distance));
  return Math.sqrt(divide(squares.reduce(add), numbers.length - 1));
}

function mode(list: readonly Value[], run: Run): Value {
  if (!isNumbers(list)) return failed(run, 'these are not all numbers');
  const counts = new Map<number, number>();
  for (const number of list) counts.set(number, (counts.get(number) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].flatMap(([number, count]) => (count === most ? [number] : [])).toSorted((a, b) => a - b);
}

/** `all` (deciding false) and `any` (deciding true), three-valued. */
function truths(list: readonly Value[], deciding: boolean): Value {
  if (list.includes(deciding)) return deciding;
  return list.every((value) => typeof value === 'boolean') && !list.some(isList) ? !deciding : null;
}
