// Data flow into and out of activities and events: BPMN 2.0.2 §10.4.2. An activity waits until one of its input sets is
// there; its data associations then fill its inputs, and when it is done its outputs are given on.
import { type Sight, valueIn } from '../expressions/expression.ts';
import type { Assignment, DataAssociation, DataUse } from '../model/data.ts';
import type { FlowNode } from '../model/program.ts';
import { emit, nodeOf, type Run } from '../run.ts';
import type { NodeInstance, Scope } from '../state.ts';
import { Stuck } from '../stuck.ts';
import type { Json, Variables } from '../values.ts';
import { sightOf, writeVariables } from './variables.ts';

/** Whether the node may begin: one of its input sets is there. */
export function hasInputs(run: Run, node: NodeInstance, { inputSets, into }: DataUse): boolean {
  if (inputSets.length === 0) return true;
  const { variables } = sightOf(run, node.scope);
  return inputSets.some((set) =>
    set.every((input) => into.some((one) => one.target === input && isThere(one, variables))),
  );
}

/** Fills the inputs; outputs and properties are there and empty. @throws Stuck where an expression fails */
export function takeInputs(run: Run, node: NodeInstance, data: DataUse): void {
  const sight = sightOf(run, node.scope);
  const empty = Object.fromEntries([...data.inputs, ...data.outputs, ...data.properties].map((name) => [name, null]));
  const locals = carried(data.into, sight, empty);
  emit(run, { kind: 'localsSet', node: node.id, locals });
}

/** What the inside of an activity has made of its outputs. */
export function takeOut(run: Run, node: NodeInstance, { variables }: Scope, except: string | null = null): void {
  if (node.locals === undefined) return;
  const names = Object.keys(node.locals).filter((name) => name !== except && Object.hasOwn(variables, name));
  emit(run, {
    kind: 'localsSet',
    node: node.id,
    locals: Object.fromEntries(names.map((name) => [name, variables[name] ?? null])),
  });
}

/**
 * Gives the outputs on. What the activity has not made may be there around it: an operator has set it.
 * @throws Stuck DATA_NOT_AVAILABLE where no output set is there
 */
export function giveOutputs(run: Run, node: NodeInstance, { outputSets, outOf }: DataUse): void {
  if (outOf.length === 0) return;
  const { locals = {} } = nodeOf(run, node.id);
  const { variables, env } = sightOf(run, node.scope);
  const made = Object.fromEntries(Object.entries(locals).filter(([, value]) => value !== null));
  const sight = { variables: { ...variables, ...made }, env };
  const isFull = (set: readonly string[]) => set.every((name) => (sight.variables[name] ?? null) !== null);
  if (outputSets.length > 0 && !outputSets.some(isFull)) {
    throw new Stuck('DATA_NOT_AVAILABLE', { names: outputSets[0]?.join(', ') ?? '' });
  }
  writeVariables(run, node.scope, carried(outOf, sight, {}));
}

/** The content of an event or message that has come; without associations its fields are variables of their names. */
export function takeContent(run: Run, element: FlowNode, scope: string, content: Variables): void {
  const { outputs, outOf } = element.data ?? {};
  if (outputs === undefined || outOf === undefined || outOf.length === 0) {
    writeVariables(run, scope, content);
    return;
  }
  const named = outputs.map((name): [string, Json] => [
    name,
    Object.hasOwn(content, name) ? (content[name] ?? null) : content,
  ]);
  const { variables, env } = sightOf(run, scope);
  const sight = { variables: { ...variables, ...Object.fromEntries(named) }, env };
  writeVariables(run, scope, carried(outOf, sight, {}));
}

/** What an event or message takes along. */
export function contentOf(element: FlowNode, { locals }: NodeInstance): Variables {
  if (locals === undefined || element.data === undefined) return {};
  return Object.fromEntries(element.data.inputs.map((name) => [name, locals[name] ?? null]));
}

/** Associations whose sources are not there are passed over: what they would fill is optional. */
function carried(associations: readonly DataAssociation[], sight: Sight, before: Variables): Variables {
  const filled: { [name: string]: Json } = { ...before };
  for (const association of associations) {
    if (!isThere(association, sight.variables)) continue;
    const { target, sources, transformation, assignments } = association;
    const seen = { ...sight, variables: { ...sight.variables, ...filled } };
    if (transformation !== null) filled[target] = valueIn(transformation, seen);
    else if (assignments.length === 0) filled[target] = sight.variables[sources[0] ?? ''] ?? null;
    for (const assignment of assignments) {
      const base = filled[target] ?? sight.variables[target] ?? null;
      filled[target] = assigned(base, assignment, valueIn(assignment.from, seen));
    }
  }
  return filled;
}

function isThere({ sources }: DataAssociation, variables: Variables): boolean {
  return sources.every((name) => (variables[name] ?? null) !== null);
}

/** The target with one place in it set. */
function assigned(base: Json, { to: [name, ...rest] }: Pick<Assignment, 'to'>, value: Json): Json {
  if (name === undefined) return value;
  const record: Variables =
    typeof base === 'object' && base !== null && !Array.isArray(base) ? (base as Variables) : {};
  return { ...record, [name]: assigned(record[name] ?? null, { to: rest }, value) };
}
