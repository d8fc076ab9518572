// FEEL expressions become closures, once; then they are called. The tree is feelin's, the meaning is the standard's:
// DMN 1.5 §10.3.2, one function for each row of its tables.
import { compileCall, compileFunction, compileLiteralCall } from './calls.ts';
import { compileFilter, compileFor, compileQuantified } from './loops.ts';
import { normalName } from './names.ts';
import { compileArithmetic, compileComparison, compileConjunction, compileDisjunction } from './operators.ts';
import { compilePath, compileVariable } from './paths.ts';
import { type Code, type Frame, failed } from './run.ts';
import { compile, inner, part, type Scope, stringOf, textAt, withLocals } from './scope.ts';
import { childrenOf, type SyntaxNode } from './syntax.ts';
import { compileInstanceOf } from './type-expressions.ts';
import { compileInterval, compileOperatorTest } from './unary-tests.ts';
import { contextOf, type Value } from './values.ts';

export function compileNode(node: SyntaxNode, scope: Scope): Code {
  const compiler = compilers[node.name];
  if (compiler !== undefined) return compiler(node, scope);
  scope.faults.push({ kind: 'notSupported', from: node.from, to: node.to, found: textAt(node, scope) });
  return (frame) => failed(frame.run, `${node.name} is not supported`);
}

type Compiler = (node: SyntaxNode, scope: Scope) => Code;

const compilers: Readonly<Record<string, Compiler>> = {
  Expression: compileFirst,
  ParenthesizedExpression: (node, scope) => compile(part(childrenOf(node), 1), scope),
  PositiveUnaryTest: compileFirst,
  null: () => () => null,
  '?': () => (frame) => questioned(frame),
  NumericLiteral: compileNumber,
  BooleanLiteral: (node, scope) => constant(textAt(node, scope) === 'true'),
  StringLiteral: (node, scope) => constant(stringOf(textAt(node, scope))),
  List: compileList,
  Context: compileContext,
  VariableName: compileVariable,
  SpecialFunctionName: compileVariable,
  PathExpression: compilePath,
  ArithmeticExpression: compileArithmetic,
  Comparison: compileComparison,
  Conjunction: compileConjunction,
  Disjunction: compileDisjunction,
  IfExpression: compileIf,
  ForExpression: compileFor,
  QuantifiedExpression: compileQuantified,
  FilterExpression: compileFilter,
  FunctionInvocation: compileCall,
  FunctionDefinition: compileFunction,
  DateTimeLiteral: compileLiteralCall,
  InstanceOfExpression: compileInstanceOf,
  SimplePositiveUnaryTest: compileOperatorTest,
  Interval: compileInterval,
};

function compileFirst(node: SyntaxNode, scope: Scope): Code {
  return compile(part(childrenOf(node), 0), scope);
}

function constant(value: Value): Code {
  return () => value;
}

function questioned(frame: Frame): Value {
  for (let at: Frame | null = frame; at !== null; at = at.up) {
    if (Object.hasOwn(at.names, '?')) return at.names['?'] ?? null;
  }
  return failed(frame.run, 'there is no input that ? could stand for');
}

/** An integer that JSON cannot hold exactly is refused; of a fraction, the nearest number counts. */
function compileNumber(node: SyntaxNode, scope: Scope): Code {
  const text = textAt(node, scope).replace(/\s+/g, '');
  const value = Number(text);
  const exact = !/^-?\d+$/.test(text) || Math.abs(value) <= Number.MAX_SAFE_INTEGER || BigInt(value) === BigInt(text);
  if (!Number.isFinite(value) || !exact) {
    scope.faults.push({ kind: 'notSupported', from: node.from, to: node.to, found: text });
  }
  return constant(value + 0);
}

function compileList(node: SyntaxNode, scope: Scope): Code {
  const items = childrenOf(node)
    .slice(1, -1)
    .map((item) => compile(item, scope));
  return (frame) => items.map((item) => item(frame));
}

/** Table 39 of DMN 1.5: each entry sees the entries before it; no key twice. */
function compileContext(node: SyntaxNode, scope: Scope): Code {
  const entries: { key: string; code: Code }[] = [];
  let within = scope;
  for (const entry of childrenOf(node).slice(1, -1)) {
    const [keyNode, valueNode] = [part(childrenOf(entry), 0), part(childrenOf(entry), 1)];
    const text = textAt(keyNode, scope).trim();
    const key = text.startsWith('"') ? stringOf(text) : text.replace(/\s+/g, ' ');
    // A function may call itself; any other value is not there yet while it is made.
    const after = withLocals(within, [normalName(key)]);
    entries.push({ key, code: compile(valueNode, valueNode.name === 'FunctionDefinition' ? after : within) });
    within = after;
  }
  const twice = entries.find(({ key }, index) => entries.findIndex((other) => other.key === key) !== index);
  if (twice !== undefined) return (frame) => failed(frame.run, `a context has the key ${twice.key} twice`);
  return (frame) => {
    const names: Record<string, Value> = Object.create(null);
    const made: [string, Value][] = [];
    const sight = inner(frame, names);
    for (const { key, code } of entries) {
      const value = code(sight);
      names[normalName(key)] = value;
      made.push([key, value]);
    }
    return contextOf(made);
  };
}

function compileIf(node: SyntaxNode, scope: Scope): Code {
  const [, condition, , yes, , no] = childrenOf(node);
  if (!condition || !yes || !no) throw new Error('an if without its parts');
  const [test, then, otherwise] = [compile(condition, scope), compile(yes, scope), compile(no, scope)];
  return (frame) => (test(frame) === true ? then(frame) : otherwise(frame));
}
