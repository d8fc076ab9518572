// Programs in a few lines, for tests of the core and for tools that make processes: nodes by id, flows as
// `a -> b`, `a -> b if x > 1`, `a => b` (the default flow).
import type { Decisions } from '../model/decisions.ts';
import type {
  ElementType,
  Expression,
  FlowNode,
  NodeOf,
  Program,
  ScopeModel,
  SequenceFlow,
  Timer,
} from '../model/program.ts';

type Own<T extends ElementType> = Partial<Omit<NodeOf<T>, 'id' | 'type' | 'incoming' | 'outgoing' | 'boundaries'>>;
export type NodeSpec = { readonly [T in ElementType]: { readonly type: T } & Own<T> }[ElementType];

export const processId = 'process';

export function buildProgram(
  nodes: { readonly [id: string]: NodeSpec },
  flowTexts: readonly string[],
  decisions: Decisions = {},
): Program {
  const flows = flowTexts.map(readFlow);
  const all = Object.entries(nodes).map(([id, spec]) => buildNode(id, spec, nodes, flows));
  return {
    process: processId,
    name: processId,
    scopes: Object.fromEntries(scopeIds(all).map((id) => [id, scopeModel(id, all)])),
    nodes: Object.fromEntries(all.map((node) => [node.id, node])),
    flows: Object.fromEntries(flows.map(({ flow }) => [flow.id, flow])),
    decisions,
  };
}

/** The process, and every sub-process that a node names as its scope. */
function scopeIds(all: readonly FlowNode[]): readonly string[] {
  return [...new Set([processId, ...all.map((node) => node.scope)])];
}

function scopeModel(id: string, all: readonly FlowNode[]): ScopeModel {
  const inside = all.filter((node) => node.scope === id);
  const events = inside.filter((node) => node.type === 'startEvent');
  const apart = new Set<FlowNode['type']>(['boundaryEvent', 'eventSubProcess']);
  const begins = (node: FlowNode) => 'instantiate' in node && node.instantiate !== undefined;
  const handlers = new Set(all.map((node) => node.compensation));
  const orphans = inside.filter(
    (node) => node.incoming.length === 0 && !apart.has(node.type) && !begins(node) && !handlers.has(node.id),
  );
  const starts = events.length > 0 ? events.filter((event) => event.trigger.kind === 'none') : orphans;
  return {
    id,
    parent: all.find((node) => node.id === id)?.scope ?? null,
    starts: starts.map((node) => node.id),
    eventSubProcesses: inside.filter((node) => node.type === 'eventSubProcess').map((node) => node.id),
  };
}

/** `=` begins FEEL, as in the model's attributes. */
export function expression(text: string): Expression {
  return text.startsWith('=') ? { kind: 'feel', source: text.slice(1) } : { kind: 'literal', value: text };
}

export function timer(kind: Timer['kind'], value: string, calendar: string | null = null): Timer {
  const counting = { from: null, calendar: calendar === null ? null : expression(calendar), dayCount: null };
  return { kind, value: expression(value), ...counting };
}

interface ReadFlow {
  readonly flow: SequenceFlow;
  readonly isDefault: boolean;
}

function readFlow(text: string): ReadFlow {
  const match = /^(\S+) (->|=>) (\S+)(?: if (.+))?$/.exec(text);
  if (match === null) throw new Error(`not a flow: ${text}`);
  const [, source = '', arrow, target = '', condition] = match;
  const flow = {
    id: `${source}-${target}`,
    source,
    target,
    condition: condition === undefined ? null : expression(`=${condition}`),
  };
  return { flow, isDefault: arrow === '=>' };
}

function buildNode(
  id: string,
  spec: NodeSpec,
  nodes: { readonly [id: string]: NodeSpec },
  flows: readonly ReadFlow[],
): FlowNode {
  const leaving = flows.filter(({ flow }) => flow.source === id);
  const attached = Object.entries(nodes).filter(
    ([, other]) => other.type === 'boundaryEvent' && other.attachedTo === id,
  );
  return {
    id,
    name: id,
    scope: processId,
    stage: null,
    loop: null,
    compensation: null,
    ...defaults[spec.type],
    ...spec,
    incoming: flows.filter(({ flow }) => flow.target === id).map(({ flow }) => flow.id),
    outgoing: leaving.map(({ flow }) => flow.id),
    defaultFlow: leaving.find(({ isDefault }) => isDefault)?.flow.id ?? null,
    boundaries: attached.map(([boundary]) => boundary),
  } as FlowNode;
}

const human = { form: null, unit: null, role: null, assignee: null, priority: null, deadline: null };
const job = { jobType: { kind: 'literal', value: 'work' } as const, retries: null, inputs: [], outputs: [] };

const defaults: { readonly [T in ElementType]: Own<T> } = {
  startEvent: { trigger: { kind: 'none' }, form: null, interrupting: true },
  endEvent: { trigger: { kind: 'none' } },
  intermediateCatchEvent: { trigger: { kind: 'none' } },
  intermediateThrowEvent: { trigger: { kind: 'none' } },
  boundaryEvent: { interrupting: true },
  task: {},
  userTask: human,
  manualTask: human,
  serviceTask: job,
  sendTask: { ...job, message: null },
  scriptTask: { script: { kind: 'feel', source: 'null' }, result: null },
  businessRuleTask: {},
  exclusiveGateway: {},
  parallelGateway: {},
  inclusiveGateway: {},
  complexGateway: { activation: null },
  eventBasedGateway: {},
  receiveTask: { trigger: { kind: 'none' } },
  subProcess: { transaction: false },
  eventSubProcess: {},
  adHocSubProcess: { sequential: false, completionCondition: null, cancelRemaining: true },
  callActivity: { inputs: [], outputs: [], allIn: true, allOut: true },
};
