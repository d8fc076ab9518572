// Numeric functions (DMN 1.5 §10.3.4.5, table 75).
import { modulo, type Rounding, rounded } from '../decimal.ts';
import { DaysTime, YearsMonths } from '../durations.ts';
import { failed, type Run } from '../run.ts';
import type { Value } from '../values.ts';
import { type BuiltIn, define, or } from './define.ts';

export const numberFunctions: readonly BuiltIn[] = [
  rounding('decimal', 'halfEven', ['n:number', 'scale:number']),
  rounding('floor', 'floor', ['n:number', 'scale?:number']),
  rounding('ceiling', 'ceiling', ['n:number', 'scale?:number']),
  rounding('round up', 'up', ['n:number', 'scale:number']),
  rounding('round down', 'down', ['n:number', 'scale:number']),
  rounding('round half up', 'halfUp', ['n:number', 'scale:number']),
  rounding('round half down', 'halfDown', ['n:number', 'scale:number']),
  or(
    define('abs', ['n:number'], (args) => Math.abs(args.number(0))),
    ['n:anyDuration'],
    (args) => {
      const value = args.value(0);
      if (value instanceof YearsMonths) return new YearsMonths(Math.abs(value.months));
      return value instanceof DaysTime && value.nanos < 0n ? new DaysTime(-value.nanos) : value;
    },
  ),
  define('modulo', ['dividend:number', 'divisor:number'], (args, run) =>
    args.number(1) === 0 ? failed(run, 'modulo cannot divide by 0') : modulo(args.number(0), args.number(1)),
  ),
  define('sqrt', ['number:number'], (args, run) => real(Math.sqrt(args.number(0)), run)),
  define('log', ['number:number'], (args, run) => real(Math.log(args.number(0)), run)),
  define('exp', ['number:number'], (args, run) => real(Math.exp(args.number(0)), run)),
  define('odd', ['number:number'], (args) => Math.abs(modulo(args.number(0), 2)) === 1),
  define('even', ['number:number'], (args) => modulo(args.number(0), 2) === 0),
];

function rounding(name: string, how: Rounding, parameters: readonly string[]): BuiltIn {
  return define(name, parameters, (args, run) => {
    const scale = args.has(1) ? args.number(1) : 0;
    return rounded(args.number(0), scale, how) ?? failed(run, `${name} cannot round to ${scale} places`);
  });
}

function real(value: number, run: Run): Value {
  return Number.isFinite(value) ? value : failed(run, 'the result is no number');
}
