// Circles that nothing limits. A circle is limited where every turn of it passes one of these: a step of a person that
// has a deadline, or is done under the case's clock; a branch whose condition reads what the circle itself has written
// without a person (a counter, a decision, the answer of a job). Else a case may go round for ever and nobody is warned.
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import { hasOwnLimit, isHuman, isUnderClock } from '../deadline-of.ts';
import { namesIn } from '../names-in.ts';
import { found, type Rule } from '../rule.ts';
import { nextOf } from '../ways.ts';

export const loops: Rule = ({ drawn }) =>
  drawn.flatMap(({ path, program }) => {
    const ids = Object.keys(program.nodes);
    return circlesIn(program, new Set(ids)).flatMap((circle) => {
      const written = writtenIn(program, circle);
      const left = new Set([...circle].filter((id) => !limits(program, program.nodes[id], written)));
      return circlesIn(program, left).flatMap((open) => {
        // Told at the branch where it could be left, else at its first step.
        const members = ids.filter((id) => open.has(id));
        const element = members.find((id) => (program.nodes[id]?.outgoing.length ?? 0) > 1) ?? members[0] ?? null;
        const waits = members.some((id) => isHuman(program.nodes[id] as FlowNode));
        return [found(waits ? 'LOOP_WITHOUT_LIMIT' : 'LOOP_BY_ITSELF', { path, element })];
      });
    });
  });

/** What a circle's own machines write: results, outputs. `*`: a job or a call may write anything. */
function writtenIn({ nodes }: Program, circle: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...circle].flatMap((id): readonly string[] => {
      const node = nodes[id];
      if (node === undefined) return [];
      const result = 'result' in node && node.result !== null ? [node.result] : [];
      const outputs = 'outputs' in node ? node.outputs.map(({ name }) => name) : [];
      const anything = node.type === 'serviceTask' || node.type === 'callActivity' ? ['*'] : [];
      return [...result, ...outputs, ...anything];
    }),
  );
}

function limits(program: Program, node: FlowNode | undefined, written: ReadonlySet<string>): boolean {
  if (node === undefined) return true;
  if (isHuman(node)) return hasOwnLimit(program, node) || isUnderClock(program, node.id);
  // What waits inside for a timer on its border is over in time.
  if (node.type !== 'exclusiveGateway' && node.type !== 'inclusiveGateway' && hasOwnLimit(program, node)) return true;
  return node.outgoing.some((flow) => {
    const names = [...namesIn(program.flows[flow]?.condition)];
    return names.length > 0 && (written.has('*') || names.some((name) => written.has(name)));
  });
}

/** Strongly connected parts with more than one element, or one that leads to itself (Tarjan 1972). */
function circlesIn(program: Program, among: ReadonlySet<string>): readonly ReadonlySet<string>[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: ReadonlySet<string>[] = [];
  const visit = (id: string): void => {
    index.set(id, index.size);
    low.set(id, index.get(id) ?? 0);
    stack.push(id);
    for (const next of nextOf(program, id)) {
      if (!among.has(next)) continue;
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(id, Math.min(low.get(id) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(id) !== index.get(id)) return;
    const part = new Set(stack.splice(stack.indexOf(id)));
    if (part.size > 1 || nextOf(program, id).includes(id)) found.push(part);
  };
  for (const id of among) if (!index.has(id)) visit(id);
  return found;
}
