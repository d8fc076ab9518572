// for, some, every and filters (DMN 1.5 §10.3.2.14, §10.3.2.15 and §10.3.2.5, tables 58, 59 and 61). Every turn costs.
import { dateOfDays, daysOf, FeelDate } from './calendar.ts';
import { allOf, anyOf } from './compare.ts';
import { add } from './decimal.ts';
import { type Code, type Frame, failed, itemsMax, type Run, spend, TooCostly } from './run.ts';
import { compile, inner, nameAt, part, type Scope, weightOf, withLocals } from './scope.ts';
import { childrenOf, type SyntaxNode } from './syntax.ts';
import { typeNameOf } from './types.ts';
import { FeelRange, isContext, isList, type Value } from './values.ts';

interface Iterator {
  readonly name: string;
  readonly from: Code;
  /** Null: `from` gives what is iterated over. */
  readonly to: Code | null;
}

export function compileFor(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  const { iterators, within } = iteratorsIn(part(children, 1), scope);
  const bodyNode = part(children, -1);
  const body = compile(bodyNode, withLocals(within, ['partial']));
  return loop(iterators, body, weightOf(bodyNode), mentions(bodyNode, 'partial', scope));
}

/** The same for boxed iterators. */
export function loop(iterators: readonly Iterator[], body: Code, weight: number, usesPartial: boolean): Code {
  return (frame) => {
    const results: Value[] = [];
    const done = turns(iterators, frame, (sight) => {
      spend(frame.run, weight);
      if (results.length >= itemsMax) throw new TooCostly(`it makes a list of more than ${itemsMax} items`);
      if (usesPartial) spend(frame.run, results.length);
      results.push(body(usesPartial ? inner(sight, { partial: [...results] }) : sight));
      return true;
    });
    return done === null ? null : results;
  };
}

export function compileQuantified(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  const { iterators, within } = iteratorsIn(part(children, 1), scope);
  const bodyNode = part(children, -1);
  const some = part(children, 0).name === 'some';
  return quantified(some, iterators, compile(bodyNode, within), weightOf(bodyNode));
}

/** Table 59: the disjunction (`some`) or conjunction (`every`) of all turns. */
export function quantified(some: boolean, iterators: readonly Iterator[], body: Code, weight: number): Code {
  return (frame) => {
    let result: boolean | null = !some;
    const done = turns(iterators, frame, (sight) => {
      spend(frame.run, weight);
      const value = body(sight);
      if (value !== null && typeof value !== 'boolean') {
        result = failed(frame.run, `a condition must be true or false, not a ${typeNameOf(value)}`);
        return false;
      }
      result = some ? anyOf([result, value]) : allOf([result, value]);
      return result !== some;
    });
    return done === null ? null : result;
  };
}

function iteratorsIn(node: SyntaxNode, scope: Scope): { iterators: readonly Iterator[]; within: Scope } {
  let within = scope;
  const iterators = childrenOf(node)
    .filter((child) => child.name === 'InExpression')
    .map((child) => {
      const [nameNode, domain] = [part(childrenOf(child), 0), part(childrenOf(child), -1)];
      const [from, to] = childrenOf(domain).filter((end) => end.name !== '..');
      if (from === undefined) throw new Error('an iteration over nothing');
      const name = nameAt(nameNode, scope);
      const iterator = { name, from: compile(from, within), to: to === undefined ? null : compile(to, within) };
      within = withLocals(within, [name]);
      return iterator;
    });
  return { iterators, within };
}

/** Visits all combinations, the last iterator first, until `visit` says no more. @returns null where there is nothing to iterate over */
function turns(iterators: readonly Iterator[], frame: Frame, visit: (sight: Frame) => boolean): boolean | null {
  const [first, ...rest] = iterators;
  if (first === undefined) return visit(frame);
  const domain = domainOf(first, frame);
  if (domain === null) return null;
  for (const item of domain) {
    spend(frame.run, 1);
    const more = turns(rest, inner(frame, { [first.name]: item }), visit);
    if (more !== true) return more;
  }
  return true;
}

function domainOf({ from, to }: Iterator, frame: Frame): Iterable<Value> | null {
  const start = from(frame);
  if (to !== null) return counted(start, to(frame), frame.run);
  if (isList(start)) return start;
  if (start instanceof FeelRange) return counted(firstIn(start), lastIn(start), frame.run);
  return start === null ? failed(frame.run, 'null cannot be iterated over') : [start];
}

function firstIn({ start, startIncluded }: FeelRange): Value {
  return startIncluded ? (start ?? null) : next(start ?? null, 1);
}

function lastIn({ end, endIncluded }: FeelRange): Value {
  return endIncluded ? (end ?? null) : next(end ?? null, -1);
}

function next(value: Value, step: number): Value {
  if (typeof value === 'number') return add(value, step);
  return value instanceof FeelDate ? dateOfDays(daysOf(value) + step) : null;
}

/** Whole steps up or down from one number or date to another. */
function counted(start: Value, end: Value, run: Run): Iterable<Value> | null {
  if (typeof start === 'number' && typeof end === 'number') return numbers(start, end);
  if (start instanceof FeelDate && end instanceof FeelDate) return dates(daysOf(start), daysOf(end));
  return failed(run, `${typeNameOf(start)}..${typeNameOf(end)} cannot be iterated over`);
}

function* numbers(start: number, end: number): Iterable<Value> {
  const step = start <= end ? 1 : -1;
  for (let at = start; step === 1 ? at <= end : at >= end; at = add(at, step)) yield at;
}

function* dates(start: number, end: number): Iterable<Value> {
  for (const day of numbers(start, end)) yield dateOfDays(Number(day));
}

const conditions: ReadonlySet<string> = new Set([
  'Comparison',
  'Conjunction',
  'Disjunction',
  'QuantifiedExpression',
  'InstanceOfExpression',
  'BooleanLiteral',
]);

export function compileFilter(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  const target = compile(part(children, 0), scope);
  const filterNode = part(children, 2);
  const isCondition = conditions.has(filterNode.name);
  // The entries of the items come into scope with them, so nothing can be said about names in there.
  const filter = compile(filterNode, { ...withLocals(scope, ['item']), closed: false });
  const weight = weightOf(filterNode);
  return (frame) => {
    const value = target(frame);
    if (value === null) return null;
    const list = isList(value) ? value : [value];
    if (!isCondition) {
      const index = quietly(frame, filter);
      if (typeof index === 'number') return itemAt(list, index, frame.run);
    }
    return filtered(list, filter, weight, frame);
  };
}

/** The items for which the condition is true; an item that is a context brings its entries into scope. */
export function filtered(list: readonly Value[], filter: Code, weight: number, frame: Frame): Value {
  const kept: Value[] = [];
  for (const item of list) {
    spend(frame.run, weight);
    const passes = filter(inner(inner(frame, { item }), entriesInScope(item)));
    if (passes === true) kept.push(item);
    else if (passes !== false && passes !== null) return failed(frame.run, 'a filter must be true or false');
  }
  return kept;
}

function itemAt(list: readonly Value[], index: number, run: Run): Value {
  const at = index < 0 ? list.length + index : index - 1;
  return list[at] ?? (at in list ? null : failed(run, `there is no item ${index}`));
}

/** Evaluates without a word of what goes wrong. */
function quietly(frame: Frame, code: Code): Value {
  const before = frame.run.notes.length;
  const value = code(frame);
  frame.run.notes.length = before;
  return value;
}

function mentions(node: SyntaxNode, name: string, scope: Scope): boolean {
  if (node.name === 'VariableName' && nameAt(node, scope) === name) return true;
  return childrenOf(node).some((child) => mentions(child, name, scope));
}

/** The names that the entries of a context bring into scope. */
function entriesInScope(value: Value): Frame['names'] {
  return isContext(value) ? value : {};
}
