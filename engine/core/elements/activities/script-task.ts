// BPMN 2.0.2 §10.3.3.5: the engine evaluates the script. FEEL is evaluated at once, its value goes into one variable;
// JavaScript is a job for the shell, which runs it apart from everything else (`scripts.ts`).
import { valueIn } from '../../expressions/expression.ts';
import type { JavaScript, ScriptTask } from '../../model/program.ts';
import { cause, type ElementBehaviour, emit, freshId, type Run } from '../../run.ts';
import { type ScriptCall, scriptJobType } from '../../scripts.ts';
import type { NodeInstance } from '../../state.ts';
import { Stuck } from '../../stuck.ts';
import type { Json, Variables } from '../../values.ts';
import { sightOf, writeVariables } from '../../verbs/variables.ts';

export const scriptTask: ElementBehaviour<'scriptTask'> = { enter: begin, complete: takeValue, retry: beginAgain };

function begin(run: Run, node: NodeInstance, element: ScriptTask): 'done' | 'waits' {
  if (element.javascript !== undefined) return openJob(run, node, element.javascript);
  const value = valueIn(element.script, sightOf(run, node));
  if (element.result !== null) writeVariables(run, node, { [element.result]: value });
  return 'done';
}

/** It sees what its inputs name, or, without any, every variable in scope. It is tried once: the next try is the same. */
function openJob(run: Run, node: NodeInstance, { source, inputs }: JavaScript): 'waits' {
  const sight = sightOf(run, node);
  const given = inputs.map((mapping) => [mapping.name, valueIn(mapping.value, sight)] as const);
  const variables: Variables = inputs.length === 0 ? sight.variables : Object.fromEntries(given);
  const job = freshId(run, 'j');
  const call: ScriptCall = { script: source, variables, now: run.env.now, seed: `${run.env.now} ${job}` };
  emit(run, { kind: 'jobOpened', node: node.id, job });
  cause(run, {
    kind: 'createJob',
    job,
    node: node.id,
    element: node.element,
    type: scriptJobType,
    inputs: { ...call },
    retries: 1,
  });
  return 'waits';
}

/** Without a result variable the fields of the answer become variables. */
function takeValue(run: Run, node: NodeInstance, element: ScriptTask): void {
  if (element.javascript === undefined || node.answer === undefined) return;
  const value: Json = node.answer['value'] ?? null;
  if (element.result !== null) writeVariables(run, node, { [element.result]: value });
  else if (isRecord(value)) writeVariables(run, node, value);
  else if (value !== null) throw new Stuck('VALUE_MISSING', { source: 'script', needed: 'object or result variable' });
}

function beginAgain(run: Run, node: NodeInstance, { javascript }: ScriptTask): void {
  if (node.job !== undefined) emit(run, { kind: 'jobMoved', node: node.id, move: 'cancel' });
  if (javascript !== undefined) openJob(run, node, javascript);
}

function isRecord(value: Json): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
