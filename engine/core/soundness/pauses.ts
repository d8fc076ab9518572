// A loop in which nothing waits would run for ever within one step. On one flow of each such loop the abstraction sets a
// pause, where a step ends and the explorer goes on at once: so the loop becomes a circle of states.
import type { FlowNode, Program, ReceiveTask, SequenceFlow } from '../model/program.ts';

const prefix = 'pause ';

export function isPause(element: string): boolean {
  return element.startsWith(prefix);
}

/** The flow of the model that a flow of the abstraction stands for. */
export function flowOfModel(flow: string): string {
  return flow.startsWith(prefix) ? flow.slice(prefix.length) : flow;
}

/** The flow by which a token of the model comes to a gateway in the abstraction. */
export function flowInto(program: Program, flow: string): string {
  const paused = `${prefix}${flow}`;
  return program.flows[paused] === undefined ? flow : paused;
}

export function withPauses(program: Program): Program {
  const paused = flowsToPause(program);
  const nodes: Record<string, FlowNode> = { ...program.nodes };
  const flows: Record<string, SequenceFlow> = { ...program.flows };
  for (const flow of paused) {
    const id = `${prefix}${flow.id}`;
    const target = nodes[flow.target];
    if (target === undefined) continue;
    const pause: ReceiveTask = {
      ...({ id, name: id, scope: target.scope, incoming: [flow.id], outgoing: [id] } as const),
      ...({ defaultFlow: null, stage: null, boundaries: [], loop: null, compensation: null } as const),
      ...({ type: 'receiveTask', trigger: { kind: 'none' } } as const),
    };
    nodes[id] = pause;
    flows[flow.id] = { ...flow, target: id };
    flows[id] = { id, source: id, target: flow.target, condition: null };
    nodes[flow.target] = { ...target, incoming: target.incoming.map((one) => (one === flow.id ? id : one)) };
  }
  return { ...program, nodes, flows };
}

/** One flow of every loop in which no element waits for anything. */
function flowsToPause(program: Program): readonly SequenceFlow[] {
  const paused = new Set<string>();
  for (let found = silentLoop(program, paused); found !== null; found = silentLoop(program, paused)) paused.add(found);
  return [...paused].flatMap((id) => program.flows[id] ?? []);
}

type Ways = readonly { readonly to: string; readonly flow: string | null }[];

/** A flow of a loop that is left; the last one of it, which leads back. */
function silentLoop(program: Program, paused: ReadonlySet<string>): string | null {
  const state = new Map<string, 'open' | 'done'>();
  for (const root of Object.keys(program.nodes)) {
    if (state.has(root)) continue;
    const path: { readonly id: string; readonly ways: Ways; at: number; readonly by: string | null }[] = [];
    const push = (id: string, by: string | null): void => {
      state.set(id, 'open');
      path.push({ id, ways: waysFrom(program, id, paused), at: 0, by });
    };
    push(root, null);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const way = top.ways[top.at++];
      if (way === undefined) {
        state.set(top.id, 'done');
        path.pop();
      } else if (state.get(way.to) === 'open') {
        const start = path.findIndex(({ id }) => id === way.to);
        const flows = [way.flow, ...path.slice(start + 1).map(({ by }) => by)];
        const flow = flows.find((one) => one !== null);
        if (flow !== undefined && flow !== null) return flow;
      } else if (!state.has(way.to)) push(way.to, way.flow);
    }
  }
  return null;
}

function waysFrom(program: Program, id: string, paused: ReadonlySet<string>): Ways {
  const node = program.nodes[id];
  if (node === undefined || waits(node)) return [];
  const byFlow = node.outgoing
    .filter((flow) => !paused.has(flow))
    .map((flow) => ({ to: program.flows[flow]?.target ?? '', flow }));
  const onBorder = node.boundaries.map((to) => ({ to, flow: null }));
  return [...byFlow, ...onBorder, ...linksFrom(program, node).map((to) => ({ to, flow: null }))];
}

function linksFrom(program: Program, node: FlowNode): readonly string[] {
  if (node.type !== 'intermediateThrowEvent' || node.trigger.kind !== 'link') return [];
  const { link } = node.trigger;
  return Object.values(program.nodes).flatMap((other) =>
    other.type === 'intermediateCatchEvent' && other.trigger.kind === 'link' && other.trigger.link === link
      ? [other.id]
      : [],
  );
}

/** Whether a token always stops there until something happens outside. */
export function waits(node: FlowNode): boolean {
  switch (node.type) {
    case 'userTask':
    case 'manualTask':
    case 'serviceTask':
    case 'receiveTask':
    case 'callActivity':
    case 'eventBasedGateway':
      return node.loop === null;
    case 'sendTask':
      return node.message === null && node.loop === null;
    case 'intermediateCatchEvent':
      return node.trigger.kind !== 'link' && node.trigger.kind !== 'none';
    default:
      return false;
  }
}
