// BPMN 2.0.2 §10.3.3.4: asks the rules, here a DMN decision of the same service version.
import { evaluateDecision } from '../../decisions/evaluate.ts';
import type { BusinessRuleTask } from '../../model/program.ts';
import type { ElementBehaviour, Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { Stuck } from '../../stuck.ts';
import { variablesAt, writeVariables } from '../../verbs/variables.ts';

export const businessRuleTask: ElementBehaviour<'businessRuleTask'> = { enter: decideByRules };

function decideByRules(run: Run, node: NodeInstance, element: BusinessRuleTask): 'done' {
  const variables = variablesAt(run, node);
  const result = evaluateDecision(run.program.decisions, element.decision, variables, run.env);
  if (result.kind === 'failed')
    throw new Stuck('DECISION_FAILED', { decision: element.decision, reason: result.reason });
  writeVariables(run, node, { [element.result]: result.value });
  return 'done';
}
