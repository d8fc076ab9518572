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
  const { outgoing, defaultFlow } = element;
  const conditionOf = (flow: string) => run.program.flows[flow]?.condition ?? null;
  // Of nearly every node: there is nothing to ask.
  if (defaultFlow === null && outgoing.every((flow) => conditionOf(flow) === null)) return outgoing;
  const sight = sightOf(run, node.scope);
  const candidates = outgoing.filter((flow) => flow !== defaultFlow);
  const holding = new Set(
    candidates.filter((flow) => {
      const condition = conditionOf(flow);
      return condition !== null && truthOf(condition, sight);
    }),
  );
  const taken = candidates.filter((flow) => holding.has(flow) || conditionOf(flow) === null);
  if (defaultFlow !== null && holding.size === 0) return [...taken, defaultFlow];
  if (taken.length === 0 && outgoing.length > 0) throw new Stuck('NO_FLOW_TAKEN');
  return taken;
}
