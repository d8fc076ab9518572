// BPMN 2.0.2 §8.3.13, §13.3.1: the flows a token leaves by where no gateway controls them.
import { truthOf } from '../../expressions/expression.ts';
import type { FlowNode } from '../../model/program.ts';
import type { Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { Stuck } from '../../stuck.ts';
import { sightOf } from '../../verbs/variables.ts';

/**
 * Flows without a condition are always taken, conditional ones where true, the default where no
 * conditional one is. @throws Stuck NO_FLOW_TAKEN where there are flows and none is taken
 */
export function uncontrolledFlows(run: Run, node: NodeInstance, element: FlowNode): readonly string[] {
  const sight = sightOf(run, node.scope);
  const candidates = element.outgoing.filter((flow) => flow !== element.defaultFlow);
  const conditional = candidates.filter((flow) => run.program.flows[flow]?.condition);
  const holding = new Set(
    conditional.filter((flow) => {
      const condition = run.program.flows[flow]?.condition;
      return condition ? truthOf(condition, sight) : false;
    }),
  );
  const taken = candidates.filter((flow) => holding.has(flow) || !run.program.flows[flow]?.condition);
  if (element.defaultFlow !== null && holding.size === 0) return [...taken, element.defaultFlow];
  if (taken.length === 0 && element.outgoing.length > 0) throw new Stuck('NO_FLOW_TAKEN');
  return taken;
}
