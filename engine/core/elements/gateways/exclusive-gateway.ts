// BPMN 2.0.2 §13.4.2: conditions are asked in order, the first true one is taken, else the default flow. Where neither
// is there the token is not lost: it is an incident. Merging, it lets every token through.
import { truthOf } from '../../expressions/expression.ts';
import type { ExclusiveGateway } from '../../model/program.ts';
import type { ElementBehaviour, Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { Stuck } from '../../stuck.ts';
import { sightOf } from '../../verbs/variables.ts';

export const exclusiveGateway: ElementBehaviour<'exclusiveGateway'> = { enter: () => 'done', leave: firstTrue };

function firstTrue(run: Run, node: NodeInstance, element: ExclusiveGateway): readonly string[] {
  if (element.outgoing.length === 0) return [];
  const sight = sightOf(run, node.scope);
  for (const flow of element.outgoing) {
    if (flow === element.defaultFlow) continue;
    const condition = run.program.flows[flow]?.condition ?? null;
    if (condition === null || truthOf(condition, sight)) return [flow];
  }
  if (element.defaultFlow !== null) return [element.defaultFlow];
  throw new Stuck('NO_FLOW_TAKEN');
}
