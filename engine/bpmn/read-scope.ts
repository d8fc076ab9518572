// The inside of a process or sub-process: its nodes and flows, and who begins.
import type { FlowNode, ScopeModel, SequenceFlow } from '#engine/core/model/program.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, typeName } from './moddle-types.ts';
import { beginsInstances, type ForeignWork } from './node-base.ts';
import { type Report, report } from './problems.ts';
import { readCondition } from './read-condition.ts';
import { declaredIn } from './read-data.ts';
import { readNode } from './read-node.ts';
import { definitionsOf } from './read-triggers.ts';

export interface ReadScope {
  readonly scope: ScopeModel;
  readonly nodes: { readonly [id: string]: FlowNode };
  readonly flows: { readonly [id: string]: SequenceFlow };
}

export interface ReadOptions {
  readonly report: Report;
  readonly foreignWork: ForeignWork;
}

/** @returns the scope itself first, then every sub-process in it, outer before inner */
export function readScopes(container: ModdleElement, parent: string | null, to: ReadOptions): readonly ReadScope[] {
  const own = readScope(container, parent, to);
  const inner = elementsIn(container, 'flowElements').filter((element) => own.nodes[idOf(element)] !== undefined);
  const subProcesses = inner.filter((element) =>
    ['SubProcess', 'Transaction', 'AdHocSubProcess'].includes(typeName(element)),
  );
  return [own, ...subProcesses.flatMap((element) => readScopes(element, own.scope.id, to))];
}

function readScope(
  container: ModdleElement,
  parent: string | null,
  { report: to, foreignWork }: ReadOptions,
): ReadScope {
  const id = idOf(container);
  const all = elementsIn(container, 'flowElements');
  const elements = all.filter((element) => typeName(element) !== 'SequenceFlow' && hasId(element, to));
  const active = elements.filter((element) => !passive.has(typeName(element)));
  const flows = readFlows(all, new Set(active.map(idOf)), to);
  const handlers = compensationHandlers(container, elements);
  const borders = elements.filter((element) => typeName(element) === 'BoundaryEvent');
  const into = Map.groupBy(flows, ({ target }) => target);
  const outOf = Map.groupBy(flows, ({ source }) => source);
  const nodes: Record<string, FlowNode> = {};
  for (const element of active) {
    const own = idOf(element);
    const node = readNode(element, {
      report: to,
      scope: id,
      incoming: (into.get(own) ?? []).map((flow) => flow.id),
      outgoing: orderedOutgoing(element, outOf.get(own) ?? []),
      boundaries: borders.filter((event) => isAttached(event, own)).map(idOf),
      compensation: handlers.get(own) ?? null,
      foreignWork,
    });
    if (node !== null) nodes[own] = node;
  }
  const eventSubProcesses = Object.values(nodes).flatMap((node) => (node.type === 'eventSubProcess' ? [node.id] : []));
  const starts = startsOf(Object.values(nodes), new Set(handlers.values()));
  const declares = parent === null ? [] : declaredIn(container);
  const scope = { id, parent, starts, eventSubProcesses, ...(declares.length > 0 && { declares }) };
  return { scope, nodes, flows: Object.fromEntries(flows.map((flow) => [flow.id, flow])) };
}

/** Documentation of data. */
const passive: ReadonlySet<string> = new Set(['DataObject', 'DataObjectReference', 'DataStoreReference']);

/** @param ends ids of the nodes of the same scope: a flow may not cross its border (BPMN 2.0.2 §7.6.1) */
function readFlows(all: readonly ModdleElement[], ends: ReadonlySet<string>, to: Report): readonly SequenceFlow[] {
  const elements = all.filter((element) => typeName(element) === 'SequenceFlow');
  const taken = new Set(elements.map(idOf));
  return elements.flatMap((element) => {
    const [source, target] = ['sourceRef', 'targetRef'].map((end) => elementIn(element, end)?.id ?? '');
    if (source === undefined || target === undefined || !ends.has(source) || !ends.has(target)) {
      report(to, 'FLOW_INCOMPLETE', element.id ?? null);
      return [];
    }
    const id = element.id ?? freeId(`${source}_${target}`, taken);
    const condition = readCondition(element, { report: to, element: id });
    return [{ id, source, target, condition }];
  });
}

/** The standard lets a flow go without an id; history and coverage need one that stays the same. */
function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}_${count}`;
  taken.add(id);
  return id;
}

/** Its flows in the order the node lists them, which is the order conditions are asked in; unlisted ones after. */
function orderedOutgoing(element: ModdleElement, flows: readonly SequenceFlow[]): readonly string[] {
  const own = flows.map((flow) => flow.id);
  const listed = elementsIn(element, 'outgoing')
    .map(idOf)
    .filter((id) => own.includes(id));
  return [...new Set([...listed, ...own])];
}

/** BPMN 2.0.2 §10.5.2: start events; without any, every node that no flow leads to. */
function startsOf(nodes: readonly FlowNode[], handlers: ReadonlySet<string>): readonly string[] {
  const events = nodes.filter((node) => node.type === 'startEvent');
  if (events.length > 0) return events.filter((event) => event.trigger.kind === 'none').map((event) => event.id);
  return nodes
    .filter((node) => node.incoming.length === 0 && !begunOtherwise(node) && !handlers.has(node.id))
    .map((node) => node.id);
}

/** BPMN 2.0.2 §10.6.1: a compensation event on the border of an activity, and by association what undoes it. */
function compensationHandlers(
  container: ModdleElement,
  elements: readonly ModdleElement[],
): ReadonlyMap<string, string> {
  const pairs = elementsIn(container, 'artifacts').flatMap((artifact): readonly (readonly [string, string])[] => {
    const [from, to] = [elementIn(artifact, 'sourceRef'), elementIn(artifact, 'targetRef')];
    const event = elements.find((element) => from !== null && idOf(element) === idOf(from));
    const host = event === undefined || typeName(event) !== 'BoundaryEvent' ? null : elementIn(event, 'attachedToRef');
    return host === null || to === null || !byCompensation(event) ? [] : [[idOf(host), idOf(to)]];
  });
  return new Map(pairs);
}

function byCompensation(event: ModdleElement | undefined): boolean {
  const definitions = event === undefined ? [] : definitionsOf(event);
  return definitions.some((definition) => typeName(definition) === 'CompensateEventDefinition');
}

/** By what it is attached to, by its event, by a link of its name, or to undo something. */
function begunOtherwise(node: FlowNode): boolean {
  if (node.type === 'intermediateCatchEvent') return node.trigger.kind === 'link';
  if (beginsInstances(node)) return true;
  return node.type === 'boundaryEvent' || node.type === 'eventSubProcess';
}

function isAttached(element: ModdleElement, host: string): boolean {
  const attached = elementIn(element, 'attachedToRef');
  return attached !== null && idOf(attached) === host;
}

function hasId(element: ModdleElement, to: Report): boolean {
  if (element.id !== undefined && element.id !== '') return true;
  report(to, 'ID_MISSING', null, { type: typeName(element) });
  return false;
}
