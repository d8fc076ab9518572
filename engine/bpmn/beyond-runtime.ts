// What runs in the core and not yet on the server. One list; whatever stands on it is refused when a service is checked,
// and runs in scenarios.
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import { beginningsOf } from '#engine/core/model/starts.ts';
import { triggersOf } from '#engine/core/model/triggers.ts';
import { type Problem, problem } from './problems.ts';

/** @returns a problem for every node that the server cannot run yet */
export function beyondRuntime(path: string, program: Program): readonly Problem[] {
  return Object.values(program.nodes).flatMap((node) => {
    const type = missing(node, program);
    return type === null ? [] : [problem('NOT_IN_RUNTIME', path, node.id, { type })];
  });
}

/** What needs a screen that is not there yet, and beginnings that only the clock or a condition asks for. */
function missing(node: FlowNode, program: Program): string | null {
  if (node.type === 'adHocSubProcess') return node.type;
  if (node.type === 'receiveTask' && node.trigger.kind === 'none') return 'receiveTask (none)';
  const begins = beginningsOf(program).find(({ element }) => element.id === node.id);
  const kinds = begins === undefined ? [] : triggersOf(begins.element.trigger).map(({ kind }) => kind);
  if (begins?.element.trigger.kind === 'multiple' && begins.element.trigger.parallel)
    return `${node.type} (parallelMultiple)`;
  const other = kinds.find((kind) => kind === 'timer' || kind === 'conditional');
  return other === undefined ? null : `${node.type} (${other})`;
}
