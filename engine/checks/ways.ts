// Which elements a case can come to from which, by the arrows alone: through sub-processes, over events on borders.
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import { linked } from '#engine/core/soundness/happenings.ts';

/** Where a process, or what happens to it as a whole, begins. */
export function beginningsOf({ scopes, process }: Program): readonly string[] {
  const root = scopes[process];
  return root === undefined ? [] : [...root.starts, ...root.eventSubProcesses];
}

/** What can come next: of the last element inside a sub-process, what is behind that. */
export function nextOf(program: Program, id: string): readonly string[] {
  const node = program.nodes[id];
  if (node === undefined) return [];
  const inside = isScope(node) ? innerStarts(program, node) : [];
  const after = inside.length > 0 ? [] : behind(program, node);
  return [...inside, ...after, ...node.boundaries, ...linked(program, node)];
}

/**
 * @param passable whether a way may lead through an element
 * @returns the shortest way from a beginning to an element, both included; undefined where there is none
 */
export function wayTo(
  program: Program,
  target: string,
  passable: (node: FlowNode) => boolean,
): readonly string[] | undefined {
  const from = new Map<string, string | null>(beginningsOf(program).map((id) => [id, null]));
  for (const id of from.keys()) {
    if (id === target) return wayBack(from, id);
    const node = program.nodes[id];
    if (node === undefined || !passable(node)) continue;
    for (const next of nextOf(program, id)) if (!from.has(next)) from.set(next, id);
  }
  return undefined;
}

function wayBack(from: ReadonlyMap<string, string | null>, end: string): readonly string[] {
  const way: string[] = [];
  for (let id: string | null = end; id !== null; id = from.get(id) ?? null) way.push(id);
  return way.reverse();
}

function isScope({ type }: FlowNode): boolean {
  return type === 'subProcess' || type === 'eventSubProcess' || type === 'adHocSubProcess';
}

function innerStarts(program: Program, node: FlowNode): readonly string[] {
  const scope = program.scopes[node.id];
  return scope === undefined ? [] : [...scope.starts, ...scope.eventSubProcesses];
}

function behind(program: Program, node: FlowNode): readonly string[] {
  if (node.outgoing.length > 0) return node.outgoing.flatMap((flow) => program.flows[flow]?.target ?? []);
  const around = program.nodes[node.scope];
  return around === undefined ? [] : behind(program, around);
}
