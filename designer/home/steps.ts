/** A process as a list of its steps, in the order in which a case can first reach them. */
import type { Deadline, FlowNode, Program, Timer } from '#engine/core/model/program.ts';
import type { Addressed } from '../words.ts';

export interface Step {
  readonly element: string;
  readonly name: string;
  readonly kind: FlowNode['type'];
  /** null: the system does it. */
  readonly who: Addressed | null;
  readonly form: string | null;
  readonly deadline: Deadline | null;
  readonly timer: Timer | null;
}

/** Tasks and timers; gateways and end events are no work, so they are left out. */
export function stepsOf(program: Program): readonly Step[] {
  return inOrder(program)
    .filter(({ type }) => !skipped.has(type))
    .map((node) => ({
      element: node.id,
      name: node.name,
      kind: node.type,
      who: 'unit' in node ? { unit: node.unit, role: node.role, assignee: node.assignee } : null,
      form: 'form' in node ? node.form : null,
      deadline: 'deadline' in node ? node.deadline : null,
      timer: node.type === 'boundaryEvent' && node.trigger.kind === 'timer' ? node.trigger.timer : null,
    }));
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
