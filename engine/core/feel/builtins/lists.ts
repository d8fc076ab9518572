// List functions (DMN 1.5 §10.3.4.4, table 74) and `sort` (§10.3.4.9).
import { equal } from '../compare.ts';
import { failed, kept, type Run, spend } from '../run.ts';
import { isList, type Value } from '../values.ts';
import { type BuiltIn, define, type Given, or } from './define.ts';

export const listFunctions: readonly BuiltIn[] = [
  define('list contains', ['list:list', 'element:any'], (args, run) =>
    args.list(0).some((item) => equal(item, args.value(1), run) === true),
  ),
  or(
    define('list replace', ['list:list', 'position:number', 'newItem:any'], (args, run) => {
      const at = placeIn(args.list(0), args.number(1));
      return at === null ? failed(run, `there is no item ${args.number(1)}`) : args.list(0).with(at, args.value(2));
    }),
    ['list:list', 'match:function', 'newItem:any'],
    replaceMatching,
  ),
  define('count', ['list:list'], (args) => args.list(0).length),
  define('sublist', ['list:list', 'start position:number', 'length?:number'], sublist),
  define('append', ['list:list|null', '...item:any'], (args, run) =>
    kept(run, [...(args.has(0) ? args.list(0) : []), ...restOf(args, 1)]),
  ),
  define('concatenate', ['...list:list'], (args, run) => kept(run, restOf(args, 0).flat())),
  define('insert before', ['list:list', 'position:number', 'newItem:any'], (args, run) => {
    const at = placeIn(args.list(0), args.number(1));
    if (at === null) return failed(run, `there is no item ${args.number(1)}`);
    return kept(run, args.list(0).toSpliced(at, 0, args.value(2)));
  }),
  define('remove', ['list:list', 'position:number'], (args, run) => {
    const at = placeIn(args.list(0), args.number(1));
    return at === null ? failed(run, `there is no item ${args.number(1)}`) : args.list(0).toSpliced(at, 1);
  }),
  define('reverse', ['list:list'], (args) => args.list(0).toReversed()),
  define('index of', ['list:list', 'match:any'], (args, run) =>
    args.list(0).flatMap((item, index) => (equal(item, args.value(1), run) === true ? [index + 1] : [])),
  ),
  define('union', ['...list:list'], (args, run) => distinct(restOf(args, 0).flat(), run)),
  define('distinct values', ['list:list'], (args, run) => distinct(args.list(0), run)),
  define('flatten', ['list:list'], (args, run) => flattened(args.list(0), run)),
  define('sort', ['list:list', 'precedes:function'], sort),
];

/** All arguments from a place on. */
export function restOf(args: Given, from: number): readonly Value[] {
  const values: Value[] = [];
  for (let index = from; index < args.length; index++) values.push(args.value(index));
  return values;
}

/** Index of a position that counts from 1, or from the end where it is negative. */
function placeIn(list: readonly Value[], position: number): number | null {
  const at = position < 0 ? list.length + position : position - 1;
  return Number.isInteger(position) && position !== 0 && at >= 0 && at < list.length ? at : null;
}

function sublist(args: Given, run: Run): Value {
  const [list, length] = [args.list(0), args.has(2) ? Math.trunc(args.number(2)) : args.list(0).length];
  const at = placeIn(list, Math.trunc(args.number(1)));
  if (at === null || length < 1) return failed(run, 'there is no such part of the list');
  if (args.has(2) && at + length > list.length) return failed(run, 'the list is not that long');
  return list.slice(at, at + length);
}

function replaceMatching(args: Given, run: Run): Value {
  const results = args.list(0).map((item) => args.called(1).apply(item, args.value(2)));
  if (results.some((result) => typeof result !== 'boolean')) return failed(run, 'a match must be true or false');
  return args.list(0).map((item, index) => (results[index] === true ? args.value(2) : item));
}

/** Values of one kind are looked up, not compared one by one. */
function distinct(list: readonly Value[], run: Run): Value {
  const seen = new Set<Value>();
  const others: Value[] = [];
  return list.filter((item) => {
    if (item === null || typeof item !== 'object') return !seen.has(item) && seen.add(item);
    spend(run, others.length);
    if (others.some((other) => equal(other, item, run) === true)) return false;
    others.push(item);
    return true;
  });
}

function flattened(list: readonly Value[], run: Run): readonly Value[] {
  spend(run, 1 + list.length);
  const items = list.flatMap((item) => (isList(item) ? flattened(item, run) : [item]));
  return kept(run, items);
}

/** Merge sort: what `precedes` says is asked for pairs, and nothing is expected of it. */
function sort(args: Given, run: Run): Value {
  const precedes = args.called(1);
  const merge = (list: readonly Value[]): readonly Value[] => {
    if (list.length < 2) return list;
    const middle = list.length >>> 1;
    const [left, right] = [[...merge(list.slice(0, middle))], [...merge(list.slice(middle))]];
    spend(run, list.length);
    const sorted: Value[] = [];
    let [i, j] = [0, 0];
    while (i < left.length && j < right.length) {
      const [a, b] = [left[i] ?? null, right[j] ?? null];
      if (precedes.apply(b, a) === true) {
        sorted.push(b);
        j += 1;
      } else {
        sorted.push(a);
        i += 1;
      }
    }
    return [...sorted, ...left.slice(i), ...right.slice(j)];
  };
  if (precedes.parameters.length !== 2) return failed(run, 'sort needs a function of two parameters');
  return merge(args.list(0));
}
