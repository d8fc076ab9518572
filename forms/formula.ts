/**
 * Logic of a form: a value that is computed (`calculateValue`) and a condition, each in JSON Logic or in FEEL (a text
 * that begins with `=`). FEEL is the engine's own, with no clock: a form means the same whenever it is read.
 */
import type { Env } from '#engine/core/env.ts';
import { evaluateFeel } from '#engine/core/expressions/feel.ts';
import type { Variables } from '#engine/core/values.ts';
import type { FormComponent } from './definition.ts';
import { evaluateLogic, type ReadField } from './json-logic.ts';

/** A condition or a formula. */
export type Formula = { readonly feel: string } | { readonly logic: unknown };

/** What one evaluation may take: a tenth of what a process may. */
const stepsMax = 100_000;

/** The formula by which a field is computed; undefined: people fill it in. */
export function formulaOf({ calculateValue }: FormComponent): Formula | undefined {
  if (typeof calculateValue === 'string' && calculateValue.startsWith('=')) return { feel: calculateValue.slice(1) };
  const isLogic =
    typeof calculateValue === 'object' && calculateValue !== null && Object.keys(calculateValue).length > 0;
  return isLogic ? { logic: calculateValue } : undefined;
}

/** @returns undefined where it gives nothing, or fails */
export function evaluate(formula: Formula, keys: Iterable<string>, read: ReadField): unknown {
  if ('logic' in formula) return evaluateLogic(formula.logic, read) ?? undefined;
  const result = evaluateFeel(formula.feel, variablesOf(keys, read), withoutClock, stepsMax);
  return result.kind === 'ok' && result.value !== null ? result.value : undefined;
}

/** Read when they are asked for: a field may be computed from another. */
function variablesOf(keys: Iterable<string>, read: ReadField): Variables {
  const variables = {};
  for (const key of keys) {
    Object.defineProperty(variables, key, { enumerable: true, get: () => read(key) ?? null });
  }
  return variables;
}

const withoutClock: Env = {
  now: 0,
  timeZone: 'UTC',
  workingTime: {
    due: () => {
      throw new RangeError('a form has no calendar');
    },
  },
};
