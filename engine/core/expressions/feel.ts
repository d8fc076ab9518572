// FEEL through feelin. The clock and the zone come from `env`: `now` and `today` are given as variables, which feelin
// looks up before its built-ins (a test holds this). A process variable of the same name cannot hide them.
import { evaluate, FeelDate, FeelDateTime, parseExpression, parseUnaryTests, unaryTest, type Warning } from 'feelin';
import { Temporal } from 'temporal-polyfill';
import type { Env } from '../env.ts';
import { expressionCharactersMax } from '../model/limits.ts';
import type { Json, Variables } from '../values.ts';
import { costlyPlace } from './bounds.ts';
import { compiled } from './compiled.ts';
import { fromFeel } from './convert.ts';
import { type Grammar, inUtc, utcName, withSafeSubtraction } from './subtraction.ts';

export type FeelResult =
  | { readonly kind: 'ok'; readonly value: Json }
  | { readonly kind: 'failed'; readonly reason: string };

export interface FeelFault {
  readonly kind: 'syntax' | 'costly';
  readonly from: number;
  readonly to: number;
  /** The text that is wrong, or what costs too much. */
  readonly found: string;
}

/**
 * Evaluates a FEEL expression. A name that is not there is null, as FEEL has it; every other failure that leaves null
 * behind is a failure here.
 */
export function evaluateFeel(source: string, variables: Variables, env: Env): FeelResult {
  const value = compiled(source, (name) => isFree(name, env))?.(variables);
  return value === undefined ? interpretFeel(source, variables, env) : { kind: 'ok', value };
}

/** As {@link evaluateFeel}, always by feelin. */
export function interpretFeel(source: string, variables: Variables, env: Env): FeelResult {
  return guarded(() => {
    const context = contextOf(variables, env);
    const { value, warnings } = evaluate(withSafeSubtraction(source, 'expression', context), context);
    const json = fromFeel(value, env.timeZone);
    const serious = json === null ? warnings.find((warning) => !missing.has(warning.type)) : undefined;
    return serious === undefined ? { kind: 'ok', value: json } : { kind: 'failed', reason: serious.message };
  });
}

/** Whether `input` passes FEEL unary tests, as a cell of a decision table holds them. */
export function testFeel(source: string, input: Json, variables: Variables, env: Env): FeelResult {
  return guarded(() => {
    const context: Record<string, unknown> = { ...contextOf(variables, env), '?': input };
    const { value } = unaryTest(withSafeSubtraction(source, 'unaryTests', context), context);
    return { kind: 'ok', value: value === true };
  });
}

/**
 * Looks for a syntax error, or for what may run too long, without evaluating.
 * @param names names with blanks that may occur (decisions and inputs of DMN)
 */
export function feelFault(source: string, grammar: Grammar, names: Variables = {}): FeelFault | null {
  const whole = { kind: 'syntax', from: 0, to: source.length, found: '' } as const;
  if (source.trim() === '' || source.length > expressionCharactersMax) return whole;
  const parse = grammar === 'expression' ? parseExpression : parseUnaryTests;
  const tree = parse(source, { ...names }, undefined);
  let fault: FeelFault | null = null;
  tree.iterate({
    enter: ({ type, from, to, node }) => {
      const wrong = type.isError || (grammar === 'expression' && isLoneTest(node));
      if (wrong) fault ??= { kind: 'syntax', from, to, found: source.slice(from, to + 1) };
    },
  });
  if (fault !== null) return fault;
  const costly = costlyPlace(tree.topNode, source);
  return costly && { kind: 'costly', from: costly.from, to: costly.to, found: costly.reason };
}

interface TreeNode {
  readonly name: string;
  readonly parent: { readonly name: string } | null;
  readonly firstChild: { readonly name: string } | null;
}

/** `= 3`, `a = = 3`: the grammar lets a unary test stand for a value there, where it can only be a slip of the hand. */
function isLoneTest({ name, parent, firstChild }: TreeNode): boolean {
  const asValue = parent?.name === 'Expression' || parent?.name === 'Comparison';
  return name === 'SimplePositiveUnaryTest' && firstChild?.name === 'CompareOp' && asValue;
}

/** Whether a name is null where no variable has it: it is no built-in function. */
function isFree(name: string, env: Env): boolean {
  const result = interpretFeel(name, {}, env);
  return result.kind === 'ok' && result.value === null;
}

const missing: ReadonlySet<Warning['type']> = new Set([
  'NO_VARIABLE_FOUND',
  'NO_CONTEXT_ENTRY_FOUND',
  'NO_PROPERTY_FOUND',
]);

function contextOf(variables: Variables, env: Env): Record<string, unknown> {
  const zoned = () => Temporal.Instant.fromEpochMilliseconds(env.now).toZonedDateTimeISO(env.timeZone);
  const now = () => new FeelDateTime(zoned().toPlainDateTime(), env.timeZone);
  const today = () => new FeelDate(zoned().toPlainDate());
  return { ...variables, now, today, [utcName]: inUtc };
}

function guarded(work: () => FeelResult): FeelResult {
  try {
    return work();
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
