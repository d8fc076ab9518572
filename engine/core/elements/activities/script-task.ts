// BPMN 2.0.2 §10.3.3.5: the engine evaluates the script; FEEL, whose value goes into one variable.
import { valueIn } from '../../expressions/expression.ts';
import type { ScriptTask } from '../../model/program.ts';
import type { ElementBehaviour, Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { sightOf, writeVariables } from '../../verbs/variables.ts';

export const scriptTask: ElementBehaviour<'scriptTask'> = { enter: evaluate };

function evaluate(run: Run, node: NodeInstance, element: ScriptTask): 'done' {
  const value = valueIn(element.script, sightOf(run, node.scope));
  if (element.result !== null) writeVariables(run, node.scope, { [element.result]: value });
  return 'done';
}
