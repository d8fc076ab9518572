// Decisions for a process: asked with the variables of a case, answered in JSON, or with a reason that an administrator
// understands: which decision, which rule, which expression.
import type { Env } from '../env.ts';
import { fromFeel } from '../expressions/convert.ts';
import { type FeelResult, guarded } from '../expressions/feel.ts';
import { entryOf, normalName } from '../feel/names.ts';
import { type Frame, type Note, newRun, type Run, type TableTrace } from '../feel/run.ts';
import { type Context, FeelFunction, type Value } from '../feel/values.ts';
import type { Decisions } from '../model/decisions.ts';
import type { Json, Variables } from '../values.ts';
import { type Inputs, valueIn } from './evaluation.ts';
import { typedInput } from './typed-input.ts';

/**
 * Evaluates a decision or a decision service and what it requires. Input data are the variables of their names.
 * @returns its value, null where no rule fits; or why it could not be evaluated
 */
export function evaluateDecision(decisions: Decisions, id: string, variables: Variables, env: Env): FeelResult {
  return evaluateForCase(decisions, id, variables, { ...newRun(env), ofCase: true });
}

/** A table that was asked on the way to an answer, in the order in which they were asked. */
export interface AskedTable extends Omit<TableTrace, 'inputs'> {
  readonly inputs: readonly Json[];
}

/**
 * {@link evaluateDecision}, and why: the tables that were asked, the rules that answered.
 * @param cells whether every cell of every other rule is told too
 */
export function explainDecision(
  { decisions, id, cells }: { readonly decisions: Decisions; readonly id: string; readonly cells: boolean },
  variables: Variables,
  env: Env,
): { readonly result: FeelResult; readonly tables: readonly AskedTable[] } {
  const trace: TableTrace[] = [];
  const run: Run = { ...newRun(env), ofCase: true, trace, traceCells: cells };
  const result = evaluateForCase(decisions, id, variables, run);
  const shown = (value: Value): Json => {
    const told = guarded(() => ({ kind: 'ok', value: fromFeel(value, newRun(env)) }));
    return told.kind === 'ok' ? told.value : null;
  };
  return { result, tables: trace.map((table) => ({ ...table, inputs: table.inputs.map(shown) })) };
}

function evaluateForCase(decisions: Decisions, id: string, variables: Variables, run: Run): FeelResult {
  return guarded(() => {
    const known = variables as Context;
    const inputs: Inputs = (_, { name, type }) => {
      const value = entryOf(known, normalName(name));
      return value === undefined ? undefined : typedInput(value, type);
    };
    const value = evaluate(decisions, id, { inputs, variables: known, run });
    return resultOf(value, run);
  });
}

/** What evaluating needs beside the model. */
export interface Asked {
  readonly inputs: Inputs;
  readonly variables: Context;
  readonly run: Run;
}

/** Evaluates an element by its key; a knowledge model or service is called with the variables of its parameters' names. */
export function evaluate(decisions: Decisions, key: string, { inputs, variables, run }: Asked): Value {
  const outer: Frame = { names: variables, up: null, run };
  const value = valueIn(key, { decisions, inputs, outer, run, values: new Map(), depth: 0 });
  const kind = decisions[key]?.kind;
  if (!(value instanceof FeelFunction) || (kind !== 'service' && kind !== 'knowledge')) return value;
  const values = value.parameters.map((name) => entryOf(variables, normalName(name)) ?? null);
  return value.apply(...values);
}

function resultOf(value: Value, run: Run): FeelResult {
  const wrong = run.notes.find((note) => note.kind === 'fatal');
  if (wrong !== undefined) return { kind: 'failed', reason: textOf(wrong) };
  const json = fromFeel(value, run);
  const serious = json === null ? run.notes.find((note) => note.kind === 'error') : undefined;
  return serious === undefined ? { kind: 'ok', value: json } : { kind: 'failed', reason: textOf(serious) };
}

function textOf({ text, place }: Note): string {
  if (place === undefined) return text;
  return place.source === undefined ? `${place.element}: ${text}` : `${place.element}, "${place.source}": ${text}`;
}
