// No dead parts: every element can be begun, every flow taken, every event can happen. Only what is dead by itself is
// told, not all that lies behind it.
import type { FlowNode, Program } from '../../model/program.ts';
import { type Finding, type Rule, stepParams } from '../finding.ts';
import { linked } from '../happenings.ts';

export const neverHappens: Rule = (explored) => {
  if (!explored.complete || explored.vertices.some(({ growth }) => growth !== null)) return [];
  const { program } = explored;
  const edges = explored.vertices.flatMap((vertex) => vertex.edges);
  const incidents = explored.vertices.flatMap((vertex) => vertex.incidents);
  const entered = new Set([...edges.flatMap((edge) => edge.entered), ...incidents.map(({ element }) => element)]);
  const taken = new Set(edges.flatMap((edge) => edge.taken));
  const never = (code: Finding['code'], element: string, params: Finding['params'] = {}): Finding => ({
    code,
    element,
    params,
    at: null,
  });
  const elements = Object.values(program.nodes).flatMap((node): readonly Finding[] => {
    if (entered.has(node.id) || !isFirst(program, node, entered, taken)) return [];
    return [never(isEvent(node) ? 'EVENT_NEVER' : 'NEVER_REACHED', node.id)];
  });
  const flows = Object.values(program.flows).flatMap((flow): readonly Finding[] => {
    if (!entered.has(flow.source) || taken.has(flow.id) || isWithoutFlows(program, flow.source, taken)) return [];
    return [never('FLOW_NEVER_TAKEN', flow.id, stepParams(program.nodes[flow.target] ?? { name: flow.target }))];
  });
  return [...elements, ...flows];
};

/** A join that is never passed, a step that never ends: told as such, and what follows follows from it. */
function isWithoutFlows(program: Program, source: string, taken: ReadonlySet<string>): boolean {
  return (program.nodes[source]?.outgoing ?? []).every((flow) => !taken.has(flow));
}

/** Whether nothing before it is dead too. A flow into it that is taken means that it waits as a join: told elsewhere. */
function isFirst(program: Program, node: FlowNode, entered: ReadonlySet<string>, taken: ReadonlySet<string>): boolean {
  if (node.incoming.some((flow) => taken.has(flow))) return false;
  if (node.type === 'boundaryEvent') return node.trigger.kind !== 'compensation' && entered.has(node.attachedTo);
  const scope = program.nodes[node.scope];
  const inside = scope === undefined || entered.has(scope.id);
  if (node.type === 'startEvent' && scope?.type === 'eventSubProcess') return false;
  if (!inside) return false;
  const before = node.incoming.map((flow) => program.flows[flow]?.source ?? '');
  const links = Object.values(program.nodes).filter((other) => linked(program, other).includes(node.id));
  // A flow that is never taken out of a step that is reached is told at the flow.
  return [...before, ...links.map(({ id }) => id)].length === 0;
}

function isEvent(node: FlowNode): boolean {
  return node.type === 'boundaryEvent' || node.type === 'eventSubProcess' || node.type === 'startEvent';
}
