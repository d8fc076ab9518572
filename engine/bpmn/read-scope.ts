// The inside of a process (later: of a sub-process): its nodes and flows, and who begins.
import type { FlowNode, ScopeModel, SequenceFlow } from '#engine/core/model/program.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, typeName } from './moddle-types.ts';
import { type Report, report } from './problems.ts';
import { readCondition, readNode } from './read-node.ts';

export interface ReadScope {
  readonly scope: ScopeModel;
  readonly nodes: { readonly [id: string]: FlowNode };
  readonly flows: { readonly [id: string]: SequenceFlow };
}

export function readScope(container: ModdleElement, parent: string | null, to: Report): ReadScope {
  const id = idOf(container);
  const elements = elementsIn(container, 'flowElements').filter((element) => hasId(element, to));
  const flows = readFlows(elements, to);
  const nodes: Record<string, FlowNode> = {};
  for (const element of elements.filter((candidate) => !passive.has(typeName(candidate)))) {
    const own = idOf(element);
    const node = readNode(element, {
      report: to,
      scope: id,
      incoming: flows.filter((flow) => flow.target === own).map((flow) => flow.id),
      outgoing: orderedOutgoing(element, flows),
      boundaries: elements.filter((other) => isAttached(other, own)).map(idOf),
    });
    if (node !== null) nodes[own] = node;
  }
  const scope = { id, parent, starts: startsOf(Object.values(nodes)) };
  return { scope, nodes, flows: Object.fromEntries(flows.map((flow) => [flow.id, flow])) };
}

/** Documentation of data, and flows, which are read apart. */
const passive: ReadonlySet<string> = new Set([
  'SequenceFlow',
  'DataObject',
  'DataObjectReference',
  'DataStoreReference',
]);

function readFlows(elements: readonly ModdleElement[], to: Report): readonly SequenceFlow[] {
  return elements
    .filter((element) => typeName(element) === 'SequenceFlow')
    .flatMap((element) => {
      const id = idOf(element);
      const [source, target] = [elementIn(element, 'sourceRef'), elementIn(element, 'targetRef')];
      if (source === null || target === null) {
        report(to, 'FLOW_INCOMPLETE', id);
        return [];
      }
      const condition = readCondition(element, { report: to, element: id });
      return [{ id, source: idOf(source), target: idOf(target), condition }];
    });
}

/** In the order the node lists them, which is the order conditions are asked in; unlisted ones after. */
function orderedOutgoing(element: ModdleElement, flows: readonly SequenceFlow[]): readonly string[] {
  const own = flows.filter((flow) => flow.source === idOf(element)).map((flow) => flow.id);
  const listed = elementsIn(element, 'outgoing')
    .map(idOf)
    .filter((id) => own.includes(id));
  return [...new Set([...listed, ...own])];
}

/** BPMN 2.0.2 §10.5.2: start events; without any, every node that no flow leads to. */
function startsOf(nodes: readonly FlowNode[]): readonly string[] {
  const events = nodes.filter((node) => node.type === 'startEvent');
  if (events.length > 0) return events.filter((event) => event.trigger.kind === 'none').map((event) => event.id);
  return nodes.filter((node) => node.incoming.length === 0 && node.type !== 'boundaryEvent').map((node) => node.id);
}

function isAttached(element: ModdleElement, host: string): boolean {
  if (typeName(element) !== 'BoundaryEvent') return false;
  const attached = elementIn(element, 'attachedToRef');
  return attached !== null && idOf(attached) === host;
}

function hasId(element: ModdleElement, to: Report): boolean {
  if (element.id !== undefined && element.id !== '') return true;
  report(to, 'ID_MISSING', null, { type: typeName(element) });
  return false;
}
