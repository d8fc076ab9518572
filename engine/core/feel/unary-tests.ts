// Unary tests: the cells of decision tables, allowed values, and what stands behind `in` (DMN 1.5 §7.3.16, §10.3.2.10,
// tables 49 and 55).
import { anyOf, compare, equal, isIn } from './compare.ts';
import { ordered } from './order.ts';
import { type Code, type Frame, failed } from './run.ts';
import { compile, inner, part, type Scope, textAt } from './scope.ts';
import { childrenOf, type SyntaxNode } from './syntax.ts';
import { FeelRange, type Value } from './values.ts';

type Test = (input: Value, frame: Frame) => boolean | null;

/** The tests of a cell: the input stands in scope as `?`. */
export function compileUnaryTests(top: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(top);
  const first = part(children, 0);
  if (first.name === 'Wildcard') return () => true;
  const negated = first.name === 'not';
  const holder = negated ? part(children, 2) : first;
  const tests = childrenOf(holder).map((test) => compileTest(test, scope, true));
  return (frame) => {
    const input = frame.names['?'] ?? null;
    const any = anyOf(tests.map((test) => test(input, frame)));
    return negated && any !== null ? !any : any;
  };
}

/** `value in test`, `value in (test, test)`. */
export function compileMembership(children: readonly SyntaxNode[], scope: Scope): Code {
  const value = compile(part(children, 0), scope);
  const holder = part(children, 2).name === '(' ? part(children, 3) : part(children, 2);
  const nodes = holder.name === 'PositiveUnaryTests' ? childrenOf(holder) : [holder];
  const tests = nodes.map((test) => compileTest(test, scope, false));
  return (frame) => {
    const input = value(frame);
    const sight = inner(frame, { '?': input });
    return anyOf(tests.map((test) => test(input, sight)));
  };
}

/**
 * A test with `?` says itself whether it holds; a value is compared with the input.
 * @param lone whether a condition without `?` may decide where the input is no boolean (§7.3.16 a)
 */
function compileTest(node: SyntaxNode, scope: Scope, lone: boolean): Test {
  const test = part(childrenOf(node), 0);
  const operator = test.name === 'SimplePositiveUnaryTest' ? part(childrenOf(test), 0) : null;
  if (operator?.name === 'CompareOp')
    return operatorTest(textAt(operator, scope), compile(part(childrenOf(test), 1), scope));
  const code = compile(test, scope);
  const asks = mentionsInput(test);
  return (input, frame) => {
    const value = code(frame);
    const decides = typeof value === 'boolean' && (asks || (lone && typeof input !== 'boolean'));
    if (decides) return value;
    if (asks && value === null) return null;
    return isIn(input, value, frame.run);
  };
}

function operatorTest(symbol: string, code: Code): Test {
  if (symbol === '=') return (input, frame) => equal(input, code(frame), frame.run);
  if (symbol === '!=') {
    return (input, frame) => {
      const equals = equal(input, code(frame), frame.run);
      return equals === null ? null : !equals;
    };
  }
  return (input, frame) => ordered(input, symbol, code(frame), frame.run);
}

function mentionsInput(node: SyntaxNode): boolean {
  return node.name === '?' || childrenOf(node).some(mentionsInput);
}

/** `(> 5)` as a value is the range of what passes it (DMN 1.5 §10.3.2.7). */
export function compileOperatorTest(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  if (children.length === 1) return compile(part(children, 0), scope);
  const symbol = textAt(part(children, 0), scope);
  const end = compile(part(children, 1), scope);
  return (frame) => {
    const value = end(frame);
    if (compare(value, value) === null) return failed(frame.run, 'a range needs ends that have an order');
    if (symbol === '=' || symbol === '!=') return new FeelRange(value, value, true, true, symbol);
    const included = symbol.endsWith('=');
    return symbol.startsWith('<')
      ? new FeelRange(undefined, value, false, included, symbol)
      : new FeelRange(value, undefined, included, false, symbol);
  };
}

export function compileInterval(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  const [low, high] = [compile(part(children, 1), scope), compile(part(children, 3), scope)];
  const [startIncluded, endIncluded] = [part(children, 0).name === '[', part(children, 4).name === ']'];
  const open = [part(children, 1).name === 'null', part(children, 3).name === 'null'];
  if (open.includes(true)) return openRange(open[0] ? null : low, open[1] ? null : high, startIncluded, endIncluded);
  return (frame) => {
    const [start, end] = [low(frame), high(frame)];
    const order = compare(start, end);
    if (order === null) return failed(frame.run, 'a range needs two ends of the same kind');
    if (order > 0) return failed(frame.run, 'a range must not begin after its end');
    return new FeelRange(start, end, startIncluded, endIncluded);
  };
}

/** `[5..null)`: a written null is an end that is open to infinity (§10.3.2.7); a null that a name gives is an error. */
function openRange(low: Code | null, high: Code | null, startIncluded: boolean, endIncluded: boolean): Code {
  return (frame) => {
    const [start, end] = [low?.(frame), high?.(frame)];
    const known = start ?? end ?? null;
    if (compare(known, known) === null) return failed(frame.run, 'a range needs an end that has an order');
    return new FeelRange(start, end, low !== null && startIncluded, high !== null && endIncluded);
  };
}
