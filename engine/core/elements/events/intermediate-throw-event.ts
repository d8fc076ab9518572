// BPMN 2.0.2 §10.5.4, §13.5.1: throws its result and goes on; one of compensation goes on when that is done. A link goes
// on at the catching link of the same name (§10.5.5.6).
import type { IntermediateThrowEvent } from '../../model/program.ts';
import type { ElementBehaviour, Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { throwAll } from '../../verbs/results.ts';
import { enterNode } from '../../verbs/tokens.ts';
import { uncontrolledFlows } from '../flows/sequence-flow.ts';

export const intermediateThrowEvent: ElementBehaviour<'intermediateThrowEvent'> = { enter: throwIt, leave };

function throwIt(run: Run, node: NodeInstance, element: IntermediateThrowEvent): 'done' | 'waits' {
  const outcome = throwAll(run, node, element.trigger);
  // An interrupting event may have ended this one.
  return run.state.nodes[node.id] === undefined ? 'waits' : outcome;
}

function leave(run: Run, node: NodeInstance, element: IntermediateThrowEvent): readonly string[] {
  const { trigger } = element;
  if (trigger.kind !== 'link') return uncontrolledFlows(run, node, element);
  const target = Object.values(run.program.nodes).find(
    (other) =>
      other.type === 'intermediateCatchEvent' &&
      other.scope === element.scope &&
      other.trigger.kind === 'link' &&
      other.trigger.link === trigger.link,
  );
  if (target !== undefined) enterNode(run, target, node.scope);
  return [];
}
