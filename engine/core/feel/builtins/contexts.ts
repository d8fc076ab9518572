// Context functions (DMN 1.5 §10.3.4.10, table 80).
import { entryOf, normalName } from '../names.ts';
import { failed, type Run } from '../run.ts';
import { type Context, contextOf, isContext, isList, type Value } from '../values.ts';
import { type BuiltIn, define, or } from './define.ts';

export const contextFunctions: readonly BuiltIn[] = [
  define(
    'get value',
    ['m:context', 'key:string'],
    (args) => entryOf(args.context(0), normalName(args.text(1))) ?? null,
  ),
  define('get entries', ['m:context'], (args) =>
    Object.entries(args.context(0)).map(([key, value]) =>
      contextOf([
        ['key', key],
        ['value', value],
      ]),
    ),
  ),
  define('context', ['entries:list'], (args, run) => fromEntries(args.list(0), run)),
  or(
    define('context put', ['context:context', 'key:string', 'value:any'], (args) =>
      contextOf([...Object.entries(args.context(0)), [args.text(1), args.value(2)]]),
    ),
    ['context:context', 'keys:list', 'value:any'],
    (args, run) => putDeep(args.context(0), args.list(1), args.value(2), run),
  ),
  define('context merge', ['contexts:list'], (args, run) => {
    if (!args.list(0).every(isContext)) return failed(run, 'context merge needs contexts');
    return contextOf(args.list(0).flatMap((context) => Object.entries(context as Context)));
  }),
];

function fromEntries(list: readonly Value[], run: Run): Value {
  const entries: [string, Value][] = [];
  for (const entry of list) {
    const key = isContext(entry) ? entry['key'] : undefined;
    const complete = isContext(entry) && typeof key === 'string' && Object.hasOwn(entry, 'value');
    if (!complete || entries.some(([known]) => known === key))
      return failed(run, 'an entry needs a key of its own and a value');
    entries.push([key, entry['value'] ?? null]);
  }
  return contextOf(entries);
}

function putDeep(context: Context, keys: readonly Value[], value: Value, run: Run): Value {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return failed(run, 'context put needs keys that are texts');
  if (rest.length === 0) return contextOf([...Object.entries(context), [key, value]]);
  const below = context[key] ?? null;
  if (!isContext(below) || isList(below)) return failed(run, `there is no context ${key}`);
  const put = putDeep(below, rest, value, run);
  return put === null ? null : contextOf([...Object.entries(context), [key, put]]);
}
