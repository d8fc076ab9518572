// Programs in a few lines, for tests of the core and for tools that make processes: nodes by id, flows as
// `a -> b`, `a -> b if x > 1`, `a => b` (the default flow).
import type { Decisions } from '../model/decisions.ts';
import type { ElementType, Expression, FlowNode, NodeOf, Program, SequenceFlow, Timer } from '../model/program.ts';

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
  const events = all.filter((node) => node.type === 'startEvent' && node.trigger.kind === 'none');
  const orphans = all.filter((node) => node.incoming.length === 0 && node.type !== 'boundaryEvent');
  const starts = all.some((node) => node.type === 'startEvent') ? events : orphans;
  return {
    process: processId,
    name: processId,
    scopes: { [processId]: { id: processId, parent: null, starts: starts.map((node) => node.id) } },
    nodes: Object.fromEntries(all.map((node) => [node.id, node])),
    flows: Object.fromEntries(flows.map(({ flow }) => [flow.id, flow])),
    decisions,
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
  startEvent: { trigger: { kind: 'none' }, form: null },
  endEvent: {},
  boundaryEvent: { interrupting: true },
  task: {},
  userTask: human,
  manualTask: human,
  serviceTask: job,
  sendTask: job,
  scriptTask: { script: { kind: 'feel', source: 'null' }, result: null },
  businessRuleTask: {},
  exclusiveGateway: {},
  parallelGateway: {},
};
