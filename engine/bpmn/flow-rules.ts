// Who must have flows in and out, and how many: BPMN 2.0.2 §10.3 (activities), §10.5.2 and §10.5.3 (start and end
// events), §10.6 (gateways). What the diagram's elements list must be what its flows say.
import type { FlowNode } from '#engine/core/model/program.ts';
import { elementsIn, idOf, type ModdleElement, textIn } from './moddle-types.ts';
import { beginsInstances } from './node-base.ts';
import { type Report, report } from './problems.ts';
import type { ReadScope } from './read-scope.ts';

export function checkFlowRules({ nodes, flows }: ReadScope, to: Report): void {
  const all = Object.values(nodes);
  const handlers = new Set(all.map((node) => node.compensation));
  const within = all.filter((node) => node.type !== 'eventSubProcess' && !handlers.has(node.id));
  const hasStart = all.some((node) => node.type === 'startEvent');
  const hasEnd = all.some((node) => node.type === 'endEvent');
  for (const node of within) {
    if (hasStart && node.incoming.length === 0 && needsIncoming(node)) report(to, 'INCOMING_MISSING', node.id);
    if (hasEnd && node.outgoing.length === 0 && needsOutgoing(node)) report(to, 'OUTGOING_MISSING', node.id);
    checkIntermediate(node, to);
    if (node.type === 'boundaryEvent' && node.trigger.kind === 'compensation') {
      const handled = (nodes[node.attachedTo]?.compensation ?? null) !== null;
      if (!handled || node.outgoing.length > 0) report(to, 'COMPENSATION_WITHOUT_HANDLER', node.id);
    }
    const choice = node.outgoing.length > 1 || (node.incoming.length > 1 && node.type !== 'eventBasedGateway');
    if (node.type.endsWith('Gateway') && node.outgoing.length > 0 && !choice) {
      report(to, 'GATEWAY_WITHOUT_CHOICE', node.id);
    }
    if (isActivity(node) && node.outgoing.length === 1 && flows[node.outgoing[0] ?? '']?.condition) {
      report(to, 'CONDITION_WITHOUT_CHOICE', node.outgoing[0] ?? node.id);
    }
  }
}

/** What an element lists as its flows, and which way a gateway says that it goes. */
export function checkElement(element: ModdleElement, node: FlowNode, to: Report): void {
  const listed = (name: string, flows: readonly string[]): void => {
    for (const flow of elementsIn(element, name)) {
      if (flow.$type === 'bpmn:SequenceFlow' && idOf(flow) !== '' && !flows.includes(idOf(flow))) {
        report(to, 'FLOW_LISTED_WRONG', node.id, { flow: idOf(flow) });
      }
    }
  };
  listed('incoming', node.incoming);
  listed('outgoing', node.outgoing);
  if (!node.type.endsWith('Gateway')) return;
  const [arrive, leave] = [node.incoming.length > 1, node.outgoing.length > 1];
  const direction = textIn(element, 'gatewayDirection') ?? 'Unspecified';
  const fits =
    direction === 'Converging'
      ? !leave
      : direction === 'Diverging'
        ? !arrive
        : direction !== 'Mixed' || (arrive && leave);
  if (!fits) report(to, 'GATEWAY_DIRECTION', node.id, { direction });
}

/** BPMN 2.0.2 §10.5.4: flows of intermediate events; a link has one end of them only (§10.5.5.6). */
function checkIntermediate(node: FlowNode, to: Report): void {
  if (node.type !== 'intermediateCatchEvent' && node.type !== 'intermediateThrowEvent') return;
  const [arrives, leaves] = [node.incoming.length > 0, node.outgoing.length > 0];
  if (node.trigger.kind !== 'link') {
    if (!arrives || !leaves) report(to, 'EVENT_LEADS_NOWHERE', node.id);
    return;
  }
  const catches = node.type === 'intermediateCatchEvent';
  if (catches ? arrives || !leaves : leaves || !arrives) report(to, 'LINK_FLOWS', node.id);
}

function needsIncoming(node: FlowNode): boolean {
  if (node.type === 'startEvent' || node.type === 'boundaryEvent' || beginsInstances(node)) return false;
  return node.type !== 'intermediateCatchEvent' || node.trigger.kind !== 'link';
}

function needsOutgoing(node: FlowNode): boolean {
  if (node.type === 'endEvent' || node.type === 'boundaryEvent' || node.type === 'startEvent') return false;
  return node.type !== 'intermediateThrowEvent' || node.trigger.kind !== 'link';
}

function isActivity(node: FlowNode): boolean {
  return node.type.endsWith('ask') || node.type === 'subProcess' || node.type === 'callActivity';
}
