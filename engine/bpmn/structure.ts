// Rules of the standard on how elements may be connected (BPMN 2.0.2 chapter 10), and what would only fail later.
import type { FlowNode, SequenceFlow } from '#engine/core/model/program.ts';
import { beginsInstances } from './node-base.ts';
import { type Report, report } from './problems.ts';
import type { ReadScope } from './read-scope.ts';

export function checkStructure({ scope, nodes, flows }: ReadScope, to: Report): void {
  const all = Object.values(nodes);
  const starts = all.filter((node) => node.type === 'startEvent');
  const byEvent = starts.some((start) => start.trigger.kind !== 'none') && scope.parent !== null;
  if (starts.length === 0 && scope.starts.length === 0 && !all.some(beginsInstances) && all.length > 0)
    report(to, 'NO_START', scope.id);
  if (starts.length > 0 && !byEvent && scope.starts.length > 1)
    report(to, 'SEVERAL_STARTS', scope.starts[1] ?? scope.id);
  for (const node of all) {
    checkEnds(node, to);
    checkTargets(node, nodes, flows, to);
    checkConditions(node, flows, to);
  }
  for (const node of unreachable(all, nodes, flows)) report(to, 'NOT_REACHABLE', node.id);
}

function checkEnds(node: FlowNode, to: Report): void {
  const [arrives, leaves] = [node.incoming.length > 0, node.outgoing.length > 0];
  switch (node.type) {
    case 'startEvent':
      if (arrives) report(to, 'START_HAS_INCOMING', node.id);
      if (!leaves) report(to, 'START_HAS_NO_OUTGOING', node.id);
      return;
    case 'endEvent':
      if (leaves) report(to, 'END_HAS_OUTGOING', node.id);
      return;
    case 'boundaryEvent':
      if (arrives) report(to, 'BOUNDARY_HAS_INCOMING', node.id);
      if (!leaves && node.trigger.kind !== 'compensation') report(to, 'BOUNDARY_HAS_NO_OUTGOING', node.id);
      return;
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'eventBasedGateway':
    case 'complexGateway':
      if (!leaves) report(to, 'GATEWAY_HAS_NO_FLOWS', node.id);
  }
}

/** BPMN 2.0.2 §10.6.6 (what an event-based gateway may lead to), §10.5.5.6 (links). */
function checkTargets(node: FlowNode, nodes: ReadScope['nodes'], flows: ReadScope['flows'], to: Report): void {
  if (node.type === 'eventBasedGateway') {
    for (const flow of node.outgoing) {
      const target = nodes[flows[flow]?.target ?? ''];
      const catches = target?.type === 'intermediateCatchEvent' && target.trigger.kind !== 'link';
      if (!catches && target?.type !== 'receiveTask') report(to, 'EVENT_GATEWAY_TARGET', flow);
    }
  }
  if (node.type !== 'intermediateThrowEvent' || node.trigger.kind !== 'link') return;
  const { link } = node.trigger;
  const targets = Object.values(nodes).filter(
    (other) => other.type === 'intermediateCatchEvent' && other.trigger.kind === 'link' && other.trigger.link === link,
  );
  if (targets.length !== 1) report(to, 'LINK_WITHOUT_TARGET', node.id, { link });
}

function checkConditions(node: FlowNode, flows: ReadScope['flows'], to: Report): void {
  const conditionOf = (id: string): SequenceFlow['condition'] => flows[id]?.condition ?? null;
  if (node.type === 'parallelGateway' || node.type === 'startEvent' || node.type === 'boundaryEvent') {
    const code = node.type === 'parallelGateway' ? 'CONDITION_IGNORED' : 'CONDITION_NOT_ALLOWED';
    for (const flow of node.outgoing.filter((id) => conditionOf(id) !== null)) report(to, code, flow);
  }
  if (node.defaultFlow !== null && conditionOf(node.defaultFlow) !== null) {
    report(to, 'CONDITION_NOT_ALLOWED', node.defaultFlow);
  }
  if (node.type !== 'exclusiveGateway' || node.outgoing.length < 2) return;
  for (const flow of node.outgoing) {
    if (flow !== node.defaultFlow && conditionOf(flow) === null) report(to, 'CONDITION_MISSING', flow);
  }
}

function unreachable(all: readonly FlowNode[], nodes: ReadScope['nodes'], flows: ReadScope['flows']) {
  const seen = new Set<string>();
  const begins = all.filter((node) => begunApart(node) || node.type === 'startEvent');
  const starts = begins.some((node) => node.type === 'startEvent');
  const open = starts ? begins : [...begins, ...all.filter((node) => node.incoming.length === 0)];
  const ahead = open.map((node) => node.id);
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const node = nodes[id];
    if (node === undefined || seen.has(id)) continue;
    seen.add(id);
    ahead.push(...node.boundaries, ...node.outgoing.map((flow) => flows[flow]?.target ?? ''));
  }
  const handlers = new Set(all.map((node) => node.compensation));
  return all.filter((node) => !seen.has(node.id) && !handlers.has(node.id));
}

/** No flow need lead to it: its event, a link or the undoing of something begins it. */
function begunApart(node: FlowNode): boolean {
  if (node.type === 'intermediateCatchEvent') return node.trigger.kind === 'link';
  return node.type === 'eventSubProcess' || beginsInstances(node);
}
