// Range functions (DMN 1.5 §10.3.4.7, table 77): how points and ranges lie to each other.
import { compare } from '../compare.ts';
import { failed, type Run } from '../run.ts';
import { FeelRange, type Value } from '../values.ts';
import { type BuiltIn, define, type Given, or } from './define.ts';

/** An end of a range or a point: where it lies, and whether just before or after it. */
interface Edge {
  /** Undefined: open to infinity. */
  readonly at: Value | undefined;
  readonly infinite: -1 | 0 | 1;
  readonly shift: -1 | 0 | 1;
}

class NoOrder extends Error {}

/** Table 77 names the parameters by what they are: points or ranges. */
const pairs = {
  any: ['point1 point2', 'point range', 'range point', 'range1 range2'],
  ranges: ['range1 range2'],
  within: ['point range', 'range1 range2'],
  holding: ['range point', 'range1 range2'],
  alike: ['point1 point2', 'range1 range2'],
} as const;

export const rangeFunctions: readonly BuiltIn[] = [
  relation('before', pairs.any, (a, b) => order(endOf(a), startOf(b)) < 0),
  relation('after', pairs.any, (a, b) => order(startOf(a), endOf(b)) > 0),
  relation('meets', pairs.ranges, (a, b) => meets(ranged(a), ranged(b))),
  relation('met by', pairs.ranges, (a, b) => meets(ranged(b), ranged(a))),
  relation('overlaps', pairs.ranges, (a, b) => overlap(ranged(a), ranged(b))),
  relation('overlaps before', pairs.ranges, (a, b) => overlapsBefore(ranged(a), ranged(b))),
  relation('overlaps after', pairs.ranges, (a, b) => overlapsBefore(ranged(b), ranged(a))),
  relation('finishes', pairs.within, (a, b) => finishes(a, ranged(b))),
  relation('finished by', pairs.holding, (a, b) => finishes(b, ranged(a))),
  relation('includes', pairs.holding, (a, b) => includes(ranged(a), b)),
  relation('during', pairs.within, (a, b) => includes(ranged(b), a)),
  relation('starts', pairs.within, (a, b) => starts(a, ranged(b))),
  relation('started by', pairs.holding, (a, b) => starts(b, ranged(a))),
  relation('coincides', pairs.alike, coincide),
];

function relation(name: string, names: readonly string[], holds: (a: Value, b: Value) => boolean): BuiltIn {
  const work = (args: Given, run: Run): Value => {
    try {
      if (!args.has(0) || !args.has(1)) throw new NoOrder();
      return holds(args.value(0), args.value(1));
    } catch (error) {
      if (!(error instanceof NoOrder)) throw error;
      return failed(run, `${name} cannot compare these values`);
    }
  };
  const forms = names.map((pair) => pair.split(' ').map((parameter) => `${parameter}:any`));
  return forms.slice(1).reduce((made, form) => or(made, form, work), define(name, forms[0] ?? [], work));
}

function coincide(a: Value, b: Value): boolean {
  return order(startOf(a), startOf(b)) === 0 && order(endOf(a), endOf(b)) === 0;
}

function ranged(value: Value): FeelRange {
  if (value instanceof FeelRange) return value;
  throw new NoOrder();
}

function startOf(value: Value): Edge {
  if (!(value instanceof FeelRange)) return { at: value, infinite: 0, shift: 0 };
  return { at: value.start, infinite: value.start === undefined ? -1 : 0, shift: value.startIncluded ? 0 : 1 };
}

function endOf(value: Value): Edge {
  if (!(value instanceof FeelRange)) return { at: value, infinite: 0, shift: 0 };
  return { at: value.end, infinite: value.end === undefined ? 1 : 0, shift: value.endIncluded ? 0 : -1 };
}

/** @throws NoOrder */
function order(a: Edge, b: Edge): number {
  if (a.infinite !== 0 || b.infinite !== 0) return a.infinite - b.infinite;
  const places = compare(a.at ?? null, b.at ?? null);
  if (places === null) throw new NoOrder();
  return places === 0 ? a.shift - b.shift : places;
}

function meets(a: FeelRange, b: FeelRange): boolean {
  return a.endIncluded && b.startIncluded && order(endOf(a), startOf(b)) === 0;
}

function overlap(a: FeelRange, b: FeelRange): boolean {
  return order(startOf(a), endOf(b)) <= 0 && order(startOf(b), endOf(a)) <= 0;
}

/** Table 77: it begins no later, ends within the other, and not after it. */
function overlapsBefore(a: FeelRange, b: FeelRange): boolean {
  const begins = order(startOf(a), startOf(b));
  const ends = order(endOf(a), endOf(b));
  return begins < 0 && order(endOf(a), startOf(b)) >= 0 && ends <= 0;
}

function finishes(a: Value, b: FeelRange): boolean {
  if (!(a instanceof FeelRange)) return b.endIncluded && order(endOf(a), endOf(b)) === 0;
  return order(endOf(a), endOf(b)) === 0 && order(startOf(a), startOf(b)) >= 0;
}

function starts(a: Value, b: FeelRange): boolean {
  if (!(a instanceof FeelRange)) return b.startIncluded && order(startOf(a), startOf(b)) === 0;
  return order(startOf(a), startOf(b)) === 0 && order(endOf(a), endOf(b)) <= 0;
}

function includes(range: FeelRange, value: Value): boolean {
  return order(startOf(range), startOf(value)) <= 0 && order(endOf(value), endOf(range)) <= 0;
}
