// How many tokens there are: no growth without end, and no step that two tokens of parallel branches come to one by one.
import type { FlowNode, Program } from '../../model/program.ts';
import type { Finding, Rule } from '../finding.ts';
import { type Edge, type Explored, pathTo, type Vertex } from '../graph.ts';
import { linked } from '../happenings.ts';
import { isPause } from '../pauses.ts';

export const pilesUp: Rule = (explored) => {
  const found = new Map<string, Finding>();
  for (const vertex of explored.vertices) {
    const [element] = vertex.growth?.elements ?? [];
    if (element === undefined || vertex.growth?.called !== false || found.has(element)) continue;
    // Once more round, to show that it goes on.
    const path = pathTo(explored, vertex);
    const onward = path.slice(path.findIndex(({ from }) => from === vertex.growth?.since));
    found.set(element, { code: 'PILES_UP', element, params: {}, at: { explored, vertex, onward } });
  }
  return [...found.values()];
};

/**
 * Lack of synchronisation: two tokens that are there at the same time have each a way to the same merge, without a join
 * between. Only where something is done behind the merge.
 */
export const doneTwice: Rule = (explored) => {
  const { program } = explored;
  const ahead = new Map<string, ReadonlySet<string>>();
  const aheadOf = (id: string): ReadonlySet<string> => {
    const known = ahead.get(id) ?? mergesAhead(program, id);
    ahead.set(id, known);
    return known;
  };
  const found = new Map<string, Finding>();
  for (const [vertex, one, other] of pairs(explored)) {
    const merge = one === other ? mergeBefore(program, one) : [...aheadOf(one)].find((id) => aheadOf(other).has(id));
    if (merge === undefined || found.has(merge) || !isWorthwhile(program, merge)) continue;
    const onward = untilTwice(explored, vertex, firstDone(program, merge));
    found.set(merge, { code: 'DONE_TWICE', element: merge, params: {}, at: { explored, vertex, onward } });
  }
  return [...found.values()];
};

/** Elements of tokens that are in one scope at the same time, each pair once, with the first point that has it. */
function pairs(explored: Explored): readonly (readonly [Vertex, string, string])[] {
  const seen = new Set<string>();
  const list: (readonly [Vertex, string, string])[] = [];
  for (const vertex of explored.vertices) {
    const byScope = new Map<string, string[]>();
    for (const node of Object.values(vertex.state?.nodes ?? {})) {
      const scope = vertex.state?.scopes[node.scope];
      if (node.compensates !== undefined || isPause(node.element) || scope?.adHoc !== undefined) continue;
      byScope.set(node.scope, [...(byScope.get(node.scope) ?? []), node.element]);
    }
    for (const elements of byScope.values()) {
      const sorted = elements.toSorted();
      sorted.forEach((one, index) => {
        for (const other of sorted.slice(index + 1)) {
          const key = `${one} ${other}`;
          if (seen.has(key)) continue;
          seen.add(key);
          list.push([vertex, one, other]);
        }
      });
    }
  }
  return list;
}

/** Merges that a token at an element can come to by itself: joins hold it up. Nearest first. */
function mergesAhead(program: Program, start: string): ReadonlySet<string> {
  const merges = new Set<string>();
  const seen = new Set<string>();
  let ahead = waysOut(program, start);
  while (ahead.length > 0) {
    const next: string[] = [];
    for (const id of ahead) {
      const node = program.nodes[id];
      if (node === undefined || seen.has(id)) continue;
      seen.add(id);
      if (isJoin(node)) continue;
      if (node.incoming.length > 1) merges.add(id);
      next.push(...waysOut(program, id));
    }
    ahead = next;
  }
  return merges;
}

function waysOut(program: Program, id: string): string[] {
  const node = program.nodes[id];
  if (node === undefined) return [];
  const targets = node.outgoing.map((flow) => program.flows[flow]?.target ?? '');
  const taking = node.boundaries.filter((event) => {
    const boundary = program.nodes[event];
    return boundary?.type === 'boundaryEvent' && boundary.trigger.kind !== 'compensation';
  });
  return [...targets, ...taking, ...linked(program, node)];
}

function isJoin(node: FlowNode): boolean {
  const joins = node.type === 'parallelGateway' || node.type === 'inclusiveGateway' || node.type === 'complexGateway';
  return (joins && node.incoming.length > 1) || (node.quantity?.start ?? 1) > 1;
}

/** Where two tokens at one element have come together; where nothing merges, an event has happened twice. */
function mergeBefore(program: Program, element: string): string | undefined {
  let id = element;
  for (let turn = 0; turn < Object.keys(program.nodes).length; turn++) {
    const node = program.nodes[id];
    const [flow, second] = node?.incoming ?? [];
    if (node === undefined || flow === undefined || isJoin(node)) return undefined;
    if (second !== undefined) return id;
    id = program.flows[flow]?.source ?? id;
  }
  return undefined;
}

/** How it goes on until an element has been begun twice; nothing where that is not found. */
function untilTwice(explored: Explored, from: Vertex, element: string | null): readonly Edge[] {
  if (element === null) return [];
  const times = ({ entered }: Edge): number => entered.filter((id) => id === element).length;
  const tokens = Object.values(from.state?.nodes ?? {}).filter((node) => node.element === element).length;
  let ways: { readonly path: readonly Edge[]; readonly count: number }[] = [{ path: [], count: tokens }];
  const seen = new Set<string>();
  while (ways.length > 0) {
    const next: typeof ways = [];
    for (const { path, count } of ways) {
      if (count > 1) return path;
      for (const edge of explored.vertices[path.at(-1)?.to ?? from.id]?.edges ?? []) {
        const key = `${edge.to} ${count + times(edge)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ path: [...path, edge], count: count + times(edge) });
      }
    }
    ways = next;
  }
  return [];
}

/** Whether anything is done behind the merge: two tokens at an end do no harm. */
function isWorthwhile(program: Program, merge: string): boolean {
  return firstDone(program, merge) !== null;
}

/** What is done first behind a merge. */
function firstDone(program: Program, merge: string): string | null {
  const seen = new Set<string>();
  const ahead = [merge];
  for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
    const node = program.nodes[id];
    if (node === undefined || seen.has(id)) continue;
    seen.add(id);
    if (does(node)) return id;
    ahead.push(...waysOut(program, id));
  }
  return null;
}

function does(node: FlowNode): boolean {
  if (node.type.endsWith('Task') || node.type === 'task' || isJoin(node)) return true;
  if (node.type.endsWith('SubProcess') || node.type === 'subProcess' || node.type === 'callActivity') return true;
  // Whoever comes first to a terminate end event takes the others away.
  if (node.type === 'endEvent') return node.trigger.kind !== 'none' && node.trigger.kind !== 'terminate';
  return node.type === 'intermediateThrowEvent' && node.trigger.kind !== 'none';
}
