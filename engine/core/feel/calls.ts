// Functions: calling them by position or by name, and those that an expression defines (DMN 1.5 §10.3.2.13.4, table 62).
import { builtIn } from './builtins/registry.ts';
import { entryOf, normalName } from './names.ts';
import { variable } from './paths.ts';
import { compilePattern } from './patterns/pattern.ts';
import { type Code, deeper, type Frame, failed, sizeOf, spend } from './run.ts';
import { compile, inner, nameAt, part, type Scope, stringOf, textAt, weightOf, withLocals } from './scope.ts';
import { childrenOf, type SyntaxNode } from './syntax.ts';
import { typeAt } from './type-expressions.ts';
import { anyType, coerced, type FeelType, type Passes } from './types.ts';
import { type Arguments, contextOf, FeelFunction, FeelRange, type Value } from './values.ts';

export function compileCall(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  const args = compileArguments(part(children, 2), scope);
  const target = targetOf(part(children, 0), scope);
  const source = textAt(part(children, 0), scope);
  checkPattern(children, scope);
  return (frame) => {
    const called = target(frame);
    if (called instanceof FeelFunction) return called.call(args(frame));
    if (called instanceof FeelRange) return failed(frame.run, `${source} is a range, not a function`);
    return failed(frame.run, `there is no function ${source}`);
  };
}

const withPattern: ReadonlySet<string> = new Set(['matches', 'replace', 'split']);

/** A written pattern of a kind that is not supported is found before it runs; one that is none is FEEL's null. */
function checkPattern(children: readonly SyntaxNode[], scope: Scope): void {
  const name = nameAt(part(children, 0), scope);
  if (!withPattern.has(name) || scope.locals.has(name) || part(children, 2).name !== 'PositionalParameters') return;
  const [, pattern, ...more] = childrenOf(part(children, 2));
  const flags = more[name === 'replace' ? 1 : 0];
  if (pattern?.name !== 'StringLiteral') return;
  const flagText = flags?.name === 'StringLiteral' ? stringOf(textAt(flags, scope)) : '';
  const made = compilePattern(stringOf(textAt(pattern, scope)), flagText);
  if (made.kind === 'ok' || made.supported) return;
  scope.faults.push({
    kind: 'notSupported',
    from: pattern.from,
    to: pattern.to,
    found: `${textAt(pattern, scope)}: ${made.reason}`,
  });
}

function targetOf(node: SyntaxNode, scope: Scope): Code {
  if (node.name !== 'VariableName' && node.name !== 'SpecialFunctionName') return compile(node, scope);
  const name = nameAt(node, scope);
  const known = scope.locals.has(name);
  const fallback = known ? null : builtIn(name);
  if (!known && fallback === null && scope.functionsKnown) {
    scope.faults.push({ kind: 'unknownFunction', from: node.from, to: node.to, found: name });
  }
  // A process variable holds no function, so its name hides none.
  return (frame) => (fallback === null ? (variable(frame, name) ?? null) : fallback(frame.run));
}

function compileArguments(node: SyntaxNode, scope: Scope): (frame: Frame) => Arguments {
  if (node.name === 'NamedParameters') {
    const named = childrenOf(node)
      .filter((child) => child.name === 'NamedParameter')
      .map((child) => {
        const [name, value] = [part(childrenOf(child), 0), part(childrenOf(child), 1)];
        return [nameAt(name, scope), compile(value, scope)] as const;
      });
    return (frame) => ({ kind: 'named', values: contextOf(named.map(([name, code]) => [name, code(frame)])) });
  }
  const codes = node.name === 'PositionalParameters' ? childrenOf(node).map((child) => compile(child, scope)) : [];
  return (frame) => ({ kind: 'positional', values: codes.map((code) => code(frame)) });
}

/** `@"…"` and `date("…")`: the grammar has them as literals. */
export function compileLiteralCall(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  const first = part(children, 0);
  if (first.name === 'AtLiteral') return compileAtLiteral(part(childrenOf(first), -1), scope);
  const fallback = builtIn(nameAt(first, scope));
  if (fallback === null) throw new Error(`no built-in function ${textAt(first, scope)}`);
  const args = compileArguments(part(children, 2), scope);
  return (frame) => fallback(frame.run).call(args(frame));
}

function compileAtLiteral(node: SyntaxNode, scope: Scope): Code {
  const text = stringOf(textAt(node, scope));
  const read = builtIn('@');
  if (read === null) throw new Error('no built-in function @');
  return (frame) => read(frame.run).apply(text);
}

/** A function that an expression defines; a Java or PMML function is not one that runs here. */
export function compileFunction(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  if (children.some((child) => child.name === 'external')) {
    scope.faults.push({ kind: 'notSupported', from: node.from, to: node.to, found: 'external' });
    return (frame) => failed(frame.run, 'external functions do not run here');
  }
  const holder = children.find((child) => child.name === 'FormalParameters');
  const parameters = (holder === undefined ? [] : childrenOf(holder))
    .filter((child) => child.name === 'FormalParameter')
    .map((child) => {
      const [name, type] = childrenOf(child);
      if (name === undefined) throw new Error('a parameter without a name');
      return { name: nameAt(name, scope), type: type === undefined ? anyType : typeAt(type, scope) };
    });
  const bodyNode = part(children, -1);
  const names = parameters.map(({ name }) => name);
  const body = compile(part(childrenOf(bodyNode), 0), withLocals(scope, names));
  return (frame) => functionOf('function', parameters, body, { frame, weight: weightOf(bodyNode) });
}

export interface Parameter {
  readonly name: string;
  readonly type: FeelType;
}

/** A function value: its body sees the frame in which it was defined and its parameters. */
export function functionOf(
  name: string,
  parameters: readonly Parameter[],
  body: Code,
  { frame, weight, passes = () => true }: { readonly frame: Frame; readonly weight: number; readonly passes?: Passes },
): FeelFunction {
  const { run } = frame;
  const call = (args: Arguments): Value => {
    const given = bound(parameters, args, passes);
    if (given === null) return failed(run, `the arguments of ${name} do not fit its parameters`);
    spend(
      run,
      Object.values(given).reduce((steps: number, value) => steps + sizeOf(value), weight),
    );
    return deeper(run, () => body(inner(frame, given)));
  };
  const names = parameters.map((parameter) => parameter.name);
  const types = parameters.map((parameter) => parameter.type);
  return new FeelFunction(name, names, call, types);
}

/** Null where number, names or types do not fit. */
function bound(parameters: readonly Parameter[], args: Arguments, passes: Passes): Record<string, Value> | null {
  const names: Record<string, Value> = Object.create(null);
  if (args.kind === 'positional' ? args.values.length !== parameters.length : !sameNames(parameters, args.values))
    return null;
  for (const [index, { name, type }] of parameters.entries()) {
    const value = args.kind === 'positional' ? args.values[index] : entryOf(args.values, normalName(name));
    const fitting = coerced(value ?? null, type, passes);
    if (fitting === undefined) return null;
    names[normalName(name)] = fitting;
  }
  return names;
}

function sameNames(parameters: readonly Parameter[], values: Readonly<Record<string, Value>>): boolean {
  const names = Object.keys(values).map(normalName);
  return names.length === parameters.length && parameters.every(({ name }) => names.includes(normalName(name)));
}
