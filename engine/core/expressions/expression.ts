// Expressions of the model, evaluated in a scope. What a place needs is said in words, so that an incident can name it.
import type { Env } from '../env.ts';
import type { Expression } from '../model/program.ts';
import { Stuck } from '../stuck.ts';
import type { Json, Variables } from '../values.ts';
import { evaluateFeel } from './feel.ts';

/** What an evaluation sees. */
export interface Sight {
  readonly variables: Variables;
  readonly env: Env;
}

/** @throws Stuck EXPRESSION_FAILED */
export function valueIn(expression: Expression, sight: Sight): Json {
  if (expression.kind === 'literal') return expression.value;
  const result = evaluateFeel(expression.source, sight.variables, sight.env);
  if (result.kind === 'ok') return result.value;
  throw new Stuck('EXPRESSION_FAILED', { source: expression.source, reason: result.reason });
}

/** @throws Stuck VALUE_MISSING where the value is no text */
export function textOf(expression: Expression, sight: Sight, needed: string): string {
  const value = valueIn(expression, sight);
  if (typeof value === 'string' && value !== '') return value;
  throw new Stuck('VALUE_MISSING', { source: sourceOf(expression), needed });
}

/** A text, or undefined where there is no expression or it gives null. */
export function optionalTextOf(expression: Expression | null, sight: Sight, needed: string): string | undefined {
  if (expression === null || valueIn(expression, sight) === null) return undefined;
  return textOf(expression, sight, needed);
}

/** @throws Stuck VALUE_MISSING where the value is no number */
export function numberOf(expression: Expression, sight: Sight, needed: string): number {
  const value = valueIn(expression, sight);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new Stuck('VALUE_MISSING', { source: sourceOf(expression), needed });
}

/** A condition is true or false; anything else is not decided, and so an incident. @throws Stuck */
export function truthOf(expression: Expression, sight: Sight): boolean {
  return truth(expression, valueIn(expression, sight));
}

/** As {@link truthOf}, but what is not there yet does not hold. @throws Stuck */
export function holds(expression: Expression, sight: Sight): boolean {
  const value = valueIn(expression, sight);
  return value !== null && truth(expression, value);
}

export function sourceOf(expression: Expression): string {
  return expression.kind === 'feel' ? expression.source : expression.value;
}

function truth(expression: Expression, value: Json): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Stuck('VALUE_MISSING', { source: sourceOf(expression), needed: 'true or false' });
}
