// What the processes were made of, element by element, and how much of it was reached.
import type { FlowNode, Loop, Program } from '#engine/core/model/program.ts';
import { type Trigger, triggersOf } from '#engine/core/model/triggers.ts';

/** Per feature: how many were made, and how many of them were begun at least once. */
export type Coverage = Map<string, { made: number; reached: number }>;

export function newCoverage(): Coverage {
  return new Map();
}

export function addCoverage(coverage: Coverage, program: Program, reached: ReadonlySet<string>): void {
  for (const node of Object.values(program.nodes)) {
    const begun = reached.has(node.id);
    for (const feature of featuresOf(program, node)) {
      const count = coverage.get(feature) ?? { made: 0, reached: 0 };
      coverage.set(feature, { made: count.made + 1, reached: count.reached + (begun ? 1 : 0) });
    }
  }
}

/** @returns lines `made  reached  feature`, by name */
export function coverageTable(coverage: Coverage): string {
  const rows = [...coverage].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const line = (made: unknown, reached: unknown, feature: string): string =>
    `${String(made).padStart(9)} ${String(reached).padStart(9)}  ${feature}`;
  return [
    line('made', 'reached', 'element'),
    ...rows.map(([name, { made, reached }]) => line(made, reached, name)),
  ].join('\n');
}

function featuresOf(program: Program, node: FlowNode): readonly string[] {
  const features = [nameOf(node)];
  if (node.loop !== null) features.push(loopName(node.loop));
  if (node.compensation !== null) features.push('compensation handler');
  if (node.quantity !== undefined) features.push('start or completion quantity');
  if (node.defaultFlow !== null) features.push('default flow');
  const gateway = node.type.endsWith('Gateway');
  if (!gateway && node.outgoing.length > 1) {
    const conditional = node.outgoing.some((flow) => program.flows[flow]?.condition);
    features.push(conditional ? 'conditional flows out of an activity' : 'uncontrolled flows');
  }
  if (!gateway && node.incoming.length > 1) features.push('implicit merge');
  return features;
}

function nameOf(node: FlowNode): string {
  switch (node.type) {
    case 'boundaryEvent':
    case 'startEvent': {
      const beside = node.interrupting || isOnce(node.trigger) ? '' : ' (not interrupting)';
      return `${node.type} ${triggerName(node.trigger)}${beside}`;
    }
    case 'endEvent':
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
    case 'receiveTask':
      return `${node.type} ${triggerName(node.trigger)}`;
    case 'subProcess':
      return node.transaction ? 'transaction' : 'subProcess';
    case 'adHocSubProcess':
      return `adHocSubProcess ${node.sequential ? 'sequential' : 'parallel'}`;
    case 'sendTask':
      return `sendTask ${node.message === null ? 'job' : 'message'}`;
    default:
      return node.type;
  }
}

function isOnce({ kind }: Trigger): boolean {
  return kind === 'none' || kind === 'compensation';
}

function triggerName(trigger: Trigger): string {
  if (trigger.kind === 'timer') return `timer ${trigger.timer.kind}`;
  if (trigger.kind !== 'multiple') return trigger.kind;
  const kinds = triggersOf(trigger).length;
  return `${trigger.parallel ? 'parallel multiple' : 'multiple'}${kinds === 0 ? ' (empty)' : ''}`;
}

function loopName(loop: Loop): string {
  if (loop.kind === 'standard') return `standard loop, tested ${loop.testBefore ? 'before' : 'after'}`;
  const order = loop.sequential ? 'sequential' : 'parallel';
  return `multi-instance ${order}, by ${loop.collection === null ? 'cardinality' : 'collection'}`;
}
