// What runs in the core and not yet on the server: elements whose effects the kernel has no rows for. One list; whatever
// stands on it is refused when a service is checked, and runs in scenarios.
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import { triggersOf } from '#engine/core/model/triggers.ts';
import { type Problem, problem } from './problems.ts';

/** @returns a problem for every node that the server cannot run yet */
export function beyondRuntime(path: string, program: Program): readonly Problem[] {
  return Object.values(program.nodes).flatMap((node) => {
    const type = missing(node, program);
    return type === null ? [] : [problem('NOT_IN_RUNTIME', path, node.id, { type })];
  });
}

/** Effects without rows: calls, messages and signals to and from outside, and starts that nobody asks for. */
function missing(node: FlowNode, { process }: Program): string | null {
  if (node.type === 'callActivity' || node.type === 'adHocSubProcess' || node.type === 'receiveTask') return node.type;
  if (node.type === 'sendTask' && node.message !== null) return 'sendTask (message)';
  if (node.type === 'eventBasedGateway' && node.instantiate !== undefined) return 'eventBasedGateway (instantiate)';
  if (!('trigger' in node)) return null;
  const kinds = triggersOf(node.trigger).map(({ kind }) => kind);
  if (node.type === 'startEvent' && node.scope === process) {
    const other = kinds.find((kind) => kind !== 'none' && kind !== 'message');
    return other === undefined ? null : `startEvent (${other})`;
  }
  const outside = kinds.find((kind) => kind === 'message' || kind === 'signal');
  return outside === undefined ? null : `${node.type} (${outside})`;
}
