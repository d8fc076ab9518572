// A process as a list of its work, as people read it: tasks, events and calls in the order in which a case can first
// reach them. Gateways and end events are no work, so they are left out.
import type { FlowNode, Program } from './program.ts';

export function workInOrder(program: Program): readonly FlowNode[] {
  return inOrder(program).filter(({ type }) => !skipped.has(type));
}

const skipped = new Set<FlowNode['type']>(['endEvent', 'exclusiveGateway', 'parallelGateway']);

function inOrder({ nodes, flows }: Program): readonly FlowNode[] {
  const all = Object.values(nodes);
  const ahead = all.filter(({ type }) => type === 'startEvent').map(({ id }) => id);
  const seen = new Map<string, FlowNode>();
  for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
    const node = nodes[id];
    if (node === undefined || seen.has(id)) continue;
    seen.set(id, node);
    ahead.push(...node.boundaries, ...node.outgoing.map((flow) => flows[flow]?.target ?? ''));
  }
  return [...seen.values(), ...all.filter(({ id }) => !seen.has(id))];
}
