// Most conditions only compare paths with literals (`outcome = "done" and bounces >= 3`). Those are compiled once per
// text, from feelin's own syntax tree, into functions that need neither parser nor interpreter. A compiled expression
// answers only where FEEL's answer is certain, and says so where it is not: then feelin is asked, as for all else. That
// both always agree is a property (compiled.test.ts).
import { parseExpression } from 'feelin';
import type { Json, Variables } from '../values.ts';
import type { SyntaxNode } from './bounds.ts';

/** @returns its value; undefined: ask feelin */
export type Compiled = (variables: Variables) => Json | undefined;

/**
 * @param isFree whether FEEL knows nothing by this name of its own, so that it is null where no variable has it
 * @returns null where the expression is of another form
 */
export function compiled(source: string, isFree: (name: string) => boolean): Compiled | null {
  const known = remembered.get(source);
  if (known !== undefined) return known;
  if (remembered.size >= rememberedMax) remembered.clear();
  const made = compile(source, isFree);
  remembered.set(source, made);
  return made;
}

/** What an expression compiles to is a matter of its text alone, so remembering it changes no answer. */
const remembered = new Map<string, Compiled | null>();
const rememberedMax = 5_000;

function compile(source: string, isFree: (name: string) => boolean): Compiled | null {
  const { topNode } = parseExpression(source, {}, undefined);
  const value = expressionOf(topNode, { source, isFree });
  if (value === null) return null;
  return (variables) => {
    if (!areHarmless(variables)) return undefined;
    const result = value(variables);
    if (typeof result === 'object' && result !== null) return undefined;
    return result === 0 ? 0 : result;
  };
}

/** Of the text under way. */
interface Reading {
  readonly source: string;
  readonly isFree: (name: string) => boolean;
}

/** The shapes that are compiled; a syntax error or a comment in one is a child too many. */
function expressionOf(node: SyntaxNode, reading: Reading): Compiled | null {
  const children = childrenOf(node);
  const [first, second, third, fourth] = children;
  switch (`${node.name} ${children.length}`) {
    case 'Expression 1':
      return first ? expressionOf(first, reading) : null;
    case 'ParenthesizedExpression 3':
      return second ? expressionOf(second, reading) : null;
    case 'VariableName 1':
    case 'PathExpression 3':
      return pathOf(node, reading);
    case 'Comparison 3':
      if (first && second?.name === 'CompareOp' && third)
        return comparison(first, textOf(second, reading), third, reading);
      return first && second?.name === 'in' && third ? membership(first, third, reading) : null;
    case 'Comparison 5':
      return first && second?.name === 'in' && fourth ? membership(first, fourth, reading) : null;
    case 'Conjunction 3':
      return first && third ? connective(first, third, false, reading) : null;
    case 'Disjunction 3':
      return first && third ? connective(first, third, true, reading) : null;
    case 'FunctionInvocation 4':
      return first && third ? negation(first, third, reading) : null;
    default:
      return literal(node, reading);
  }
}

function literal(node: SyntaxNode, reading: Reading): Compiled | null {
  const value = literalValue(node, reading);
  return value === undefined ? null : () => value;
}

/** Numbers of up to 15 digits and texts without escapes: written so, they can be read in one way only. */
function literalValue(node: SyntaxNode, reading: Reading): null | boolean | number | string | undefined {
  const text = textOf(node, reading);
  switch (node.name) {
    case 'null':
      return null;
    case 'BooleanLiteral':
      return text === 'true';
    case 'NumericLiteral':
      return /^-?\d+(\.\d+)?$/.test(text) && text.length <= 15 ? Number(text) : undefined;
    case 'StringLiteral':
      return /^"[^"\\]*"$/.test(text) ? text.slice(1, -1) : undefined;
    default:
      return undefined;
  }
}

function pathOf(node: SyntaxNode, reading: Reading): Compiled | null {
  const [target, , property] = childrenOf(node);
  if (node.name === 'VariableName') {
    const name = target?.name === 'Identifier' ? textOf(target, reading) : '';
    return isHarmless(name) && reading.isFree(name) ? (variables) => entryOf(variables, name) : null;
  }
  const context = target && expressionOf(target, reading);
  const [identifier, ...more] = property === undefined ? [] : childrenOf(property);
  if (!context || identifier?.name !== 'Identifier' || more.length > 0) return null;
  const name = textOf(identifier, reading);
  return (variables) => within(context(variables), name);
}

/** A name that is not there is null. Of a list, each would be asked. */
function within(context: Json | undefined, name: string): Json | undefined {
  if (typeof context !== 'object' || context === null) return context === undefined ? undefined : null;
  if (Object.getPrototypeOf(context) !== Object.prototype) return undefined;
  const entries = context as Variables;
  return areHarmless(entries) ? entryOf(entries, name) : undefined;
}

function entryOf(entries: Variables, name: string): Json {
  return Object.hasOwn(entries, name) ? (entries[name] ?? null) : null;
}

function comparison(left: SyntaxNode, operator: string, right: SyntaxNode, reading: Reading): Compiled | null {
  const [a, b] = [expressionOf(left, reading), expressionOf(right, reading)];
  const compare = operators[operator];
  if (a === null || b === null || compare === undefined) return null;
  return (variables) => {
    const [x, y] = [a(variables), b(variables)];
    return x === undefined || y === undefined ? undefined : compare(x, y);
  };
}

const operators: { readonly [operator: string]: (x: Json, y: Json) => boolean | null | undefined } = {
  '=': equal,
  '!=': (x, y) => negated(equal(x, y)),
  '<': (x, y) => ordered(x, y, (a, b) => a < b),
  '<=': (x, y) => ordered(x, y, (a, b) => a <= b),
  '>': (x, y) => ordered(x, y, (a, b) => a > b),
  '>=': (x, y) => ordered(x, y, (a, b) => a >= b),
};

/** DMN 1.3 table 42: values of one kind are equal or not; null equals null alone. */
function equal(x: Json, y: Json): boolean | undefined {
  if (x === null || y === null) return x === y;
  return typeof x === typeof y && typeof x !== 'object' ? x === y : undefined;
}

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

type Order = (a: number | string, b: number | string) => boolean;

/** DMN 1.3 table 42: numbers and texts are ordered, each among themselves; null is in no order. */
function ordered(x: Json, y: Json, holds: Order): boolean | null | undefined {
  if (typeof y !== 'number' && typeof y !== 'string') return undefined;
  if (x === null) return null;
  return typeof x === typeof y ? holds(x as number | string, y) : undefined;
}

/** `x in ("a", "b")` and `x in ["a", "b"]`, of literals. */
function membership(left: SyntaxNode, tests: SyntaxNode, reading: Reading): Compiled | null {
  const value = expressionOf(left, reading);
  const members = membersOf(tests).map((test) => literalValue(test, reading));
  if (value === null || members.length === 0 || members.includes(undefined)) return null;
  const set = new Set<Json | undefined>(members);
  return (variables) => {
    const member = value(variables);
    return member === undefined || (typeof member === 'object' && member !== null) ? undefined : set.has(member);
  };
}

function membersOf(tests: SyntaxNode): readonly SyntaxNode[] {
  const children = childrenOf(tests);
  const [first] = children;
  if (tests.name === 'PositiveUnaryTests') return children.flatMap((test) => childrenOf(test));
  return tests.name === 'PositiveUnaryTest' && first?.name === 'List' ? childrenOf(first).slice(1, -1) : [];
}

/** DMN 1.3 table 38: three values. @param decisive the value of one side that decides alone */
function connective(left: SyntaxNode, right: SyntaxNode, decisive: boolean, reading: Reading): Compiled | null {
  const [a, b] = [expressionOf(left, reading), expressionOf(right, reading)];
  if (a === null || b === null) return null;
  return (variables) => {
    const [x, y] = [a(variables), b(variables)];
    if (x === undefined || y === undefined) return undefined;
    if (x === decisive || y === decisive) return decisive;
    return x === !decisive && y === !decisive ? !decisive : null;
  };
}

function negation(name: SyntaxNode, parameters: SyntaxNode, reading: Reading): Compiled | null {
  const [only, ...more] = childrenOf(parameters);
  if (textOf(name, reading) !== 'not' || only === undefined || more.length > 0) return null;
  const value = expressionOf(only, reading);
  if (value === null) return null;
  return (variables) => {
    const answer = value(variables);
    if (answer === undefined) return undefined;
    return typeof answer === 'boolean' ? !answer : null;
  };
}

/** Names with blanks or signs in them, and names like words of FEEL, make feelin read the same text in another way. */
function areHarmless(entries: Variables): boolean {
  for (const name in entries) if (!isHarmless(name)) return false;
  return true;
}

function isHarmless(name: string): boolean {
  return /^[\w$\u00c0-\u036f\u1e00-\u1eff]+$/.test(name) && !words.has(name);
}

const words: ReadonlySet<string> = new Set(['and', 'or', 'in', 'not', 'null', 'true', 'false', 'between', 'instance']);

function textOf(node: SyntaxNode, { source }: Reading): string {
  return source.slice(node.from, node.to);
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}
