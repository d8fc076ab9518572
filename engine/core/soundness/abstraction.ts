// The program without its data: the same elements and flows, run by the same core, where every expression asks a chooser.
// - A guard may go either way, unless it is a constant or speaks only of what the engine itself counts.
// - A multi-instance activity has 0, 1 or 2 instances; a constant number is kept up to `instancesMax`.
// - A loop goes on or ends, whatever its maximum; a timer that is armed may fire; a condition that is listened for may
//   come true at any time, as a message may arrive.
// - Decisions, scripts, mappings, forms, deadlines and addressees are left out: they only make data.
import { parseExpression } from 'feelin';
import type { Env } from '../env.ts';
import { evaluateFeel } from '../expressions/feel.ts';
import type { Expression, FlowNode, Loop, Program, SequenceFlow } from '../model/program.ts';
import type { Trigger } from '../model/triggers.ts';
import { ChoiceRecorder, type Chooser, counts, type Question, truths } from './chooser.ts';
import { withPauses } from './pauses.ts';

export interface Abstraction {
  /** As the model has it. */
  readonly original: Program;
  readonly program: Program;
  readonly chooser: ChoiceRecorder;
}

/** A constant number of instances is taken as it is up to this. */
export const instancesMax = 10;

export function abstractionOf(original: Program): Abstraction {
  const chooser = new ChoiceRecorder();
  const nodes = Object.values(original.nodes).map((node) => [node.id, withoutData(node, chooser)] as const);
  const flows = Object.values(original.flows).map((flow) => [flow.id, abstractFlow(flow, original, chooser)] as const);
  const { awaitsData: _, ...rest } = original;
  const program = { ...rest, nodes: Object.fromEntries(nodes), flows: Object.fromEntries(flows), decisions: {} };
  return { original, program: withPauses(program), chooser };
}

/** The name of the message that stands for a condition coming true. */
export function conditionMessage(element: string, index: number): string {
  return `condition ${element} ${index}`;
}

function abstractFlow(flow: SequenceFlow, program: Program, chooser: Chooser): SequenceFlow {
  if (flow.condition === null) return flow;
  const complex = program.nodes[flow.source]?.type === 'complexGateway';
  const known = complex ? ['waitingForStart'] : [];
  return { ...flow, condition: guard(flow.condition, { kind: 'flow', id: flow.id }, chooser, known) };
}

/** Members that shape the way of tokens; every other one is data and becomes nothing. */
const structural: ReadonlySet<string> = new Set(
  (
    'id name type scope incoming outgoing defaultFlow boundaries loop compensation quantity trigger interrupting ' +
    'attachedTo start transaction sequential cancelRemaining completionCondition activation message instantiates ' +
    'instantiate gatewayType parallel'
  ).split(' '),
);

/** Members that are left out where there is nothing to say; what an activity needs of data is there. */
const optional: ReadonlySet<string> = new Set([
  ...['data', 'outputVariable', 'skippable', 'correlation', 'javascript', 'version', 'part', 'apartFrom'],
]);

function withoutData(node: FlowNode, chooser: Chooser): FlowNode {
  const { id } = node;
  const entries = Object.entries(node)
    .filter(([key]) => !optional.has(key))
    .map(([key, value]) => [key, structural.has(key) ? value : nothing(value)]);
  const bare: Record<string, unknown> = Object.fromEntries(entries);
  bare['loop'] = node.loop && abstractLoop(node.loop, id, chooser);
  if ('trigger' in node) bare['trigger'] = abstractTrigger(node.trigger, id);
  if ('jobType' in node) bare['jobType'] = literal('work');
  if ('called' in node) bare['called'] = literal('process');
  if ('completionCondition' in node && node.completionCondition !== null) {
    bare['completionCondition'] = guard(node.completionCondition, { kind: 'enough', id }, chooser, counters);
  }
  if ('activation' in node && node.activation !== null) {
    bare['activation'] = guard(node.activation, { kind: 'activation', id }, chooser, ['activationCount']);
  }
  if (node.type === 'scriptTask' || node.type === 'businessRuleTask') bare['type'] = 'task';
  return bare as unknown as FlowNode;
}

function nothing(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return typeof value === 'object' || typeof value === 'string' ? null : value;
}

/** What the engine counts is no data. */
const counters: readonly string[] = [
  'numberOfInstances',
  'numberOfActiveInstances',
  'numberOfCompletedInstances',
  'numberOfTerminatedInstances',
];

function abstractLoop(loop: Loop, id: string, chooser: Chooser): Loop {
  if (loop.kind === 'standard') {
    const again = loop.condition ?? loop.maximum;
    return { ...loop, maximum: null, condition: again && asked({ kind: 'again', id }, truths, chooser) };
  }
  const fixed = constantCount(loop.collection ?? loop.cardinality);
  const { outputVariable: _, ...rest } = loop;
  return {
    ...rest,
    cardinality:
      fixed === null
        ? asked({ kind: 'count', id }, counts, chooser)
        : literal(String(Math.max(0, Math.min(fixed, instancesMax)))),
    collection: null,
    elementVariable: null,
    outputCollection: null,
    outputElement: null,
    completionCondition:
      loop.completionCondition && guard(loop.completionCondition, { kind: 'enough', id }, chooser, counters),
    throws: loop.throws.map((one) =>
      typeof one.when === 'string'
        ? one
        : { ...one, when: guard(one.when, { kind: 'throws', id }, chooser, ['loopCounter', ...counters]) },
    ),
  };
}

const longAgo: Expression = { kind: 'literal', value: '2000-01-01T00:00:00Z' };
const forEver: Expression = { kind: 'literal', value: 'R/P1D' };

function abstractTrigger(trigger: Trigger, id: string): Trigger {
  if (trigger.kind !== 'multiple') return abstractSingle(trigger, id, 0);
  return { ...trigger, triggers: trigger.triggers.map((single, index) => abstractSingle(single, id, index)) };
}

function abstractSingle<T extends Exclude<Trigger, { kind: 'multiple' }>>(trigger: T, id: string, index: number): T {
  if (trigger.kind === 'conditional') return { kind: 'message', message: conditionMessage(id, index) } as T;
  if (trigger.kind !== 'timer') return trigger;
  const cycle = trigger.timer.kind === 'cycle';
  const timer = { from: null, calendar: null, dayCount: null };
  const abstract = cycle ? { kind: 'cycle', value: forEver, ...timer } : { kind: 'date', value: longAgo, ...timer };
  return { kind: 'timer', timer: abstract } as T;
}

/** @param known names that have a value in the abstraction too */
function guard(condition: Expression, question: Question, chooser: Chooser, known: readonly string[]): Expression {
  if (condition.kind === 'literal') return condition;
  const names = namesIn(condition.source);
  return names?.every((name) => known.includes(name)) ? condition : asked(question, truths, chooser);
}

/** Looks like a literal and is another one each time it is read. */
function asked(question: Question, options: readonly string[], chooser: Chooser): Expression {
  return {
    kind: 'literal',
    get value() {
      return chooser.next(question, options);
    },
  };
}

function literal(value: string): Expression {
  return { kind: 'literal', value };
}

/** A number, or a list, that no data can change. */
function constantCount(expression: Expression | null): number | null {
  if (expression === null) return null;
  if (expression.kind === 'literal') return /^\s*\d+\s*$/.test(expression.value) ? Number(expression.value) : null;
  if (namesIn(expression.source)?.length !== 0) return null;
  const result = evaluateFeel(expression.source, {}, nowhere);
  if (result.kind !== 'ok') return null;
  if (Array.isArray(result.value)) return result.value.length;
  return typeof result.value === 'number' && Number.isInteger(result.value) ? result.value : null;
}

const nowhere: Env = { now: 0, timeZone: 'UTC', workingTime: { due: () => 0 } };

/** Names that an expression speaks of; null: it calls something, which may be anything. */
function namesIn(source: string): readonly string[] | null {
  const names: string[] = [];
  let calls = false;
  parseExpression(source, {}, undefined).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'FunctionInvocation') calls = true;
      if (name === 'VariableName') names.push(source.slice(from, to));
    },
  });
  return calls ? null : names;
}
