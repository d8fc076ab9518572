// One evaluation of a requirements graph (DMN 1.5 §6.3 and §10.4): what an element requires is evaluated first, once, and
// is in scope under its name.
import { deeper, type Frame, failed, fatal, type Run, spend } from '../feel/run.ts';
import { anyType, coerced, typeNameOf } from '../feel/types.ts';
import { type Arguments, contextOf, FeelFunction, type Value } from '../feel/values.ts';
import type { DecisionService, Decisions, DrgElement, InputData, Requirement } from '../model/decisions.ts';
import { decisionDepthMax } from '../model/limits.ts';
import { compiledModel } from './compile-model.ts';
import { passing } from './passing.ts';
import { named } from './scope.ts';

/** Where input data come from; undefined: nobody has given them. */
export type Inputs = (key: string, input: InputData) => Value | undefined;

export interface Evaluation {
  readonly decisions: Decisions;
  readonly inputs: Inputs;
  /** Behind everything that the model declares: the variables of the case. */
  readonly outer: Frame;
  readonly run: Run;
  /** Known values by key; those that a decision service was given, too. */
  readonly values: Map<string, Value>;
  readonly depth: number;
}

/** The value of a decision or input data; the function that a knowledge model or service is. */
export function valueIn(key: string, evaluation: Evaluation): Value {
  const { values, run, decisions } = evaluation;
  const known = values.get(key);
  if (known !== undefined) return known;
  const element = decisions[key];
  if (element === undefined) return fatal(run, `there is no decision ${key}`, key);
  if (evaluation.depth > decisionDepthMax) return fatal(run, 'decisions require each other too deeply', element.id);
  spend(run, 20);
  const value = evaluated(key, element, { ...evaluation, depth: evaluation.depth + 1 });
  values.set(key, value);
  return value;
}

function evaluated(key: string, element: DrgElement, evaluation: Evaluation): Value {
  switch (element.kind) {
    case 'input':
      return inputValue(key, element, evaluation);
    case 'service':
      return serviceFunction(element, evaluation);
    default: {
      const code = compiledModel(evaluation.decisions).codes.get(key);
      return code === undefined ? null : code(frameOf(element.requires, evaluation));
    }
  }
}

function frameOf(requires: readonly Requirement[], evaluation: Evaluation): Frame {
  const entries = new Map<string, Value>();
  const imported = new Map<string, [string, Value][]>();
  for (const { key, path } of requires) {
    const [first = '', second] = path;
    const value = valueIn(key, evaluation);
    if (second === undefined) entries.set(first, value);
    else imported.set(first, [...(imported.get(first) ?? []), [second, value]]);
  }
  for (const [name, values] of imported) entries.set(name, contextOf(values));
  return { names: named(entries), up: evaluation.outer, run: evaluation.run };
}

/** Input data that do not conform to their type are an error, and null (§10.3.2.9.4). */
function inputValue(key: string, input: InputData, { inputs, run }: Evaluation): Value {
  const given = inputs(key, input);
  if (given === undefined || given === null) return null;
  const value = coerced(given, input.type ?? anyType, passing(run));
  if (value !== undefined) return value;
  return fatal(run, `the input ${input.name}, a ${typeNameOf(given)}, is not of the type that is declared`, input.id);
}

/** §10.4: its parameters are its input data and input decisions; inside, they are what it was called with. */
function serviceFunction(service: DecisionService, evaluation: Evaluation): FeelFunction {
  const { run } = evaluation;
  const parameters = service.inputs.map(({ path }) => path.at(-1) ?? '');
  const call = (args: Arguments): Value => {
    const values = argumentsOf(service, parameters, args, evaluation);
    if (values === null) return failed(run, `the arguments of ${service.name} do not fit its parameters`);
    return deeper(run, () => outputOf(service, { ...evaluation, values }));
  };
  return new FeelFunction(service.name, parameters, call);
}

function argumentsOf(
  service: DecisionService,
  parameters: readonly string[],
  args: Arguments,
  { decisions, run }: Evaluation,
): Map<string, Value> | null {
  const given = args.kind === 'named' ? named(Object.entries(args.values)) : null;
  if (args.kind === 'positional' && args.values.length !== parameters.length) return null;
  if (given !== null && Object.keys(given).length !== parameters.length) return null;
  const values = new Map<string, Value>();
  const names = named(parameters.map((name) => [name, null]));
  for (const [index, { key }] of service.inputs.entries()) {
    const name = Object.keys(names)[index] ?? '';
    const value = args.kind === 'positional' ? args.values[index] : given?.[name];
    if (value === undefined) return null;
    const fitting = coerced(value, decisions[key]?.type ?? anyType, passing(run));
    if (fitting === undefined) return null;
    values.set(key, fitting);
  }
  return values;
}

/** One output decision gives its value, several a context of theirs. */
export function outputOf(service: DecisionService, evaluation: Evaluation): Value {
  const outputs = service.outputs.map(({ key, path }) => [path.at(-1) ?? key, valueIn(key, evaluation)] as const);
  const [only] = outputs;
  const value = outputs.length === 1 && only !== undefined ? only[1] : contextOf(outputs);
  if (service.type === null) return value;
  const fitting = coerced(value, service.type, passing(evaluation.run));
  return fitting ?? failed(evaluation.run, `the result of ${service.name} is not of the type that is declared`);
}
